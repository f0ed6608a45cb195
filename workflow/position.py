"""A case's position in an ordered register, as a frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Whoever has a lower `rank` goes first (0 is the first privileged category), and then whoever has a lower `turn`.

    `turn` was given on entry and stays through every change of category. How many go before is counted by the store.
    """

    register: str
    category: str | None
    rank: int
    turn: int
    since: datetime
