"""Which of the marks that a foreign file bears are ours: codes, numbers, certificates (rules.md 21)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from store.reading import Reading
from store.tables.keys import SigningKeyRow
from store.tables.papers import PaperRow


def known_codes(look: Reading, codes: Iterable[str]) -> frozenset[str]:
    """Those of `codes` that are ours."""
    query = select(PaperRow.code).where(PaperRow.municipality == look.municipality, PaperRow.code.in_(list(codes)))
    return frozenset(code for code in look.connection.execute(query).scalars() if code)


def known_numbers(look: Reading, numbers: Iterable[str]) -> frozenset[str]:
    """Those of `numbers` that stand in a journal of ours, of any year."""
    query = select(PaperRow.number).where(
        PaperRow.municipality == look.municipality, PaperRow.number.in_(list(numbers))
    )
    return frozenset(number for number in look.connection.execute(query).scalars() if number)


def our_certificates(look: Reading) -> tuple[bytes, ...]:
    """DER of every certificate we ever kept a key for."""
    query = select(SigningKeyRow.certificate).where(SigningKeyRow.municipality == look.municipality)
    return tuple(bytes(one) for one in look.connection.execute(query).scalars())
