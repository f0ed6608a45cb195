"""The secret that status links are computed from (rules.md 14)."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkKey:
    """`id` names the key beside each stored link, so that a newer key may follow; `secret` has 32 bytes."""

    id: str
    secret: bytes = field(repr=False)
