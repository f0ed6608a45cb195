"""References of cases, `YY-NNNNN`: unique in a town and year, not gapless.

Counted outside the command's transaction, on connections of its own: a counter row locked until the command commits
would let a town open one case at a time, and a PostgreSQL sequence per town and year would need DDL, which the
application must not have. The count need not reach the disk at once: what uses it commits later and takes it along.
"""

from __future__ import annotations

from typing import LiteralString

import psycopg

from store.refusals import meaning
from store.session import Database

_COUNT: LiteralString = """
INSERT INTO reference_counters AS c (municipality, year, last) VALUES (%(municipality)s, %(year)s, 1)
ON CONFLICT (municipality, year) DO UPDATE SET last = c.last + 1
RETURNING last
"""
# One packet without BEGIN is one transaction, and both settings end with it.
_SETTINGS: LiteralString = (
    "SELECT set_config('sprava.municipality', %(tenant)s, true), set_config('synchronous_commit', 'off', true)"
)


class References:
    """Gives references. `database` is a small pool used for nothing else: waiting for it must not wait for itself."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def next(self, municipality: int, year: int) -> str:
        """The next reference of that year, at once and for good. Raises StoreUnavailable."""
        checkout = self._database.check_out()
        try:
            settings, count = {"tenant": str(municipality)}, {"municipality": municipality, "year": year}
            rows = checkout.wire.say([(_SETTINGS, settings), (_COUNT, count)])
        except psycopg.Error as error:
            checkout.discard()
            raise meaning(error) from error
        checkout.give_back()
        return reference(year, int(rows[0][0]))


def reference(year: int, number: int) -> str:
    """`26-00042`: two digits of the year, at least five of the number."""
    return f"{year % 100:02d}-{number:05d}"
