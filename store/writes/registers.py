"""Numbers of journals: gapless, because the counter's row stays locked until the number is used or rolled back."""

from __future__ import annotations

from typing import LiteralString

from store.conversation import Conversation

_NEXT: LiteralString = """
INSERT INTO registers AS r (municipality, register, year, last) VALUES (%(municipality)s, %(register)s, %(year)s, 1)
ON CONFLICT (municipality, register, year) DO UPDATE SET last = r.last + 1 RETURNING last
"""


def next_number(talk: Conversation, register: str, year: int) -> int:
    """The next one of that year. To be taken last of all locks, just before the commit."""
    return int(talk.ask(_NEXT, {"register": register, "year": year})[0][0])
