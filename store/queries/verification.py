"""What the check page asks: which paper of ours is meant by bytes, a code, a number."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from store.reading import Reading
from store.tables.keys import SigningKeyRow
from store.tables.papers import PaperRow, PaperVersionRow


def paper_of_bytes(look: Reading, sha256: str) -> UUID | None:
    """The paper that once had these bytes, at whatever stage."""
    query = select(PaperVersionRow.paper).where(
        PaperVersionRow.municipality == look.municipality, PaperVersionRow.sha256 == sha256
    )
    found: UUID | None = look.connection.execute(query).scalar_one_or_none()
    return found


def paper_of_code(look: Reading, code: str) -> UUID | None:
    """The paper with that code of twelve digits."""
    query = select(PaperRow.id).where(PaperRow.municipality == look.municipality, PaperRow.code == code)
    found: UUID | None = look.connection.execute(query).scalar_one_or_none()
    return found


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
