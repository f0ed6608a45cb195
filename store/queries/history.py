"""History of one case, as stored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from store.queries.page import Page, paged, position
from store.reading import Reading
from store.tables.history import HistoryRow
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One event; `hash` in hex."""

    sequence: int
    at: datetime
    actor: str
    acting_for: str | None
    type: str
    schema: int
    data: Mapping[str, Json]
    hash: str
    correlation: UUID


def history_of(look: Reading, case: UUID, *, cursor: str | None, limit: int) -> Page[HistoryEntry]:
    """Events of a case from the first on."""
    query = (
        select(
            HistoryRow.sequence,
            HistoryRow.at,
            HistoryRow.actor,
            HistoryRow.acting_for,
            HistoryRow.type,
            HistoryRow.schema,
            HistoryRow.data,
            HistoryRow.hash,
            HistoryRow.correlation,
        )
        .where(HistoryRow.municipality == look.municipality, HistoryRow.case_id == case)
        .order_by(HistoryRow.sequence)
        .limit(limit + 1)
    )
    after = position(cursor, int)
    if after is not None:
        query = query.where(HistoryRow.sequence > after[0])
    rows = look.connection.execute(query).all()
    return paged(
        rows,
        limit,
        lambda row: HistoryEntry(
            sequence=row.sequence,
            at=row.at,
            actor=row.actor,
            acting_for=row.acting_for,
            type=row.type,
            schema=row.schema,
            data=json.loads(row.data),
            hash=bytes(row.hash).hex(),
            correlation=row.correlation,
        ),
        lambda row: (row.sequence,),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StateEntered:
    """When a case came into a state, and by which transition; None for the state it was filed into.

    `definition` is the version (digest) whose names these are; a case may have come under another one since.
    """

    state: str
    at: datetime
    by: str | None
    definition: str


def states_entered(look: Reading, case: UUID) -> tuple[StateEntered, ...]:
    """In order, from the first state on; transitions that stay enter nothing."""
    query = (
        select(HistoryRow.type, HistoryRow.data, HistoryRow.at, HistoryRow.definition)
        .where(
            HistoryRow.municipality == look.municipality,
            HistoryRow.case_id == case,
            HistoryRow.type.in_(("CaseOpened", "Transitioned", "DefinitionChanged")),
        )
        .order_by(HistoryRow.sequence)
    )
    entered: list[StateEntered] = []
    for kind, data, at, definition in look.connection.execute(query):
        content = json.loads(data)
        if kind == "CaseOpened":
            entered.append(StateEntered(state=content["state"], at=at, by=None, definition=definition))
        elif kind == "DefinitionChanged":
            # No move: the case stands where it stood, by the names of its new version.
            here = entered.pop()
            entered.append(replace(here, state=content["to_state"], definition=definition))
        elif content["to_state"] != content["from_state"]:
            entered.append(StateEntered(state=content["to_state"], at=at, by=content["name"], definition=definition))
    return tuple(entered)
