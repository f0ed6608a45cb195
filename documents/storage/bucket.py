"""Papers in an S3-compatible store, of the town's own or rented: one object each, under the same address as a file has.

An object is written only where none lies (`If-None-Match: *`), with its SHA-256 beside it for the store to compare, and
in one piece: after `put` returns it is there whole, and nobody ever sees half of it. What the store gives back is held
against its name, so a store that lies is found out. The only file that knows the S3 client.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

from documents.errors import NotStored, StorageDamaged, StorageUnavailable
from documents.storage.address import address, addressed
from documents.storage.bucket_address import BucketAddress
from documents.storage.port import StorageFinding, StoredItem

_CONNECT = timedelta(seconds=3)
_ANSWER = timedelta(seconds=30)
_PATIENCE = timedelta(seconds=10)
_RETRIES = 3
_NO_BUCKET = "NoSuchBucket"


class BucketStore:
    """A `ContentStore` in a bucket. Short outages are waited out: a try ends after `answer`, none begins after
    `patience`."""

    def __init__(self, where: BucketAddress, *, patience: timedelta = _PATIENCE, answer: timedelta = _ANSWER) -> None:
        self._store = S3Store(
            where.bucket,
            endpoint=where.endpoint,
            region=where.region,
            access_key_id=where.access_key,
            secret_access_key=where.secret_key,
            virtual_hosted_style_request=False,
            checksum_algorithm="SHA256",
            conditional_put="etag",
            client_options={
                "allow_http": where.endpoint.startswith("http://"),
                "connect_timeout": _CONNECT,
                "timeout": answer,
            },
            retry_config={"max_retries": _RETRIES, "retry_timeout": patience},
        )

    def put(self, municipality: int, data: bytes) -> str:
        """See `ContentStore`. Of two that store the same bytes at once, one writes and both find them there."""
        sha256 = hashlib.sha256(data).hexdigest()
        with _answered(sha256):
            try:
                obstore.put(self._store, address(municipality, sha256), data, mode="create", use_multipart=False)
            except AlreadyExistsError:
                # Also the answer to a second try after the first one's answer was lost on the way.
                self.get(municipality, sha256)
        return sha256

    def get(self, municipality: int, sha256: str) -> bytes:
        """See `ContentStore`."""
        with _answered(sha256):
            data = bytes(obstore.get(self._store, address(municipality, sha256)).bytes())
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StorageDamaged(data={"sha256": sha256})
        return data

    def exists(self, municipality: int, sha256: str) -> bool:
        """See `ContentStore`. Raises `StorageUnavailable`: a store that is away has lost nothing."""
        where = address(municipality, sha256)
        try:
            with _answered(sha256):
                obstore.head(self._store, where)
        except NotStored:
            return self._told_by_reading(where, sha256)
        return True

    def remove(self, municipality: int, sha256: str) -> None:
        """See `ContentStore`."""
        with _answered(sha256):
            obstore.delete(self._store, address(municipality, sha256))

    def walk(self) -> Iterator[StoredItem]:
        """See `ContentStore`."""
        for where, size in self._objects():
            found = addressed(where)
            if found is not None:
                yield StoredItem(municipality=found[0], sha256=found[1], size=size)

    def check(self) -> Iterator[StorageFinding]:
        """See `ContentStore`. Raises `StorageUnavailable`."""
        for where, _ in self._objects():
            found = addressed(where)
            if found is None:
                yield StorageFinding(code="foreign_file", where=where)
                continue
            try:
                self.get(*found)
            except StorageDamaged as damaged:
                yield StorageFinding(code=damaged.code, where=where)

    def _told_by_reading(self, where: str, sha256: str) -> bool:
        """A short answer does not tell a missing object from a missing bucket; the long one does."""
        try:
            with _answered(sha256):
                obstore.get(self._store, where)
        except NotStored:
            return False
        return True

    def _objects(self) -> Iterator[tuple[str, int]]:
        with _answered(""):
            for batch in obstore.list(self._store):
                yield from ((one["path"], one["size"]) for one in batch)


@contextmanager
def _answered(sha256: str) -> Iterator[None]:
    """The client's errors as ours. Its texts name hosts and keys, so they go no further than their kind."""
    try:
        yield
    except FileNotFoundError as error:
        if _NO_BUCKET in str(error):
            raise StorageUnavailable(data={"reason": "no_such_bucket"}) from error
        raise NotStored(data={"sha256": sha256}) from error
    except (PermissionDeniedError, UnauthenticatedError) as error:
        raise StorageUnavailable(data={"reason": "not_permitted"}) from error
    except (BaseError, OSError) as error:
        reason = "no_such_bucket" if _NO_BUCKET in str(error) else "no_answer"
        raise StorageUnavailable(data={"reason": reason}) from error
