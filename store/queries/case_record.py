"""What proves a case's history to somebody outside: its chain as hashed, and the seals over it with the way to their
roots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select

from store.reading import Reading
from store.seals import Leaf, Seal, merkle_path
from store.tables.history import HistoryRow
from store.tables.seals import SealLeafRow, SealRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLink:
    """One event as it was hashed (store/chain.py): `data` is the canonical JSON itself, byte for byte."""

    sequence: int
    at: datetime
    actor: str
    acting_for: str | None
    type: str
    schema: int
    data: str
    definition: str
    previous: bytes | None
    hash: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedHead:
    """That a seal holds this case up to `sequence`: `path` leads from its leaf to the seal's root."""

    seal: Seal
    sequence: int
    path: tuple[tuple[str, bytes], ...]


def chain_of(look: Reading, case: UUID) -> Iterator[ChainLink]:
    """Every event of a case from the first on."""
    query = (
        select(
            HistoryRow.sequence,
            HistoryRow.at,
            HistoryRow.actor,
            HistoryRow.acting_for,
            HistoryRow.type,
            HistoryRow.schema,
            HistoryRow.data,
            HistoryRow.definition,
            HistoryRow.previous,
            HistoryRow.hash,
        )
        .where(HistoryRow.municipality == look.municipality, HistoryRow.case_id == case)
        .order_by(HistoryRow.sequence)
    )
    for row in look.connection.execute(query):
        yield ChainLink(
            sequence=row.sequence,
            at=row.at,
            actor=row.actor,
            acting_for=row.acting_for,
            type=row.type,
            schema=row.schema,
            data=row.data,
            definition=row.definition,
            previous=None if row.previous is None else bytes(row.previous),
            hash=bytes(row.hash),
        )


def seals_over(look: Reading, case: UUID) -> Iterator[SealedHead]:
    """Every seal that holds a state of this case, oldest first."""
    query = (
        select(SealRow)
        .join(SealLeafRow, and_(SealLeafRow.municipality == SealRow.municipality, SealLeafRow.seal == SealRow.number))
        .where(SealLeafRow.municipality == look.municipality, SealLeafRow.case_id == case)
        .order_by(SealRow.number)
        .with_only_columns(*SealRow.__table__.columns)
    )
    for row in look.connection.execute(query).all():
        leaves = _leaves(look, row.number)
        place = next(index for index, leaf in enumerate(leaves) if leaf.case == case)
        yield SealedHead(
            seal=Seal(
                municipality=row.municipality,
                number=row.number,
                at=row.at,
                previous=None if row.previous is None else bytes(row.previous),
                root=bytes(row.root),
                cases=row.cases,
                signature=bytes(row.signature),
                key_id=row.key_id,
            ),
            sequence=leaves[place].sequence,
            path=merkle_path(leaves, place),
        )


def _leaves(look: Reading, seal: int) -> list[Leaf]:
    query = (
        select(SealLeafRow.case_id, SealLeafRow.sequence, HistoryRow.hash)
        .join(
            HistoryRow,
            and_(
                HistoryRow.municipality == SealLeafRow.municipality,
                HistoryRow.case_id == SealLeafRow.case_id,
                HistoryRow.sequence == SealLeafRow.sequence,
            ),
        )
        .where(SealLeafRow.municipality == look.municipality, SealLeafRow.seal == seal)
        .order_by(SealLeafRow.case_id)
    )
    return [Leaf(row.case_id, row.sequence, bytes(row.hash)) for row in look.connection.execute(query)]
