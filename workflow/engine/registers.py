"""Positions in ordered registers: who enters, moves, leaves when a case moves. Pure.

A waiting list for places is such a register too: one for each group, in the order of coming.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow.case import Case
from workflow.definition.model import Definition
from workflow.engine.places import group_in
from workflow.errors import DefinitionError
from workflow.events import Event, RegisterEntered, RegisterLeft, RegisterMoved
from workflow.position import Position
from workflow.replacing import replace
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Where a case belongs by the published rule."""

    register: str
    category: str | None
    rank: int


def wanted(definition: Definition, state: str, values: Mapping[str, Json]) -> Wanted | None:
    """The position a case with these values has in `state`, or None: no register keeps it there."""
    rule, places = definition.register, definition.places
    if rule is not None and state in rule.kept_in:
        value = values.get(rule.category) if rule.category else None
        category = value if isinstance(value, str) else None
        rank = rule.first.index(category) if category in rule.first else len(rule.first)
        return Wanted(register=rule.name, category=category, rank=rank)
    if places is not None and state == places.waiting:
        group = group_in(places, values)
        return Wanted(register=f"{places.pool}.{group}", category=group, rank=0)
    return None


def on_move(definition: Definition, case: Case, turn: int | None, why: str, now: datetime) -> tuple[Event, ...]:
    """What the move `why` that has just brought `case` where it is means for its position.

    Raises DefinitionError(`turn_missing`) where nobody took a turn for an entry.
    """
    here, held = wanted(definition, case.state, case.values), case.position
    if here is None:
        return (RegisterLeft(register=held.register, why=why),) if held is not None else ()
    if held is not None and held.register == here.register:
        if (held.category, held.rank) == (here.category, here.rank):
            return ()
        return (RegisterMoved(position=replace(held, category=here.category, rank=here.rank), why=why),)
    if turn is None:
        raise DefinitionError("turn_missing", register=here.register)
    left = (RegisterLeft(register=held.register, why=why),) if held is not None else ()
    position = Position(register=here.register, category=here.category, rank=here.rank, turn=turn, since=now)
    return (*left, RegisterEntered(position=position, why=why))
