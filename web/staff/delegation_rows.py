"""What the reader may hand to somebody else on a card, to whom, and what is handed over now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from web import dates
from web.paper_file import paper_title
from web.words import words
from workflow.actor import Actor
from workflow.case import Case
from workflow.definition.model import Definition
from workflow.engine.delegations import delegable
from workflow.town import StaffMember
from workflow.values import Json
from workflow.work_item import WorkItem, WorkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegable:
    """One piece of work: `kind` and `value` as the form sends them (`document`, `work` or `role`), and its people."""

    kind: str
    value: str
    title: str
    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """A delegation that lasts; `button` when the reader may end it, worded as theirs to take or to give back."""

    id: UUID
    said: str
    button: str


def delegable_rows(
    definition: Definition, case: Case, actor: Actor, staff: Sequence[StaffMember], language: str
) -> tuple[Delegable, ...]:
    """Every piece of work of the reader's that the definition lets them hand over."""
    return tuple(
        Delegable(
            kind=kind,
            value=value,
            title=_title(one, case, definition, language),
            people=tuple(
                (each.username, f"{each.name}, {each.position}")
                for each in staff
                if each.active and one.role in each.roles and each.username != actor.username
            ),
        )
        for one in delegable(definition, case, actor)
        for kind, value in (_named(one),)
    )


def handed_rows(
    case: Case, actor: Actor, personal: Mapping[str, Json], zone: ZoneInfo, language: str
) -> tuple[HandedOver, ...]:
    """Every delegation that lasts, with its reason."""
    own = {actor.username, *(one.username for one in actor.substitutes)}
    return tuple(
        HandedOver(
            id=one.id,
            said=words(
                "delegation.now",
                language,
                by=one.by_name,
                to=one.to_name,
                day=dates.full_day(dates.last_day(one.until, zone)),
                reason=str(personal.get(one.reason) or "…"),
            ),
            button=words("delegation.back", language)
            if {one.by, one.absent} & own
            else words("delegation.give_back", language)
            if one.to in own
            else "",
        )
        for one in case.delegations
        if one.ended is None
    )


def _named(one: WorkItem) -> tuple[str, str]:
    if one.kind is WorkKind.SIGN:
        return "document", str(one.document)
    return ("work", str(one.work)) if one.kind is WorkKind.WORK else ("role", one.role or "")


def _title(one: WorkItem, case: Case, definition: Definition, language: str) -> str:
    if one.kind is WorkKind.SIGN and one.document is not None:
        paper = case.paper(one.document)
        return words("delegation.sign", language, paper=paper_title(paper, definition, language) if paper else "")
    if one.kind is WorkKind.WORK:
        return words("delegation.work", language, title=one.title or "")
    return words("delegation.transition", language)
