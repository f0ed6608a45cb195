"""A request to be sent, as a value that travels between processes. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """`body` is JSON text or nothing."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None

    def plain(self) -> dict[str, object]:
        """As JSON takes it."""
        return asdict(self)
