"""Which bucket of which store, and the keys to it; as a value, without the client that speaks with it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketAddress:
    """`endpoint` is scheme, host and port; the bucket is named in the path and must exist."""

    endpoint: str
    bucket: str
    region: str
    access_key: str
    secret_key: str = field(repr=False)
