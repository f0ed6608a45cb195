"""Passwords and PINs of the demo town: made at random when it is founded, and told in `demo.json` only."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from runtime.demo.town import PEOPLE, DemoPerson

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
_GROUPS, _IN_GROUP, _PIN_DIGITS = 4, 4, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """How one person signs in, and signs; `pin` is None for those who have no key."""

    person: DemoPerson
    password: str = field(repr=False)
    pin: str | None = field(repr=False)


def fresh_credentials() -> tuple[Credentials, ...]:
    """One for each person of the demo."""
    return tuple(Credentials(person=one, password=_password(), pin=_pin() if one.signs else None) for one in PEOPLE)


def _password() -> str:
    """`k7qm-…`: 80 bits, easily typed from a screen."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_IN_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _pin() -> str:
    return str(secrets.randbelow(10**_PIN_DIGITS)).zfill(_PIN_DIGITS)
