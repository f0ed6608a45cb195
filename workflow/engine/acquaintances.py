"""Making something known to a list of people: asking, reading, and who may read for whom. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from workflow.acquaintance import Acquaintance, Reader
from workflow.actor import Actor, ActorKind
from workflow.case import Case, Paper
from workflow.definition.model import Effect, Length
from workflow.engine.review_term import ReviewTerm, term_from, term_until
from workflow.errors import InvalidInput, NotFound, NotPermitted
from workflow.events import AcquaintanceAsked, AcquaintanceRead, Event
from workflow.identifier import UUID
from workflow.moment import Moment
from workflow.surroundings import Surroundings
from workflow.town import StaffMember


def asked(
    case: Case,
    document: UUID | None,
    people: Sequence[StaffMember],
    due: date | None,
    actor: Actor,
    moment: Moment,
    surroundings: Surroundings,
) -> AcquaintanceAsked:
    """A list made by somebody. Raises NotPermitted (no official), NotFound(`unknown_document`), InvalidInput."""
    if actor.kind is not ActorKind.STAFF:
        raise NotPermitted("not_permitted")
    if document is not None and case.paper(document) is None:
        raise NotFound("unknown_document")
    if not people:
        raise InvalidInput({"people": ["required"]})
    term = term_until(due, surroundings)
    if term.due is not None and term.due <= moment.now:
        raise InvalidInput({"due": ["due_past"]})
    return _listed("acquaintance", document, people, actor.username or "", term, moment)


def by_effect(
    effect: Effect,
    case: Case,
    drafts: Sequence[Paper],
    readers: Mapping[str, tuple[StaffMember, ...]],
    number: int,
    moment: Moment,
    surroundings: Surroundings,
) -> Iterator[Event]:
    """The list that the effect `acquaint` asks for; none where nobody holds its roles or belongs to its units."""
    people = [one for seat in seats_of(effect) for one in readers.get(seat, ())]
    if not people:
        return
    wanted = effect.data.get("document")
    papers = [one.id for one in (*case.papers, *drafts) if one.type == wanted]
    due = effect.data.get("due")
    length = Length(length=int(str(due["length"])), unit=str(due["unit"])) if isinstance(due, Mapping) else None
    term = term_from(length, moment.now, surroundings)
    yield _listed(f"acquaintance.{number}", papers[-1] if papers else None, people, "system", term, moment)


def seats_of(effect: Effect) -> tuple[str, ...]:
    """Whom an `acquaint` effect means, as `role:R` and `unit:U`."""
    return (*_named(effect, "roles", "role"), *_named(effect, "units", "unit"))


def _named(effect: Effect, key: str, seat: str) -> Iterator[str]:
    listed = effect.data.get(key)
    if isinstance(listed, list | tuple):
        yield from (f"{seat}:{one}" for one in listed)


def _listed(
    label: str, document: UUID | None, people: Iterable[StaffMember], by: str, term: ReviewTerm, moment: Moment
) -> AcquaintanceAsked:
    each = {one.username: one for one in people}
    return AcquaintanceAsked(
        acquaintance=Acquaintance(
            id=moment.derived_id(label),
            document=document,
            asked_by=by,
            asked=moment.now,
            readers=tuple(Reader(username=one.username, name=one.name, position=one.position) for one in each.values()),
            due_date=term.due_date,
            due=term.due,
            overdue_at=term.overdue_at,
        )
    )


def read(listed: Acquaintance, actor: Actor, moment: Moment) -> AcquaintanceRead | None:
    """The actor has read, or somebody absent by them; None when they had already. Raises NotPermitted."""
    names = (actor.username, *(absent.username for absent in actor.substitutes))
    mine = [one for name in names for one in listed.readers if one.username == name]
    if actor.kind is not ActorKind.STAFF or not mine:
        raise NotPermitted("not_permitted")
    left = next((one for one in mine if one.read is None), None)
    if left is None:
        return None
    return AcquaintanceRead(
        acquaintance=listed.id,
        reader=left.username,
        by=actor.username or "",
        acting_for=None if left.username == actor.username else left.username,
        at=moment.now,
    )
