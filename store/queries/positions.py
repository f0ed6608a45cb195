"""Ordered registers as they stand, and why a position is what it is: counted from the moves of all, naming nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, or_, select, tuple_
from sqlalchemy.sql.elements import ColumnElement

from store.queries.page import Page, paged, position
from store.reading import Reading
from store.tables.cases import CaseRow
from store.tables.positions import PositionRow, RegisterMoveRow

_MOST_MOVES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a register. `number` counts from 1."""

    number: int
    reference: str
    definition: str
    state: str
    category: str | None
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterMove:
    """One move that changed somebody's number: by how many, when, whose kind of move, for which category.

    `own` is a move of the case itself, `why` the name of the transition that brought it.
    """

    at: datetime
    kind: str
    category: str | None
    why: str
    own: bool
    change: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a case stands: `number` of `of`, and the newest moves that changed it, newest first."""

    register: str
    number: int
    of: int
    category: str | None
    since: datetime
    moves: tuple[RegisterMove, ...]


def register_lines(look: Reading, register: str, *, cursor: str | None = None, limit: int = 50) -> Page[Line]:
    """In order of rank and turn."""
    numbered = (
        select(
            PositionRow.case_id,
            PositionRow.category,
            PositionRow.rank,
            PositionRow.turn,
            PositionRow.since,
            func.row_number().over(order_by=(PositionRow.rank, PositionRow.turn)).label("number"),
        )
        .where(
            PositionRow.municipality == look.municipality,
            PositionRow.register == register,
            PositionRow.until.is_(None),
        )
        .subquery()
    )
    query = (
        select(numbered, CaseRow.reference, CaseRow.definition, CaseRow.state)
        .join(CaseRow, and_(CaseRow.municipality == look.municipality, CaseRow.id == numbered.c.case_id))
        .order_by(numbered.c.rank, numbered.c.turn)
        .limit(limit + 1)
    )
    after = position(cursor, int, int)
    if after is not None:
        query = query.where(tuple_(numbered.c.rank, numbered.c.turn) > tuple_(*after))
    rows = look.connection.execute(query).all()
    return paged(
        rows,
        limit,
        lambda row: Line(
            number=row.number,
            reference=row.reference,
            definition=row.definition,
            state=row.state,
            category=row.category,
            since=row.since,
        ),
        lambda row: (row.rank, row.turn),
    )


def register_length(look: Reading, register: str) -> int:
    """How many have a position now."""
    query = select(func.count()).where(
        PositionRow.municipality == look.municipality, PositionRow.register == register, PositionRow.until.is_(None)
    )
    return int(look.connection.execute(query).scalar_one())


def place_of(look: Reading, case: UUID) -> Place | None:
    """Where a case stands, or None: in no register now."""
    query = select(
        PositionRow.register, PositionRow.category, PositionRow.rank, PositionRow.turn, PositionRow.since
    ).where(PositionRow.municipality == look.municipality, PositionRow.case_id == case, PositionRow.until.is_(None))
    row = look.connection.execute(query).one_or_none()
    if row is None:
        return None
    ahead = select(func.count()).where(
        PositionRow.municipality == look.municipality,
        PositionRow.register == row.register,
        PositionRow.until.is_(None),
        _before(PositionRow.rank, PositionRow.turn, row.rank, row.turn),
    )
    return Place(
        register=row.register,
        number=1 + int(look.connection.execute(ahead).scalar_one()),
        of=register_length(look, row.register),
        category=row.category,
        since=row.since,
        moves=_moves(look, case, row.register, row.rank, row.turn, row.since),
    )


def _moves(look: Reading, case: UUID, register: str, rank: int, turn: int, since: datetime) -> tuple[RegisterMove, ...]:
    """Own moves, and those of others who came before this case or no longer do."""
    table = RegisterMoveRow
    was_before = _before(table.rank_before, table.turn, rank, turn)
    is_before = _before(table.rank, table.turn, rank, turn)
    query = (
        select(
            table.at, table.kind, table.category, table.why, table.case_id, table.rank_before, table.rank, table.turn
        )
        .where(
            table.municipality == look.municipality,
            table.register == register,
            table.at >= since,
            or_(table.case_id == case, func.coalesce(was_before, False) != func.coalesce(is_before, False)),
        )
        .order_by(table.at.desc(), table.case_id, table.sequence.desc())
        .limit(_MOST_MOVES)
    )
    return tuple(
        RegisterMove(
            at=row.at,
            kind=row.kind,
            category=row.category,
            why=row.why,
            own=row.case_id == case,
            change=0
            if row.case_id == case
            else _goes_before(row.rank, row.turn, rank, turn) - _goes_before(row.rank_before, row.turn, rank, turn),
        )
        for row in look.connection.execute(query)
    )


def _goes_before(rank: int | None, turn: int, than_rank: int, than_turn: int) -> int:
    return int(rank is not None and (rank, turn) < (than_rank, than_turn))


def _before(rank: ColumnElement[int] | object, turn: object, than_rank: int, than_turn: int) -> ColumnElement[bool]:
    return tuple_(rank, turn) < tuple_(than_rank, than_turn)
