"""What happens when somebody performs a transition: policy, guards, input, then events and effect requests.

Pure: the same case, command, moment and surroundings give the same decision. One of the six errors, or a Decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workflow.actor import Actor, ActorKind, system
from workflow.case import Assignment, Booking, Case, Deadline, ResolutionStatus, SignedStatement
from workflow.commands.orders import ResolutionOrder
from workflow.decision import Decision
from workflow.definition.children import AFTER_CHILD
from workflow.definition.form import validate
from workflow.definition.model import Definition, FieldType, Outcome, Transition
from workflow.effect_requests import EffectRequest, FollowMain, PassLead, ReturnToParent
from workflow.engine import (
    answers,
    children,
    clocks,
    effects,
    fees,
    forwarding,
    places,
    programme,
    registers,
    resolutions,
    reviews,
    support,
)
from workflow.engine.agreeing import agreed_by_moving
from workflow.engine.available import Weighed, may_override, weigh
from workflow.engine.confide import UPLOADS, commitment, confide, personal_value, uploads_of
from workflow.engine.counts import UNCOUNTED, Counts
from workflow.engine.days_ahead import days_ahead
from workflow.engine.evolve import evolve
from workflow.engine.facts import facts_of
from workflow.engine.pending import pending
from workflow.engine.permitted import turned_away
from workflow.engine.resolutions import Hall, open_controlled
from workflow.engine.reviews import Hand
from workflow.errors import InvalidInput, NotAvailable, NotPermitted
from workflow.events import (
    Assigned,
    DeadlineSet,
    EnteredProgramme,
    Event,
    OpenResolutionsOverridden,
    ResolutionAccepted,
    ResolutionDrafted,
    SlotBooked,
    SlotReleased,
    Transitioned,
)
from workflow.identifier import UUID
from workflow.moment import Moment
from workflow.policy import TOWN_WIDE
from workflow.quick_values import quicken
from workflow.replacing import replace
from workflow.surroundings import Surroundings
from workflow.town import StaffMember
from workflow.values import Json, PersonalValue

_ENDS_ALONE = frozenset({"withdrawn", "lapsed"})
_LETS_GO = frozenset({Outcome.WITHDRAWN, Outcome.LAPSED, Outcome.FORWARDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A transition somebody wants: its input, the instructions that come with it, a slot already looked up.

    `known_uploads` are the attachments that exist and are free (or this case's own).
    """

    name: str
    input: Mapping[str, Json] = field(default_factory=dict)
    orders: Sequence[ResolutionOrder] = ()
    signed: Sequence[SignedStatement] = ()
    booking: Booking | None = None
    known_uploads: frozenset[UUID] = frozenset()
    reviewers: tuple[str, ...] = ()
    """usernames, in order, where whoever asks for reviews names the people"""
    known: Mapping[str, Json] = field(default_factory=dict)
    """personal values by place, where a reviewed text may change"""
    readers: Mapping[str, tuple[StaffMember, ...]] = field(default_factory=dict)
    """the people behind the roles and units that are to be acquainted, as `role:R` and `unit:U`"""
    override: str = ""
    """why the case goes on in spite of open controlled resolutions"""
    as_main: bool = False
    """the main case moved and this one follows: roles, guards and input were weighed there"""
    counts: Counts = UNCOUNTED


class Story:
    """The events of one command as they come, each folded at once so that the next sees it."""

    def __init__(self, case: Case, moment: Moment, by: str) -> None:
        self.case = case
        self.events: list[Event] = []
        self._moment = moment
        self._by = by

    def tell(self, *events: Event) -> None:
        """Folds `events` in."""
        for event in events:
            self.case = evolve(self.case, event, self._moment.now, self._by)
            self.events.append(event)

    def decision(
        self,
        definition: Definition,
        personal: Sequence[PersonalValue],
        requests: Sequence[EffectRequest],
        acting_for: str | None,
    ) -> Decision:
        """The whole, with the version moved by one."""
        case = replace(self.case, version=self.case.version + 1, changed=self._moment.now)
        return Decision(
            case=case,
            events=tuple(self.events),
            effects=tuple(requests),
            personal=tuple(personal),
            work=pending(definition, case),
            acting_for=acting_for,
        )


def decide(
    definition: Definition,
    case: Case,
    actor: Actor,
    wish: Wish,
    moment: Moment,
    surroundings: Surroundings,
    hall: Hall,
) -> Decision:
    """The decision on one wanted transition.

    Raises NotPermitted(`not_permitted`) for a role, NotAvailable with every refusal, InvalidInput with every mistake.
    """
    weighed = weigh(
        definition,
        case,
        actor,
        wish.name,
        wish.input,
        moment.now,
        surroundings,
        counts=wish.counts,
        override=bool(wish.override.strip()),
    )
    transition, target = _allowed(weighed, wish, actor)
    chosen = _input(transition, case, wish, hall, moment, surroundings)
    heavy = _answer(definition, case, transition, target, chosen, wish, surroundings)
    given = chosen
    if transition.forwarding is not None:
        if not wish.as_main:
            chosen = forwarding.addressed(transition.forwarding, case, chosen, surroundings)
        given = forwarding.filled(transition.forwarding, definition, chosen, moment, surroundings)
    absent = weighed.standing.acting_for if weighed.standing else None
    acting_for = absent.username if absent else None
    told = confide(transition.input, given, f"input.{case.sequence + 1}", moment)
    story = Story(case, moment, actor.label)
    personal = list(told.personal)

    personal += _overridden(story, transition, wish, actor, moment)
    if not wish.as_main:
        story.tell(*agreed_by_moving(case, transition, actor, moment.now))
    personal += _resolution_protocol(story, definition, transition, target, given, actor, moment)
    left = case.state
    state = definition.states[target]
    outcome = transition.outcome or state.outcome
    reopened = transition.reopens and definition.states[left].final
    story.tell(*support.on_leaving(case, target, wish.counts.tally, moment.now))
    story.tell(
        Transitioned(
            name=transition.name,
            from_state=left,
            to_state=target,
            values={**_new_round(definition, case, reopened=reopened), **told.values},
            places=told.places,
            attachments=uploads_of(transition.input, given),
            outcome=None if reopened else (outcome.value if outcome else case.outcome),
            asked_from=left if state.waits_for and target != left else case.asked_from,
            final=state.final and target != left,
            reopened=reopened,
        )
    )
    personal += _instructions(
        story, definition, transition, target, wish, actor, acting_for, hall, moment, surroundings
    )
    if transition.extends is not None:
        longer = clocks.lengthening(definition, transition.extends, story.case, actor.label, moment.now, surroundings)
        if isinstance(longer, Deadline):
            story.tell(DeadlineSet(deadline=longer, why="extended"))
    story.tell(*heavy)
    story.tell(*_sent_on(story.case, transition, chosen, given, moment, surroundings))
    story.tell(*_slots(story.case, transition, wish))
    story.tell(*places.on_move(definition, story.case, moment.now))
    story.tell(*registers.on_move(definition, story.case, wish.counts.turn, transition.name, moment.now))
    story.tell(*_taken_up(story.case, actor, moment))
    story.tell(*effects.drafted(transition.effects, definition, story.case, moment, surroundings, wish.readers))
    hand = Hand(actor=actor, absent=acting_for)
    story.tell(*_reviews(story.case, definition, transition, wish, hand, told.personal, hall, moment, surroundings))
    story.tell(*clocks.on_entry(definition, story.case, left, moment.now, surroundings))
    story.tell(*support.on_entry(definition, story.case, left, moment.now, surroundings))
    story.tell(*clocks.appointed_anew(definition, story.case, given, moment.now, surroundings))
    requests: list[EffectRequest] = [
        *_family(story, definition, transition, target, left, moment, as_main=wish.as_main),
        *effects.requested(transition.effects, definition, story.case, moment, surroundings),
        *places.requested(definition, case, story.case, moment),
        *_followers(
            story.case, transition, given, told.places, moment, waits=definition.states[target].waits_for == "applicant"
        ),
        *_lead_passed(story.case, moment),
        *fees.goes_on(definition, story.case, moment),
    ]
    return story.decision(definition, personal, requests, acting_for)


def _overridden(story: Story, transition: Transition, wish: Wish, actor: Actor, moment: Moment) -> list[PersonalValue]:
    still = tuple(one.id for one in open_controlled(story.case))
    if not wish.override.strip():
        return []
    if not may_override(transition, story.case, actor):
        raise NotPermitted("not_permitted", transition=transition.name)
    if not still:
        return []
    reason = personal_value(f"override.{moment.command}", wish.override.strip(), moment)
    story.tell(
        OpenResolutionsOverridden(resolutions=still, by=actor.label, reason=reason.name, commitment=commitment(reason))
    )
    return [reason]


def _allowed(weighed: Weighed, wish: Wish, actor: Actor) -> tuple[Transition, str]:
    transition, target = weighed.transition, weighed.target
    if transition is None or target is None:
        raise NotAvailable(weighed.refusals)
    if wish.as_main:
        return transition, target
    if weighed.role_refused:
        roles = frozenset(transition.roles)
        raise turned_away(actor, lambda ended: bool(ended.roles & roles), transition=transition.name)
    if weighed.refusals:
        raise NotAvailable(weighed.refusals)
    return transition, target


def _input(
    transition: Transition, case: Case, wish: Wish, hall: Hall, moment: Moment, surroundings: Surroundings
) -> Mapping[str, Json]:
    if wish.as_main:
        return wish.input
    given: Mapping[str, Json] = {}
    found: dict[str, list[str]] = {}
    if transition.input or wish.input:
        facts = replace(facts_of(case, wish.input), day_ahead=days_ahead(moment.now, surroundings))
        given, mistakes = validate(transition.input, wish.input, facts)
        found = {name: list(codes) for name, codes in mistakes.items()}
    if given and not found:
        for upload in uploads_of(transition.input, given):
            if upload not in wish.known_uploads:
                found.setdefault("attachments", []).append("unknown_attachment")
    if any(one.type is FieldType.SLOT and one.name in given for one in transition.input) and wish.booking is None:
        found["slot"] = ["unknown_slot"]
    rule = transition.resolution
    if rule is None and wish.orders:
        found["resolution"] = ["not_expected"]
    if rule is not None and not wish.orders and rule.executors == "required":
        found["resolution"] = ["required"]
    if rule is not None and len(wish.orders) > 1 and not rule.several:
        found["resolution"] = ["only_one"]
    codes = reviews.mistakes_of(transition.reviews, wish.reviewers, hall.staff)
    if codes:
        found["reviewers"] = codes
    if found:
        raise InvalidInput(found)
    return given


def _answer(
    definition: Definition,
    case: Case,
    transition: Transition,
    target: str,
    given: Mapping[str, Json],
    wish: Wish,
    surroundings: Surroundings,
) -> tuple[Event, ...]:
    """An answer has what it needs, and is held back or noted where it is hard to read."""
    if wish.as_main:
        return ()
    lacking = {name: ["required"] for name in answers.asked(definition, case, transition, target, given)}
    if lacking:
        raise InvalidInput(lacking)
    heavy = answers.questioned(definition, transition, target, given, surroundings.plain)
    if heavy is None:
        return ()
    if definition.plain_language == "hold" and not heavy.overridden:
        raise InvalidInput({name: list(codes) for name, codes in heavy.findings.items()})
    return (heavy,)


def _instructions(
    story: Story,
    definition: Definition,
    transition: Transition,
    target: str,
    wish: Wish,
    actor: Actor,
    acting_for: str | None,
    hall: Hall,
    moment: Moment,
    surroundings: Surroundings,
) -> list[PersonalValue]:
    rule = transition.resolution
    if rule is None or wish.as_main:
        return []
    kept: list[PersonalValue] = []
    for index, order in enumerate(wish.orders):
        issued = resolutions.issue(
            clocks.outlasting(definition, story.case),
            order,
            rule,
            actor=actor,
            acting_for=acting_for,
            parent=None,
            number=resolutions.next_number(story.case, None),
            into=None if rule.several else target,
            signed=wish.signed[index] if index < len(wish.signed) else None,
            hall=hall,
            moment=moment,
            surroundings=surroundings,
        )
        story.tell(issued.event)
        kept += issued.personal
    if story.case.draft_resolution is not None and wish.orders:
        story.tell(ResolutionDrafted(draft=None))
    return kept


def _reviews(
    case: Case,
    definition: Definition,
    transition: Transition,
    wish: Wish,
    hand: Hand,
    written: Sequence[PersonalValue],
    hall: Hall,
    moment: Moment,
    surroundings: Surroundings,
) -> Iterator[Event]:
    """Rounds end with the case; visas fall with a text that changed; and the move may ask for visas itself."""
    if case.closed is not None:
        yield from reviews.ended(case, "case_closed", hand, moment)
        return
    asks = None if wish.as_main else transition.reviews
    if transition.reopens:
        yield from reviews.ended(case, "case_reopened", hand, moment)
    elif case.reviews:
        known = {**wish.known, **{one.name: one.value for one in written}}
        yield from reviews.text_changed(definition, case, hand, known, moment, surroundings, asked_anew=asks)
    if asks is not None:
        people = [hall.staff[name] for name in wish.reviewers]
        yield from reviews.opened(definition, case, transition, asks, hand, people, moment, surroundings)


def _resolution_protocol(
    story: Story,
    definition: Definition,
    transition: Transition,
    target: str,
    given: Mapping[str, Json],
    actor: Actor,
    moment: Moment,
) -> list[PersonalValue]:
    """A resolution that led into a state is reported, returned, accepted or recalled by the moves around that state.

    Leaving the state is the lead's report; coming back to it is the controller's return; going on is the acceptance;
    withdrawing or forwarding the case recalls what is open. So a foreman who reports does it once
    (definitions/README.md, "What moves do to a resolution").
    """
    outcome = transition.outcome or definition.states[target].outcome
    waits = definition.states[target].waits_for is not None or transition.to == "previous"
    words = next((value for value in given.values() if isinstance(value, str) and value), "")
    kept: list[PersonalValue] = []
    for one in story.case.resolutions:
        if one.status not in (ResolutionStatus.OPEN, ResolutionStatus.REPORTED) or target == story.case.state:
            continue
        if outcome in _LETS_GO and definition.states[target].final:
            recalled, reason = resolutions.recall(one, system(actor.municipality), outcome.value, moment)
            story.tell(recalled)
            kept.append(reason)
        elif one.into is None or waits or actor.kind is not ActorKind.STAFF:
            continue
        elif story.case.state == one.into:
            if one.status is ResolutionStatus.OPEN and resolutions.leads(one, actor):
                attached = uploads_of(transition.input, given)
                reported, text = resolutions.report(one, actor, words, attached, moment, by_a_move=True)
                story.tell(reported)
                kept.append(text)
        elif target == one.into:
            if one.status is ResolutionStatus.REPORTED:
                returned, text = resolutions.send_back(one, actor, words or transition.name, moment)
                story.tell(returned)
                kept.append(text)
        else:
            story.tell(ResolutionAccepted(resolution=one.id, by=actor.username or "", at=moment.now))
    return kept


def _taken_up(case: Case, actor: Actor, moment: Moment) -> tuple[Event, ...]:
    """Whoever first works on a case that lies with no unit takes it up for theirs, and goes on seeing it.

    Those who serve the whole town (counter, dispatch, mayor) take nothing away from the units.
    """
    lies_with = case.assignment.unit if case.assignment else None
    if actor.kind is not ActorKind.STAFF or actor.unit is None or lies_with is not None or actor.roles & TOWN_WIDE:
        return ()
    return (Assigned(assignment=replace(case.assignment or Assignment(), unit=actor.unit, since=moment.now)),)


def _sent_on(
    case: Case,
    transition: Transition,
    chosen: Mapping[str, Json],
    given: Mapping[str, Json],
    moment: Moment,
    surroundings: Surroundings,
) -> Iterator[Event]:
    """To another body, or into a programme. A joined case goes where its main case goes, which alone is on record."""
    if case.main is not None:
        return
    if transition.forwarding is not None:
        yield forwarding.forwarded(transition.forwarding, case, chosen, given, moment, surroundings)
    if transition.programme is not None:
        yield EnteredProgramme(programme=programme.programme_of(given, moment, surroundings.zone))


def _slots(case: Case, transition: Transition, wish: Wish) -> tuple[Event, ...]:
    """A wanted slot takes the place of the one booked before."""
    if wish.booking is None:
        return ()
    booked = SlotBooked(booking=wish.booking)
    if case.booking is None:
        return (booked,)
    return (
        SlotReleased(calendar=case.booking.calendar, slot=case.booking.slot),
        booked,
    )


def _new_round(definition: Definition, case: Case, *, reopened: bool) -> dict[str, Json]:
    """A reopened case begins anew: what earlier moves gave stands in its history, not on the next paper."""
    if not reopened:
        return {}
    form = {one.name for one in definition.form}
    given = {one.name for move in definition.transitions for one in move.input} - form
    return {name: None for name in sorted(given) if case.values.get(name) is not None}


def _family(
    story: Story,
    definition: Definition,
    transition: Transition,
    target: str,
    left: str,
    moment: Moment,
    *,
    as_main: bool,
) -> list[EffectRequest]:
    """What the move means for the case's parent and children."""
    case = story.case
    if transition.to == "previous":
        return list(children.after_an_end(definition, case, moment))
    if not definition.states[target].final or target == left:
        return []
    requests: list[EffectRequest] = []
    if as_main or case.outcome in _LETS_GO:
        events, requested = children.cancelled(case, moment)
        story.tell(*events)
        requests += requested
    if case.parent is not None:
        requests.append(ReturnToParent(id=moment.derived_id("return"), case=case.id, parent=case.parent))
    return requests


def _lead_passed(case: Case, moment: Moment) -> list[EffectRequest]:
    """Who joined a case goes on without it when its author takes it back, or never answered (ADR 0006)."""
    if case.closed != moment.now or case.outcome not in _ENDS_ALONE or not case.followers:
        return []
    return [PassLead(id=moment.derived_id("pass_lead"), case=case.id)]


def _followers(
    case: Case,
    transition: Transition,
    given: Mapping[str, Json],
    places: Mapping[str, str],
    moment: Moment,
    *,
    waits: bool,
) -> list[EffectRequest]:
    """Joined cases go where officials take this one. A move that waits for a paper is each one's own, for each has a
    paper of its own; so is what its applicant does, or is asked. Words and photos stay with the case they came to."""
    if not case.followers:
        return []
    own = (
        transition.after not in (None, AFTER_CHILD)
        or transition.to == "previous"
        or set(transition.roles) == {"applicant"}
    )
    if own or waits:
        return []
    kept_here = {*places, *(one.name for one in transition.input if one.type in UPLOADS)}
    public = {name: value for name, value in given.items() if name not in kept_here}
    return [
        FollowMain(
            id=moment.derived_id(f"follow.{follower}"),
            case=follower,
            main=case.id,
            name=transition.name,
            main_sequence=case.sequence,
            values=public,
        )
        for follower in case.followers
    ]


quicken(Wish)
