"""What the doors are told by whoever builds the application; the environment itself is read by `runtime` alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from gate.gazetteer import Gazetteer


class SecondFactorDemand(StrEnum):
    """Of whom a second factor is demanded. Whoever enrolled one is asked for it, whatever stands here."""

    OFF = "off"
    SIGNERS = "signers"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSettings:
    """What lies under the places of a map: `tiles` is an address with `{z}`, `{x}` and `{y}`, empty for none, `credit`
    whom it thanks, `centre` latitude, longitude and zoom to begin with; `streets` what addresses are suggested from."""

    tiles: str = ""
    credit: str = ""
    centre: tuple[float, float, int] | None = None
    streets: Gazetteer = field(default_factory=Gazetteer)

    @property
    def source(self) -> str:
        """Scheme and host of the tiles: the only foreign address a page may take pictures from."""
        parts = urlsplit(self.tiles)
        return f"{parts.scheme}://{parts.netloc}" if self.tiles else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateSettings:
    """`secret_key`: at least 32 bytes, from which keys for one purpose each are derived. `public_url` without a slash
    at the end.

    `proxy_hops`: how many entries of X-Forwarded-* are believed. `trusted_hosts`: names a request may ask for.
    `second_factor`: who must give one when signing in (nobody in the demo). `demo`: this machine's own address may ask
    a hundred times as often, for demonstrations and load tests. `security_contact`: whom finders of a hole write to, a
    URI; empty: nobody is named.
    """

    secret_key: bytes = field(repr=False)
    public_url: str
    trusted_hosts: tuple[str, ...] = ()
    proxy_hops: int = 0
    second_factor: SecondFactorDemand = SecondFactorDemand.OFF
    demo: bool = False
    max_upload_bytes: int = 20 * 1024 * 1024
    release: str = ""
    security_contact: str = ""
    map: MapSettings = MapSettings()

    @property
    def https(self) -> bool:
        """Whether people reach us by https: then cookies are `__Host-` and Secure (rules.md 12)."""
        return self.public_url.startswith("https://")
