"""Positions in ordered registers. One turn per register and one position per case are constraints (rules.md 4)."""

from __future__ import annotations

from typing import LiteralString
from uuid import UUID

from store.conversation import Conversation
from workflow.case import Case
from workflow.decision import Decision
from workflow.events import Event, RegisterEntered, RegisterLeft, RegisterMoved
from workflow.moment import Moment
from workflow.position import Position

_PUT: LiteralString = """
INSERT INTO positions (municipality, case_id, register, category, rank, turn, since)
VALUES (%(municipality)s, %(case)s, %(register)s, %(category)s, %(rank)s, %(turn)s, %(since)s)
ON CONFLICT (municipality, case_id) DO UPDATE SET register = excluded.register, category = excluded.category,
    rank = excluded.rank, turn = excluded.turn, since = excluded.since, until = NULL
"""
_LEAVE: LiteralString = """
UPDATE positions SET until = %(at)s WHERE municipality = %(municipality)s::int AND case_id = %(case)s::uuid
"""
_NOTE: LiteralString = """
INSERT INTO register_moves (municipality, case_id, sequence, register, kind, category, rank_before, rank, turn, why, at)
VALUES (%(municipality)s, %(case)s, %(sequence)s, %(register)s, %(kind)s, %(category)s, %(before)s, %(rank)s,
    %(turn)s, %(why)s, %(at)s)
"""
_FIRST: LiteralString = """
SELECT case_id FROM positions WHERE municipality = %(municipality)s::int AND register = %(register)s AND until IS NULL
ORDER BY rank, turn LIMIT 1
"""


def move(talk: Conversation, before: Case | None, decision: Decision, moment: Moment) -> None:
    """Writes what a decision says of its case's position, each move with its reason."""
    held = before.position if before is not None else None
    first = decision.case.sequence - len(decision.events) + 1
    for sequence, event in enumerate(decision.events, first):
        held = _moved(talk, decision.case.id, held, event, sequence, moment)


def _moved(
    talk: Conversation, case: UUID, held: Position | None, event: Event, sequence: int, moment: Moment
) -> Position | None:
    match event:
        case RegisterEntered(position=position, why=why):
            _put(talk, case, position)
            _note(talk, case, sequence, "entered", None, position, position.rank, why, moment)
            return position
        case RegisterMoved(position=position, why=why):
            _put(talk, case, position)
            _note(talk, case, sequence, "moved", held.rank if held else None, position, position.rank, why, moment)
            return position
        case RegisterLeft(why=why) if held is not None:
            talk.tell(_LEAVE, {"case": case, "at": moment.now})
            _note(talk, case, sequence, "left", held.rank, held, None, why, moment)
            return None
        case _:
            return held


def first(talk: Conversation, register: str) -> UUID | None:
    """Who goes first, or None."""
    rows = talk.ask(_FIRST, {"register": register})
    return rows[0][0] if rows else None


def _put(talk: Conversation, case: UUID, position: Position) -> None:
    talk.tell(
        _PUT,
        {
            "case": case,
            "register": position.register,
            "category": position.category,
            "rank": position.rank,
            "turn": position.turn,
            "since": position.since,
        },
    )


def _note(
    talk: Conversation,
    case: UUID,
    sequence: int,
    kind: str,
    before: int | None,
    position: Position,
    rank: int | None,
    why: str,
    moment: Moment,
) -> None:
    talk.tell(
        _NOTE,
        {
            "case": case,
            "sequence": sequence,
            "register": position.register,
            "kind": kind,
            "category": position.category,
            "before": before,
            "rank": rank,
            "turn": position.turn,
            "why": why,
            "at": moment.now,
        },
    )
