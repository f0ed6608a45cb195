"""Rounds of reviews: asking for visas, giving them, when a round is complete, and what a changed text does. Pure.

One round at a time counts about one paper (or about the case): the newest. Its visas hold for the text they were
given on and for no other (definitions.md, Reviews; ADR 0016).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow.actor import ActingFor, Actor, ActorKind
from workflow.case import Case
from workflow.definition.model import Definition, ReviewRule, Transition
from workflow.definition.reviewed_fields import reviewed_fields
from workflow.effect_requests import EffectRequest, FireTransition, TellStaff
from workflow.engine.confide import commitment, personal_value
from workflow.engine.evolve_reviews import with_visa
from workflow.engine.review_term import term_from
from workflow.engine.reviewed_text import changed_fields, reviewed_text
from workflow.errors import Conflict, InvalidInput, NotAvailable, NotPermitted, Refusal
from workflow.events import Event, ReviewClosed, ReviewedTextKept, ReviewOpened, VisaGiven, VisasFallen
from workflow.moment import Moment
from workflow.replacing import replace
from workflow.review import Review, Reviewer, ReviewStatus, Verdict
from workflow.surroundings import Surroundings
from workflow.town import StaffMember
from workflow.values import Json, PersonalValue

JOIN = "all_reviews_in"
"""The guard that waits for every round."""

SYSTEM = "system"

_WHOLE_SHARE = 100
_MOST_WORDS = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who does something, and for whom: `absent` is the official they stand in for."""

    actor: Actor
    absent: str | None = None

    @property
    def username(self) -> str:
        """Whose hand it was: an official's username, else what history calls a citizen or the system."""
        return self.actor.username or self.actor.label

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody who answers for what this hand does."""
        return (self.username, *((self.absent,) if self.absent else ()))


def newest(case: Case) -> tuple[Review, ...]:
    """The round that counts about each paper and about the case."""
    return tuple({one.document: one for one in case.reviews}.values())


def all_in(definition: Definition, case: Case, rounds: Sequence[Review], given: Mapping[str, Json]) -> bool:
    """Whether there are `rounds` and every one is complete over the present text, `given` leaving it as it is."""
    return bool(rounds) and all(_holds(definition, case, one, given) for one in rounds)


def in_for(definition: Definition, case: Case, document: str) -> bool:
    """Whether nothing holds back a paper of that type: no round about it, or a complete one over its present text."""
    return all(_holds(definition, case, one, {}) for one in newest(case) if one.document == document)


def _holds(definition: Definition, case: Case, review: Review, given: Mapping[str, Json]) -> bool:
    if review.status is not ReviewStatus.COMPLETE:
        return False
    if reviewed_text(definition, case, review.document, review.transition).digest != review.text.digest:
        return False
    # Personal words cannot be compared here: a move that would write the text anew does not pass on its old visas.
    asked = {*review.text.plain, *review.text.places}
    return all(review.text.plain.get(name) == value for name, value in given.items() if name in asked)


def mistakes_of(rule: ReviewRule | None, people: Sequence[str], staff: Mapping[str, StaffMember]) -> list[str]:
    """What is wrong with the people named as reviewers: codes."""
    if not people:
        return ["required"] if rule is not None and rule.people == "required" else []
    if rule is None or rule.people == "none":
        return ["reviewers_not_expected"]
    codes = []
    if any(name not in staff or not staff[name].active for name in people):
        codes.append("unknown_user")
    if len(set(people)) != len(people):
        codes.append("twice")
    if quorum(rule.complete, len(people)) > len(people):
        codes.append("too_few")
    return codes


def quorum(complete: str, count: int) -> int:
    """How many of `count` reviewers must agree; a share is rounded up."""
    match complete:
        case "all":
            return count
        case "any":
            return 1
    if complete.endswith("%"):
        return max(1, -(-count * int(complete[:-1]) // _WHOLE_SHARE))
    return int(complete)


def opened(
    definition: Definition,
    case: Case,
    transition: Transition,
    rule: ReviewRule,
    hand: Hand,
    people: Sequence[StaffMember],
    moment: Moment,
    surroundings: Surroundings,
) -> tuple[Event, ...]:
    """The round that `transition` asks for; one still open about the same gives way to it."""
    before = next((one for one in newest(case) if one.document == rule.of), None)
    term = term_from(rule.due, moment.now, surroundings)
    reviewers = _reviewers(rule, people)
    review = Review(
        id=moment.derived_id(f"review.{len(case.reviews) + 1}"),
        transition=transition.name,
        document=rule.of,
        opener=hand.username,
        acting_for=hand.absent,
        opened=moment.now,
        reviewers=reviewers,
        in_turn=rule.order == "in_turn",
        needed=quorum(rule.complete, len(reviewers)),
        separation=rule.separation,
        text=reviewed_text(definition, case, rule.of, transition.name),
        prepared=_prepared(definition, case, rule, transition, hand, before),
        earlier=None if before is None else before.text if before.standing else before.earlier,
        due_date=term.due_date,
        due=term.due,
        warn_at=term.warn_at,
        overdue_at=term.overdue_at,
    )
    gone = (_over(before, "asked_anew", hand, moment),) if before and before.status is ReviewStatus.OPEN else ()
    return (*gone, ReviewOpened(review=review))


def _reviewers(rule: ReviewRule, people: Sequence[StaffMember]) -> tuple[Reviewer, ...]:
    if people:
        return tuple(
            Reviewer(number=place, username=one.username, name=one.name) for place, one in enumerate(people, 1)
        )
    return tuple(Reviewer(number=place, role=role) for place, role in enumerate(rule.by, 1))


def _prepared(
    definition: Definition,
    case: Case,
    rule: ReviewRule,
    transition: Transition,
    hand: Hand,
    before: Review | None,
) -> tuple[str, ...]:
    """Who asks, and everybody whose moves wrote the text."""
    names = set(reviewed_fields(definition, rule.of, transition.name))
    writing = {move.name for move in definition.transitions if any(one.name in names for one in move.input)}
    wrote = [
        by.removeprefix("staff:")
        for name, by in sorted(case.last_transitions.items())
        if name in writing and by.startswith("staff:")
    ]
    return tuple(dict.fromkeys((*hand.names, *(before.prepared if before else ()), *wrote)))


def text_changed(
    definition: Definition,
    case: Case,
    hand: Hand,
    known: Mapping[str, Json],
    moment: Moment,
    surroundings: Surroundings,
    *,
    asked_anew: ReviewRule | None = None,
) -> tuple[Event, ...]:
    """What a move did to the rounds whose text it wrote: visas fall, or stay where the words are the same.

    `known` are personal values by place, those of before the move and its own. A round that the move asks for anew
    (`asked_anew`), and a withdrawn one, are let be.
    """
    return tuple(
        event
        for one in newest(case)
        if one.status is not ReviewStatus.WITHDRAWN and (asked_anew is None or asked_anew.of != one.document)
        for event in _changed(definition, case, one, hand, known, moment, surroundings)
    )


def _changed(
    definition: Definition,
    case: Case,
    review: Review,
    hand: Hand,
    known: Mapping[str, Json],
    moment: Moment,
    surroundings: Surroundings,
) -> Iterator[Event]:
    text = reviewed_text(definition, case, review.document, review.transition)
    if text.digest == review.text.digest:
        return
    changed = changed_fields(review.text, text, known)
    if not changed:
        yield ReviewedTextKept(review=review.id, text=text)
        return
    asking = next(
        (one.reviews for one in definition.transitions if one.name == review.transition and one.reviews), None
    )
    term = term_from(asking.due if asking else None, moment.now, surroundings)
    yield VisasFallen(
        review=review.id,
        text=text,
        changed=changed,
        by=hand.username,
        acting_for=hand.absent,
        at=moment.now,
        due_date=term.due_date,
        due=term.due,
        warn_at=term.warn_at,
        overdue_at=term.overdue_at,
    )


def ended(case: Case, why: str, hand: Hand, moment: Moment) -> tuple[Event, ...]:
    """A case that is over asks nobody any more (`case_closed`); one begun anew has no visas yet (`case_reopened`)."""
    over = (ReviewStatus.OPEN,) if why == "case_closed" else (ReviewStatus.OPEN, ReviewStatus.COMPLETE)
    return tuple(_over(one, why, hand, moment) for one in newest(case) if one.status in over)


def _over(review: Review, why: str, hand: Hand, moment: Moment) -> ReviewClosed:
    return ReviewClosed(review=review.id, status=ReviewStatus.WITHDRAWN, why=why, by=hand.username, at=moment.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A visa with what follows from it, and the words kept apart."""

    events: tuple[Event, ...]
    requests: tuple[EffectRequest, ...]
    personal: tuple[PersonalValue, ...]
    acting_for: str | None


def give(
    definition: Definition,
    case: Case,
    review: Review,
    verdict: Verdict,
    remark: str,
    actor: Actor,
    moment: Moment,
    *,
    seen: str | None = None,
) -> Said:
    """One visa, in the actor's own seat or in that of whom they stand in for. `seen`: digest of the text shown to them.

    Raises NotPermitted (no reviewer), NotAvailable(`wrong_state`, `not_your_turn`, `already_reviewed`, `separation`),
    InvalidInput (no words where words are due), Conflict(`text_changed`).
    """
    seat, absent = _seat(case, review, actor)
    words = remark.strip()
    if verdict is not Verdict.AGREED and not words:
        raise InvalidInput({"remark": ["required"]})
    if len(words) > _MOST_WORDS:
        raise InvalidInput({"remark": ["too_long"]})
    if seen is not None and seen != review.text.digest:
        raise Conflict("text_changed", text=review.text.digest)
    kept = personal_value(f"review.{review.id}.remark.{len(review.visas) + 1}", words, moment) if words else None
    given = _visa(review, seat, absent, verdict, actor, moment.now)
    if kept is not None:
        given = replace(given, remark=kept.name, commitment=commitment(kept))
    end = _end(with_visa(review, given), actor, moment.now)
    return Said(
        events=(given, *((end,) if end else ())),
        requests=tuple(_follows(definition, case, review, end, moment)) if end else (),
        personal=(kept,) if kept else (),
        acting_for=absent.username if absent else None,
    )


def agreement(case: Case, review: Review, actor: Actor, at: datetime) -> tuple[VisaGiven | ReviewClosed, ...]:
    """The actor's own «погоджено» without a word, and the end of the round if it is the last one wanted; nothing where
    it would not be taken now."""
    try:
        seat, absent = _seat(case, review, actor)
    except (NotPermitted, NotAvailable):
        return ()
    given = _visa(review, seat, absent, Verdict.AGREED, actor, at)
    end = _end(with_visa(review, given), actor, at)
    return (given, *((end,) if end else ()))


def _visa(
    review: Review, seat: Reviewer, absent: ActingFor | None, verdict: Verdict, actor: Actor, at: datetime
) -> VisaGiven:
    return VisaGiven(
        review=review.id,
        reviewer=seat.number,
        verdict=verdict,
        by=actor.username or "",
        name=actor.name,
        position=actor.position,
        acting_for=absent.username if absent else None,
        at=at,
        text=review.text.digest,
    )


def may_give(case: Case, review: Review, actor: Actor) -> bool:
    """Whether a visa of the actor would be taken now."""
    try:
        _seat(case, review, actor)
    except (NotPermitted, NotAvailable):
        return False
    return True


def _seat(case: Case, review: Review, actor: Actor) -> tuple[Reviewer, ActingFor | None]:
    seats = [
        (seat, absent)
        for seat in review.reviewers
        for absent in (None, *actor.substitutes)
        if actor.kind is ActorKind.STAFF and _sits(seat, actor if absent is None else absent)
    ]
    if not seats:
        raise NotPermitted("not_permitted")
    _going_on(case, review)
    now = [one for one in seats if one[0] in review.asked]
    if not now:
        later = any(seat in review.waiting for seat, _absent in seats)
        raise NotAvailable([Refusal(code="not_your_turn") if later else Refusal(code="already_reviewed")])
    # One's own seat comes before that of somebody absent.
    free = sorted(
        (one for one in now if not _too_near(review, actor, one[1])),
        key=lambda one: (one[1] is not None, one[0].number),
    )
    if not free:
        raise NotAvailable([Refusal(code="separation")])
    return free[0]


def _going_on(case: Case, review: Review) -> None:
    if review.status is not ReviewStatus.OPEN or case.closed is not None or review not in newest(case):
        raise NotAvailable([Refusal(code="wrong_state", data={"status": review.status.value})])


def _sits(seat: Reviewer, who: Actor | ActingFor) -> bool:
    return seat.username == who.username if seat.username is not None else seat.role in who.roles


def _too_near(review: Review, actor: Actor, absent: ActingFor | None) -> bool:
    """Nobody reviews what they prepared, nor twice in one round; so does nobody on behalf of such a one."""
    if not review.separation:
        return False
    owner = absent.username if absent else actor.username
    said = {one.acting_for or one.by for one in review.standing}
    return actor.username in review.prepared or owner in review.prepared or owner in said


def _end(review: Review, actor: Actor, at: datetime) -> ReviewClosed | None:
    agreed = sum(one.verdict is not Verdict.NOT_AGREED for one in review.standing)
    if agreed >= review.needed:
        status, why = ReviewStatus.COMPLETE, "agreed"
    elif agreed + len(review.waiting) < review.needed:
        status, why = ReviewStatus.FAILED, "not_agreed"
    else:
        return None
    return ReviewClosed(review=review.id, status=status, why=why, by=actor.username or "", at=at)


def _follows(
    definition: Definition, case: Case, review: Review, end: ReviewClosed, moment: Moment
) -> Iterator[EffectRequest]:
    if end.status is ReviewStatus.FAILED:
        asker = owner(review)
        if asker is not None:
            yield TellStaff(
                id=moment.derived_id(f"review_failed.{review.id}"),
                case=case.id,
                to=(f"user:{asker}",),
                code="review_failed",
                data={"review": str(review.id)},
            )
        return
    others = [one for one in newest(case) if one.id != review.id]
    if not all(_holds(definition, case, one, {}) for one in others):
        return
    for one in definition.transitions_from(case.state):
        if SYSTEM in one.roles and one.after is None and any(guard.name == JOIN for guard in one.guards):
            yield FireTransition(
                id=moment.derived_id(f"fire.{one.name}.{review.id}"),
                case=case.id,
                name=one.name,
                from_state=case.state,
            )
            return


def owner(review: Review) -> str | None:
    """Whose round it is: the official who asked, or whom they stood in for; None where no official asked."""
    if review.successor is not None:
        return review.successor
    known = review.opener != "system" and ":" not in review.opener
    return review.acting_for or (review.opener if known else None)


def withdrawn(
    case: Case, review: Review, reason: str, actor: Actor, moment: Moment
) -> tuple[ReviewClosed, PersonalValue, str | None]:
    """The opener (or who stands in for them) takes an open round back, with a reason; the last is whom they act for.

    Raises NotPermitted, NotAvailable(`wrong_state`), InvalidInput.
    """
    mine = actor.username in (review.opener, review.acting_for, review.successor)
    absent = next((one.username for one in actor.substitutes if one.username == owner(review)), None)
    if actor.kind is not ActorKind.STAFF or not (mine or absent):
        raise NotPermitted("not_permitted")
    _going_on(case, review)
    if not reason.strip():
        raise InvalidInput({"reason": ["required"]})
    words = personal_value(f"review.{review.id}.withdrawal", reason.strip()[:_MOST_WORDS], moment)
    event = ReviewClosed(
        review=review.id,
        status=ReviewStatus.WITHDRAWN,
        why="withdrawn",
        by=actor.username or "",
        at=moment.now,
        reason=words.name,
        commitment=commitment(words),
    )
    return event, words, None if mine else absent


def may_withdraw(case: Case, review: Review, actor: Actor) -> bool:
    """Whether the actor may take the round back now."""
    names = {actor.username, *(absent.username for absent in actor.substitutes)}
    going_on = review.status is ReviewStatus.OPEN and case.closed is None and review in newest(case)
    return going_on and bool(names & {review.opener, review.acting_for, review.successor} - {None})
