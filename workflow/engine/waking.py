"""What happens when a timer of a case is due: warnings, expiry, the ladder, an overdue resolution. Pure.

Each rung happens once: a rung already told, or whose moment has moved away, decides nothing.
"""

from __future__ import annotations

from workflow.acquaintance import Acquaintance
from workflow.actor import Actor
from workflow.case import Case, Deadline, ExecutorRole, Resolution
from workflow.decision import Decision
from workflow.definition.model import Clock, Definition
from workflow.delegation import Delegation, DelegationEnd
from workflow.effect_requests import EffectRequest, FireTransition, TellStaff
from workflow.engine import effects
from workflow.engine import support as voting
from workflow.engine.decide import Story
from workflow.engine.reviews import owner
from workflow.engine.timers import MILESTONE, WARN, timers
from workflow.events import (
    AcquaintanceOverdue,
    CheckpointReminded,
    DeadlineBlown,
    DeadlineWarned,
    DelegationEnded,
    MilestoneMissed,
    ResolutionOverdue,
    ResolutionWarned,
    ReviewOverdue,
    ReviewWarned,
)
from workflow.moment import Moment
from workflow.review import Review
from workflow.support import Tally
from workflow.surroundings import Surroundings
from workflow.values import Json


def woken(
    definition: Definition,
    case: Case,
    actor: Actor,
    clock: str,
    rung: int,
    moment: Moment,
    surroundings: Surroundings,
    tally: Tally | None = None,
) -> Decision | None:
    """The decision for timer (`clock`, `rung`) at this moment, or None when it is not due (any more).

    `tally` is how an open voting stands, under its lock: it closes when its clock runs out.
    """
    if not any(one.clock == clock and one.rung == rung and one.due <= moment.now for one in timers(case)):
        return None
    story = Story(case, moment, actor.label)
    if clock.startswith("checkpoint:"):
        resolution = next(one for one in case.resolutions if f"checkpoint:{one.id}" == clock)
        requests = _checkpoint(story, resolution, rung, moment)
        return story.decision(definition, (), requests, None)
    if clock.startswith("resolution:"):
        resolution = next(one for one in case.resolutions if f"resolution:{one.id}" == clock)
        requests = _resolution(story, resolution, rung, moment)
        return story.decision(definition, (), requests, None)
    if clock.startswith("review:"):
        review = next(one for one in case.reviews if f"review:{one.id}" == clock)
        return story.decision(definition, (), [_review(story, review, rung, moment)], None)
    if clock.startswith("acquaintance:"):
        listed = next(one for one in case.acquaintances if f"acquaintance:{one.id}" == clock)
        return story.decision(definition, (), [_acquaintance(story, listed, rung, moment)], None)
    if clock.startswith("delegation:"):
        delegation = next(one for one in case.delegations if f"delegation:{one.id}" == clock)
        return story.decision(definition, (), [_came_back(story, delegation, moment)], None)
    if clock.startswith(MILESTONE):
        return story.decision(definition, (), _milestone(story, int(clock.removeprefix(MILESTONE)), moment), None)
    deadline = case.deadline(clock)
    rule = definition.clocks.get(clock)
    if deadline is None or rule is None:
        return None
    requests = (
        _warned(story, rule, deadline, moment)
        if rung == WARN
        else _expired(story, definition, rule, rung, moment, surroundings, tally)
    )
    return story.decision(definition, (), requests, None)


def _came_back(story: Story, delegation: Delegation, moment: Moment) -> EffectRequest:
    """The time is over: the work awaits whom it awaited before, who is told."""
    story.tell(DelegationEnded(delegation=delegation.id, how=DelegationEnd.EXPIRED, at=moment.now))
    return TellStaff(
        id=moment.derived_id(f"delegation.{delegation.id}"),
        case=story.case.id,
        to=(f"user:{delegation.absent or delegation.by}",),
        code="delegation_over",
        data={"name": delegation.to_name},
    )


def _milestone(story: Story, number: int, moment: Moment) -> list[EffectRequest]:
    to = holders(story.case)
    story.tell(MilestoneMissed(number=number, told=to))
    if not to:
        return []
    return [
        TellStaff(
            id=moment.derived_id(f"milestone.{number}"),
            case=story.case.id,
            to=to,
            code="milestone_missed",
            data={"number": number},
        )
    ]


def _warned(story: Story, clock: Clock, deadline: Deadline, moment: Moment) -> list[EffectRequest]:
    story.tell(DeadlineWarned(clock=clock.name))
    told = clock.warn.notify if clock.warn else ()
    to = tuple(f"role:{role}" for role in told) or holders(story.case)
    return [
        TellStaff(
            id=moment.derived_id(f"warn.{clock.name}"),
            case=story.case.id,
            to=to,
            code="deadline_near",
            data={"clock": clock.name, "date": deadline.date.isoformat()},
        )
    ]


def _expired(
    story: Story,
    definition: Definition,
    clock: Clock,
    rung: int,
    moment: Moment,
    surroundings: Surroundings,
    tally: Tally | None,
) -> list[EffectRequest]:
    if clock.appointed is not None:
        return _appointed(story, definition, clock, rung, moment, surroundings)
    expiry = clock.on_expiry
    ladder = expiry.escalate if expiry else ()
    role = ladder[rung] if rung < len(ladder) else None
    told = (*holders(story.case), *((f"role:{role}",) if role else ()))
    story.tell(DeadlineBlown(clock=clock.name, rung=rung, told=told))
    requests: list[EffectRequest] = []
    if told:
        requests.append(
            TellStaff(
                id=moment.derived_id(f"blown.{clock.name}.{rung}"),
                case=story.case.id,
                to=told,
                code="deadline_blown",
                data={"clock": clock.name, "rung": rung},
            )
        )
    return [*requests, *_fired(story, clock, moment, tally), *_notices(story, definition, clock, moment, surroundings)]


def _fired(story: Story, clock: Clock, moment: Moment, tally: Tally | None) -> list[EffectRequest]:
    name = _voted(story, clock, moment, tally) or (clock.on_expiry.fire if clock.on_expiry else None)
    if name is None:
        return []
    fired = FireTransition(
        id=moment.derived_id(f"fire.{clock.name}"),
        case=story.case.id,
        name=name,
        from_state=story.case.state,
    )
    return [fired]


def _voted(story: Story, clock: Clock, moment: Moment, tally: Tally | None) -> str | None:
    """Voting ends with its clock; what comes then depends on the tally, which nobody can change any more."""
    support = voting.open_support(story.case)
    if support is None or support.clock != clock.name:
        return None
    story.tell(*voting.closed(support, tally or Tally(), moment.now))
    return voting.due_move(story.case.support or support)


def _appointed(
    story: Story,
    definition: Definition,
    clock: Clock,
    rung: int,
    moment: Moment,
    surroundings: Surroundings,
) -> list[EffectRequest]:
    # A reminder is not a missed date: its moment is reached, nobody is late.
    story.tell(DeadlineBlown(clock=clock.name, rung=rung))
    return [*_fired(story, clock, moment, None), *_notices(story, definition, clock, moment, surroundings)]


def _notices(
    story: Story,
    definition: Definition,
    clock: Clock,
    moment: Moment,
    surroundings: Surroundings,
) -> list[EffectRequest]:
    if clock.on_expiry is None or clock.on_expiry.notify is None:
        return []
    told = effects.notice(
        clock.on_expiry.notify,
        definition,
        story.case,
        moment,
        surroundings,
        label=f"expiry.{clock.name}",
    )
    return [told]


def _checkpoint(story: Story, resolution: Resolution, number: int, moment: Moment) -> list[EffectRequest]:
    story.tell(CheckpointReminded(resolution=resolution.id, number=number))
    data: dict[str, Json] = {
        "resolution": str(resolution.id),
        "number": resolution.number,
        "checkpoint": number,
        "date": resolution.checkpoints[number].due_date.isoformat(),
    }
    return [
        TellStaff(
            id=moment.derived_id(f"checkpoint.{resolution.id}.{number}"),
            case=story.case.id,
            to=_awaited(resolution),
            code="checkpoint_due",
            data=data,
        )
    ]


def _awaited(resolution: Resolution) -> tuple[str, ...]:
    return tuple(
        f"user:{one.username}" if one.username else f"unit:{one.unit}"
        for one in resolution.executors
        if one.role is not ExecutorRole.INFORMED and one.status in ("pending", "returned")
    )


def _resolution(story: Story, resolution: Resolution, rung: int, moment: Moment) -> list[EffectRequest]:
    executors = _awaited(resolution)
    data = {
        "resolution": str(resolution.id),
        "number": resolution.number,
        "date": resolution.due_date.isoformat() if resolution.due_date else None,
    }
    if rung == WARN:
        story.tell(ResolutionWarned(resolution=resolution.id))
        label, code, told = "resolution_warn", "resolution_near", executors
    else:
        controller = resolution.controller or resolution.speaker
        above = controller if controller.startswith("role:") else f"user:{controller}"
        told = (*executors, above, "role:registrar")
        story.tell(ResolutionOverdue(resolution=resolution.id, rung=rung, told=told))
        label, code = f"resolution_overdue.{rung}", "resolution_overdue"
    return [
        TellStaff(
            id=moment.derived_id(f"{label}.{resolution.id}"),
            case=story.case.id,
            to=told,
            code=code,
            data=data,
        )
    ]


def _review(story: Story, review: Review, rung: int, moment: Moment) -> EffectRequest:
    """Those whose visa is awaited are told; of a missed date whoever asked for the visas, too."""
    reviewers = tuple(f"user:{one.username}" if one.username else f"role:{one.role}" for one in review.asked)
    if rung == WARN:
        story.tell(ReviewWarned(review=review.id))
        label, code, told = "review_warn", "review_near", reviewers
    else:
        asker = owner(review)
        above = (f"user:{asker}",) if asker is not None else holders(story.case)
        told = tuple(dict.fromkeys((*reviewers, *above)))
        story.tell(ReviewOverdue(review=review.id, rung=rung, told=told))
        label, code = f"review_overdue.{rung}", "review_overdue"
    return TellStaff(
        id=moment.derived_id(f"{label}.{review.id}"),
        case=story.case.id,
        to=told,
        code=code,
        data={
            "review": str(review.id),
            "document": review.document,
            "date": review.due_date.isoformat() if review.due_date else None,
        },
    )


def _acquaintance(story: Story, listed: Acquaintance, rung: int, moment: Moment) -> EffectRequest:
    asker = (f"user:{listed.asked_by}",) if listed.asked_by != "system" else ()
    told = tuple(dict.fromkeys((*(f"user:{one.username}" for one in listed.waiting), *asker)))
    story.tell(AcquaintanceOverdue(acquaintance=listed.id, rung=rung, told=told))
    return TellStaff(
        id=moment.derived_id(f"acquaintance_overdue.{rung}.{listed.id}"),
        case=story.case.id,
        to=told,
        code="acquaintance_overdue",
        data={"acquaintance": str(listed.id)},
    )


def holders(case: Case) -> tuple[str, ...]:
    """Whoever the case lies with now: the executors of its open resolution, else person, role or unit assigned."""
    assignment = case.assignment
    if assignment is None:
        return ()
    if assignment.username is not None:
        return (f"user:{assignment.username}",)
    if assignment.role is not None:
        return (f"role:{assignment.role}",)
    return (f"unit:{assignment.unit}",) if assignment.unit is not None else ()
