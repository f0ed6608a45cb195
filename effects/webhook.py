"""A machine that wants to hear of cases: its address and the key our calls are signed with."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """`url` is checked where settings are read; `key` signs the body; `private` lets it stand on an address that is
    not public."""

    url: str
    key: bytes = field(repr=False)
    private: bool = True
