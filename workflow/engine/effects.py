"""What a definition's effects become when a case moves: events for what the core does itself, requests for the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from workflow.case import Assignment, Case, Paper, PaperSignature, PaperStatus
from workflow.definition.model import Definition, DocumentRule, Effect, EffectKind, SignatureRule
from workflow.effect_requests import CallWebhook, EffectRequest, Notify
from workflow.engine import acquaintances, children, work
from workflow.engine.facts import fits
from workflow.engine.wording import values_of
from workflow.events import Assigned, ChildWanted, DocumentDrafted, Event, Published, SlotReleased, WorkAdded
from workflow.moment import Moment
from workflow.surroundings import Surroundings
from workflow.town import StaffMember

NOBODY: Mapping[str, tuple[StaffMember, ...]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Events to fold and requests to defer."""

    events: tuple[Event, ...]
    requests: tuple[EffectRequest, ...]


def drafted(
    effects: tuple[Effect, ...],
    definition: Definition,
    case: Case,
    moment: Moment,
    surroundings: Surroundings,
    readers: Mapping[str, tuple[StaffMember, ...]] = NOBODY,
) -> tuple[Event, ...]:
    """Events of the effects that the core carries out itself: papers drafted, assignment, a slot released, people to
    be acquainted (`readers` are those behind `role:R` and `unit:U`)."""
    found: list[Event] = []
    for number, effect in enumerate(effects):
        if not fits(effect.when, case):
            continue
        match effect.kind:
            case EffectKind.DOCUMENT:
                rule = definition.documents[str(effect.data["document"])]
                if fits(rule.when, case):
                    found.append(DocumentDrafted(paper=draft(rule, moment, str(number))))
            case EffectKind.ASSIGN:
                found.append(Assigned(assignment=_assignment(effect, case, moment, surroundings)))
            case EffectKind.CHILD if case.main is None:
                # What a joined case needs to know its main case asks for.
                found.append(ChildWanted(child=children.wanted(effect, definition, moment, number)))
            case EffectKind.PUBLISH if case.published is None:
                found.append(Published(at=moment.now))
            case EffectKind.WORK:
                found.append(WorkAdded(work=work.wanted(effect, moment, surroundings, number)))
            case EffectKind.ACQUAINT:
                drafts = [one.paper for one in found if isinstance(one, DocumentDrafted)]
                found += acquaintances.by_effect(effect, case, drafts, readers, number, moment, surroundings)
            case EffectKind.RELEASE if case.booking is not None:
                found.append(SlotReleased(calendar=case.booking.calendar, slot=case.booking.slot))
            case _:
                pass
    return tuple(found)


def requested(
    effects: tuple[Effect, ...],
    definition: Definition,
    case: Case,
    moment: Moment,
    surroundings: Surroundings,
) -> tuple[EffectRequest, ...]:
    """Requests of the effects done outside, worded by the case as it is after all events."""
    return tuple(_requests(effects, definition, case, moment, surroundings))


def _requests(
    effects: tuple[Effect, ...],
    definition: Definition,
    case: Case,
    moment: Moment,
    surroundings: Surroundings,
) -> Iterator[EffectRequest]:
    for number, effect in enumerate(effects):
        if effect.kind is EffectKind.CHILD:
            yield from children.opening(case, moment, number)
        if not fits(effect.when, case):
            continue
        identifier = moment.derived_id(f"effect.{number}.{effect.kind.value}")
        if effect.kind is EffectKind.NOTIFY:
            yield notice(effect, definition, case, moment, surroundings, label=f"effect.{number}")
        elif effect.kind is EffectKind.WEBHOOK:
            yield CallWebhook(
                id=identifier,
                case=case.id,
                name=str(effect.data.get("name", "")),
                event=case.state,
            )


def notice(
    effect: Effect,
    definition: Definition,
    case: Case,
    moment: Moment,
    surroundings: Surroundings,
    *,
    label: str,
) -> Notify:
    """The request for one `notify` effect."""
    room = _room(definition, surroundings)
    channel = effect.data.get("channel")
    return Notify(
        id=moment.derived_id(f"{label}.notify"),
        case=case.id,
        to=str(effect.data.get("to", "applicant")),
        text=str(effect.data["text"]),
        values=values_of(case, surroundings.zone, room),
        channel=str(channel) if channel else None,
    )


def _room(definition: Definition, surroundings: Surroundings) -> str:
    if definition.calendar is None:
        return ""
    return surroundings.calendars.calendar(definition.calendar).room


def draft(rule: DocumentRule, moment: Moment, place: str) -> Paper:
    """A paper by its rule, unsigned; `place` tells those of one command apart."""
    return Paper(
        id=moment.derived_id(f"paper.{place}.{rule.name}"),
        type=rule.name,
        status=PaperStatus.DRAFT,
        drafted=moment.now,
        signatures=tuple(place for one in rule.signatures for place in _places(one)),
        register=rule.register,
    )


def _places(rule: SignatureRule) -> tuple[PaperSignature, ...]:
    """The signatures that a rule asks for, none given yet."""
    if rule.of:
        return (PaperSignature(role=rule.of[0], of=rule.of),) * rule.any
    return (PaperSignature(role="seal" if rule.seal else rule.role or ""),)


def _assignment(effect: Effect, case: Case, moment: Moment, surroundings: Surroundings) -> Assignment:
    by = effect.data.get("by")
    old = case.assignment or Assignment()
    if by is not None:
        return replace(old, unit=routed_unit(case, surroundings), since=moment.now)
    return Assignment(
        unit=str(effect.data["unit"]) if "unit" in effect.data else old.unit,
        role=str(effect.data["role"]) if "role" in effect.data else old.role,
        username=str(effect.data["user"]) if "user" in effect.data else old.username,
        since=moment.now,
    )


def routed_unit(case: Case, surroundings: Surroundings) -> str | None:
    """The unit that the town's routing table proposes: the first row whose type (and street) fit."""
    for row in surroundings.town.routing:
        if row.get("request_type") not in (None, case.request_type):
            continue
        if row.get("street") not in (None, case.street):
            continue
        return row["unit"]
    return None
