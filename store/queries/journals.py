"""Journals: numbers in order with what their cards say, by policy; and where an index of ours stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from store.queries.case_filters import CaseFilters, conditions
from store.queries.page import Page, paged, position
from store.queries.scope import where
from store.reading import Reading
from store.tables.cases import CaseRow
from store.tables.journals import JournalEntryRow
from store.tables.papers import PaperRow
from store.tables.personal import PersonalValueRow
from workflow.actor import Actor
from workflow.policy import Action, scope
from workflow.values import Json

_APPLICANT = ("applicant.organisation", "applicant.surname", "applicant.given_name", "applicant.patronymic")


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """One number. `correspondent` and `summary` only for who may read personal values of the case.

    `state` is the case's; `void` a number that is in force no more; `card` what the card says besides.
    """

    number: int
    index: str
    date: date
    reference: str
    request_type: str
    definition: str
    state: str
    outcome: str | None
    paper_type: str | None
    void: bool
    their_number: str | None
    correspondent: str | None
    summary: str | None
    card: Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalFilters:
    """A journal and year; `q` finds a correspondent's words, their number, or an index of ours. `case` is for `q` by
    words: the same search as in lists of cases."""

    journal: str
    year: int
    words: CaseFilters
    q: str | None = None
    delivery: str | None = None
    since: date | None = None
    until: date | None = None


def list_journal(
    look: Reading, actor: Actor, filters: JournalFilters, *, cursor: str | None = None, limit: int = 50
) -> Page[JournalLine]:
    """Numbers in ascending order of the cases the actor may know of; InvalidInput for a foreign cursor."""
    query = journal_query(actor, filters, cursor=cursor, limit=limit)
    rows = look.connection.execute(query).all()
    names = _names(look, actor, [row.case_id for row in rows])
    return paged(rows, limit, lambda row: _line(row, names.get(row.case_id, {})), lambda row: (row.number,))


def journal_query(actor: Actor, filters: JournalFilters, *, cursor: str | None, limit: int) -> Select[*tuple[Any, ...]]:
    """The statement behind `list_journal`, so that a test may ask how it is carried out."""
    entry = JournalEntryRow
    query = (
        select(
            entry.number,
            entry.index,
            func.coalesce(PaperRow.date, entry.date).label("date"),
            entry.case_id,
            entry.place,
            entry.their_number,
            entry.card,
            CaseRow.reference,
            CaseRow.request_type,
            CaseRow.definition,
            CaseRow.state,
            CaseRow.outcome,
            PaperRow.type.label("paper_type"),
            PaperRow.status.label("paper_status"),
        )
        .join(CaseRow, and_(CaseRow.municipality == entry.municipality, CaseRow.id == entry.case_id))
        .outerjoin(PaperRow, and_(PaperRow.municipality == entry.municipality, PaperRow.id == entry.paper))
        .where(
            entry.municipality == actor.municipality,
            entry.journal == filters.journal,
            entry.year == filters.year,
            where(scope(actor, Action.READ)),
        )
        .order_by(entry.number)
        .limit(limit + 1)
    )
    if filters.q:
        query = query.where(_found(filters, actor))
    if filters.delivery is not None:
        query = query.where(entry.card["delivery"].astext == filters.delivery)
    if filters.since is not None:
        query = query.where(entry.date >= filters.since)
    if filters.until is not None:
        query = query.where(entry.date <= filters.until)
    after = position(cursor, int)
    return query if after is None else query.where(entry.number > after[0])


def _found(filters: JournalFilters, actor: Actor) -> ColumnElement[bool]:
    q = (filters.q or "").strip()
    # A look of its own at the cases: over the joined ones PostgreSQL would read them all (measured).
    named = select(CaseRow.id).where(CaseRow.municipality == actor.municipality, *conditions(filters.words, actor))
    return or_(
        JournalEntryRow.their_number == q,
        JournalEntryRow.index == q,
        JournalEntryRow.case_id.in_(named.correlate(None)),
    )


def _names(look: Reading, actor: Actor, cases: Sequence[UUID]) -> Mapping[UUID, Mapping[str, str]]:
    """Correspondents and summaries of those cases whose personal values the actor may read."""
    if not cases:
        return {}
    query = (
        select(PersonalValueRow.case_id, PersonalValueRow.name, PersonalValueRow.value)
        .join(
            CaseRow,
            and_(CaseRow.municipality == PersonalValueRow.municipality, CaseRow.id == PersonalValueRow.case_id),
        )
        .where(
            PersonalValueRow.municipality == look.municipality,
            PersonalValueRow.case_id.in_(list(dict.fromkeys(cases))),
            or_(
                PersonalValueRow.name.in_(_APPLICANT),
                and_(PersonalValueRow.name >= "registration.", PersonalValueRow.name < "registration/"),
                and_(PersonalValueRow.name >= "scan.", PersonalValueRow.name < "scan/"),
            ),
            where(scope(actor, Action.READ_PERSONAL)),
        )
    )
    found: dict[UUID, dict[str, str]] = {}
    for row in look.connection.execute(query):
        value = row.value.get("is") if row.value else None
        if isinstance(value, str):
            found.setdefault(row.case_id, {})[row.name] = value
    return found


def _line(row: Any, names: Mapping[str, str]) -> JournalLine:
    card = cast("Mapping[str, Json]", row.card)
    applicant = names.get(_APPLICANT[0]) or " ".join(names[one] for one in _APPLICANT[1:] if one in names)
    return JournalLine(
        number=row.number,
        index=row.index,
        date=row.date,
        reference=row.reference,
        request_type=row.request_type,
        definition=row.definition,
        state=row.state,
        outcome=row.outcome,
        paper_type=row.paper_type,
        void=card.get("voided") is not None or row.paper_status in ("void", "replaced"),
        their_number=row.their_number,
        correspondent=(names.get(f"{row.place}.correspondent") if row.place else applicant) or None,
        summary=names.get(f"{row.place}.summary"),
        card=card,
    )
