"""Numbers of journals: gapless, because the counter's row stays locked until the number is used or rolled back."""

from __future__ import annotations

import re
from typing import LiteralString

from store.conversation import Conversation
from workflow.errors import NotFound
from workflow.ports.journal_entry import JournalEntry

_NEXT: LiteralString = """
INSERT INTO registers AS r (municipality, register, year, last) VALUES (%(municipality)s, %(register)s, %(year)s, 1)
ON CONFLICT (municipality, register, year) DO UPDATE SET last = r.last + 1 RETURNING last
"""


_ENTRY: LiteralString = """
SELECT e.case_id, coalesce(p.date, e.date) FROM journal_entries e
LEFT JOIN papers p ON p.municipality = e.municipality AND p.id = e.paper
WHERE e.municipality = %(municipality)s::int AND e.journal = %(journal)s AND e.year = %(year)s
AND e.number = %(number)s AND e.index = %(index)s
"""


def next_number(talk: Conversation, register: str, year: int) -> int:
    """The next one of that year. To be taken last of all locks, just before the commit."""
    return int(talk.ask(_NEXT, {"register": register, "year": year})[0][0])


def entry(talk: Conversation, journal: str, year: int, index: str) -> JournalEntry:
    """Where an index stands; NotFound(`unknown_index`)."""
    number = _NUMBER.match(index)
    if number is None or not 1 <= year <= _LAST_YEAR:
        raise NotFound("unknown_index")
    asked = {"journal": journal, "year": year, "number": int(number.group()), "index": index}
    rows = talk.ask(_ENTRY, asked)
    if not rows:
        raise NotFound("unknown_index")
    return JournalEntry(case=rows[0][0], date=rows[0][1])


_NUMBER = re.compile(r"[1-9][0-9]{0,8}(?![0-9])", re.ASCII)
_LAST_YEAR = 9999
