"""The second factors of one account, for the door that checks them."""

from __future__ import annotations

from typing import LiteralString

from store.reading import Glance
from workflow.town import SecondFactor, SecondFactorKind

_OF: LiteralString = """
SELECT id, username, kind, sealed, credential, counter FROM second_factors
WHERE municipality = %(municipality)s AND username = %(username)s AND ended IS NULL
AND (confirmed IS NOT NULL) = %(confirmed)s ORDER BY added DESC
"""
_CODES: LiteralString = """
SELECT count(*) FROM recovery_codes WHERE municipality = %(municipality)s AND username = %(username)s AND ended IS NULL
"""


def second_factors(glance: Glance, username: str, *, confirmed: bool = True) -> tuple[SecondFactor, ...]:
    """Those that count, or those begun and not yet shown; the newest first."""
    values = {"municipality": glance.municipality, "username": username, "confirmed": confirmed}
    return tuple(
        SecondFactor(
            id=row[0],
            username=row[1],
            kind=SecondFactorKind(row[2]),
            sealed=bytes(row[3]),
            credential=None if row[4] is None else bytes(row[4]),
            counter=row[5],
        )
        for row in glance.ask(_OF, values)
    )


def recovery_codes_left(glance: Glance, username: str) -> int:
    """How many have not been used."""
    return int(glance.ask(_CODES, {"municipality": glance.municipality, "username": username})[0][0])
