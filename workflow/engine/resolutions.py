"""Instructions: issuing them, and the protocol between executor and controller. Pure; each answer is events.

Rules (definitions.md, Resolutions): exactly one lead; a due date is never past, never after its parent's, never after
the legal clock's; only who set a date moves it, a request comes before expiry; whoever controls takes off control.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflow.actor import Actor, ActorKind
from workflow.case import (
    Case,
    DeadlineState,
    Executor,
    ExecutorRole,
    Resolution,
    ResolutionStatus,
    SignedStatement,
)
from workflow.commands.orders import ExecutorOrder, ResolutionOrder
from workflow.definition.model import ResolutionRule
from workflow.engine.awaited_reports import awaiting
from workflow.engine.checkpoints import checkpoint_mistakes, checkpoints_of
from workflow.engine.confide import commitment, personal_value
from workflow.engine.executors import acting_executor, own_part
from workflow.engine.permitted import turned_away
from workflow.engine.reminders import due_of, reminders
from workflow.engine.repeats import repeat_mistakes, repeat_of
from workflow.errors import InvalidInput, NotAvailable, Refusal
from workflow.events import (
    ExtensionRequested,
    ResolutionAccepted,
    ResolutionDueMoved,
    ResolutionIssued,
    ResolutionRecalled,
    ResolutionReported,
    ResolutionReturned,
)
from workflow.identifier import UUID
from workflow.moment import Moment
from workflow.surroundings import Surroundings
from workflow.town import StaffMember, Unit
from workflow.values import PersonalValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """The people and units an order names, as far as they exist."""

    staff: Mapping[str, StaffMember]
    units: Mapping[str, Unit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What issuing gives: the event and the words kept apart."""

    event: ResolutionIssued
    personal: tuple[PersonalValue, ...]


def issue(
    case: Case,
    order: ResolutionOrder,
    rule: ResolutionRule,
    *,
    actor: Actor,
    acting_for: str | None,
    parent: Resolution | None,
    number: str,
    into: str | None,
    signed: SignedStatement | None,
    hall: Hall,
    moment: Moment,
    surroundings: Surroundings,
) -> Issued:
    """One resolution of `order`. Raises InvalidInput with every mistake of it."""
    mistakes = mistakes_of(case, order, rule, parent, hall, moment.now, surroundings)
    repeats = repeat_mistakes(order.repeat, order.due, bound=into is not None)
    if repeats:
        mistakes["repeat"] = repeats
    if rule.signed and signed is None:
        mistakes["pin"] = ["required"]
    if mistakes:
        raise InvalidInput(mistakes, code="invalid_resolution")
    identifier = moment.derived_id(f"resolution.{number}")
    words = personal_value(f"resolution.{identifier}.text", order.text.strip(), moment)
    due_date, due = due_of(order.due, surroundings)
    warn_at, overdue_at = reminders(due_date, due, moment.now, surroundings)
    control = order.control or rule.control
    about = personal_value(f"resolution.{identifier}.about", order.about.strip(), moment)
    checkpoints, notes = checkpoints_of(order.checkpoints, identifier, moment, surroundings)
    event = ResolutionIssued(
        resolution=Resolution(
            id=identifier,
            number=number,
            parent=parent.id if parent else None,
            author=acting_for or actor.username or "",
            author_name=actor.name,
            author_position=actor.position,
            acting_for=acting_for,
            text=words.name,
            commitment=commitment(words),
            executors=tuple(_executor(one, order, hall, surroundings) for one in order.executors),
            due_date=due_date,
            due=due,
            control=control,
            controller=_controller(control, acting_for or actor.username),
            status=ResolutionStatus.OPEN,
            issued=moment.now,
            into=into,
            signed=signed,
            warn_at=warn_at,
            overdue_at=overdue_at,
            checkpoints=checkpoints,
            repeat=repeat_of(order.repeat, due_date),
            about=about.name if order.about.strip() else None,
            acted_by=actor.username if acting_for else None,
        )
    )
    return Issued(event=event, personal=(words, *((about,) if order.about.strip() else ()), *notes))


def mistakes_of(
    case: Case,
    order: ResolutionOrder,
    rule: ResolutionRule,
    parent: Resolution | None,
    hall: Hall,
    now: datetime,
    surroundings: Surroundings,
) -> dict[str, list[str]]:
    """Everything wrong with an order: field → codes."""
    found: dict[str, list[str]] = {}
    if not order.text.strip():
        found["text"] = ["required"]
    leads = [one for one in order.executors if one.role is ExecutorRole.LEAD]
    if rule.executors == "required" and len(leads) != 1:
        found.setdefault("executors", []).append("one_lead")
    for index, one in enumerate(order.executors):
        codes = _executor_mistakes(one, order, hall, now, surroundings)
        if codes:
            found[f"executors.{index}"] = codes
    names = [one.username or one.unit for one in order.executors]
    if len(set(names)) != len(names):
        found.setdefault("executors", []).append("twice")
    if order.due is None:
        if rule.due == "required":
            found["due"] = ["required"]
    else:
        codes = _due_mistakes(case, order.due, parent, now, surroundings)
        if codes:
            found["due"] = codes
    _, due = due_of(order.due, surroundings)
    found |= checkpoint_mistakes(order.checkpoints, due, now, surroundings)
    if order.repeat is not None:
        codes = _due_mistakes(case, order.repeat.until, parent, now, surroundings)
        if codes:
            found["repeat.until"] = codes
    return found


def _executor_mistakes(
    one: ExecutorOrder,
    order: ResolutionOrder,
    hall: Hall,
    now: datetime,
    surroundings: Surroundings,
) -> list[str]:
    codes = []
    if one.username is not None:
        member = hall.staff.get(one.username)
        if member is None or not member.active:
            codes.append("unknown_user")
    elif one.unit is None or one.unit not in hall.units:
        codes.append("unknown_unit")
    if one.due is not None:
        _, due = due_of(one.due, surroundings)
        _, whole = due_of(order.due, surroundings)
        if due is not None and due <= now:
            codes.append("due_past")
        if due is not None and whole is not None and due > whole:
            codes.append("due_after_resolution")
    return codes


def _due_mistakes(
    case: Case,
    due: date | datetime,
    parent: Resolution | None,
    now: datetime,
    surroundings: Surroundings,
) -> list[str]:
    codes: list[str] = []
    _, moment = due_of(due, surroundings)
    if moment is None:
        return codes
    if moment <= now:
        codes.append("due_past")
    if parent is not None and parent.due is not None and moment > parent.due:
        codes.append("due_after_parent")
    legal = [
        one.deadline
        for one in case.deadlines
        if one.law is not None and one.stopped is None and one.state is DeadlineState.RUNNING
    ]
    if legal and moment > min(legal):
        codes.append("due_after_law")
    return codes


def _executor(one: ExecutorOrder, order: ResolutionOrder, hall: Hall, surroundings: Surroundings) -> Executor:
    due_date, due = due_of(one.due, surroundings)
    name = hall.staff[one.username].name if one.username else hall.units[one.unit or ""].name
    status = "informed" if one.role is ExecutorRole.INFORMED else "pending"
    return Executor(
        username=one.username,
        unit=one.unit,
        name=name,
        role=one.role,
        due_date=due_date,
        due=due,
        status=status,
    )


def _controller(control: str, author: str | None) -> str | None:
    match control:
        case "none":
            return None
        case "author":
            return author
        case role:
            return f"role:{role}"


def open_controlled(case: Case) -> tuple[Resolution, ...]:
    """Controlled resolutions still open that no move of the case settles and nobody has overridden."""
    return tuple(
        one
        for one in case.resolutions
        if one.into is None
        and one.controller is not None
        and one.id not in case.overridden
        and one.status in (ResolutionStatus.OPEN, ResolutionStatus.REPORTED)
    )


def next_number(case: Case, parent: Resolution | None) -> str:
    """`1`, `2` … for instructions on the case, `1.1` … below a parent."""
    siblings = sum(one.parent == (parent.id if parent else None) for one in case.resolutions)
    return f"{parent.number}.{siblings + 1}" if parent else str(siblings + 1)


def report(
    resolution: Resolution,
    actor: Actor,
    text: str,
    attachments: Sequence[UUID],
    moment: Moment,
    *,
    by_a_move: bool = False,
) -> tuple[ResolutionReported, PersonalValue]:
    """An executor's report; the lead's, which comes after those of all co-executors, makes the resolution reported.

    A lead who reports `by_a_move` of the case (the hole is patched, here is the photo) is not held up by a helper's
    missing paper: the page names whom we wait for, the helper may still report until the work is accepted.
    """
    executor = own_part(resolution, actor)
    late_helper = resolution.status is ResolutionStatus.REPORTED and executor.role is ExecutorRole.CO
    if not (resolution.status is ResolutionStatus.OPEN or late_helper) or executor.status in ("reported", "accepted"):
        raise NotAvailable([Refusal(code="wrong_state", data={"status": resolution.status.value})])
    if not text.strip():
        raise InvalidInput({"text": ["required"]})
    if executor.role is ExecutorRole.LEAD and not by_a_move:
        waiting = awaiting(resolution)
        if waiting is not None:
            raise NotAvailable([waiting])
    words = personal_value(
        f"resolution.{resolution.id}.report.{len(resolution.reports) + 1}",
        text.strip(),
        moment,
    )
    return (
        ResolutionReported(
            resolution=resolution.id,
            by=executor.username or actor.username or "",
            at=moment.now,
            text=words.name,
            commitment=commitment(words),
            attachments=tuple(attachments),
            unit=executor.unit,
            acting=acting_executor(executor, actor),
        ),
        words,
    )


def request_extension(
    case: Case,
    resolution: Resolution,
    actor: Actor,
    due: date,
    reason: str,
    moment: Moment,
    surroundings: Surroundings,
) -> tuple[ExtensionRequested, PersonalValue]:
    """An executor asks for a later date, before the old one has passed."""
    executor = own_part(resolution, actor)
    _open(resolution)
    if resolution.due is not None and moment.now >= resolution.due:
        raise NotAvailable([Refusal(code="too_late", data={"until": str(resolution.due_date)})])
    _check_new_date(case, resolution, due, reason, moment.now, surroundings)
    words = personal_value(f"resolution.{resolution.id}.request.{moment.command}", reason.strip(), moment)
    return (
        ExtensionRequested(
            resolution=resolution.id,
            by=executor.username or actor.username or "",
            at=moment.now,
            due_date=due,
            reason=words.name,
            commitment=commitment(words),
        ),
        words,
    )


def extend(
    case: Case,
    resolution: Resolution,
    actor: Actor,
    due: date | datetime,
    reason: str,
    moment: Moment,
    surroundings: Surroundings,
) -> tuple[ResolutionDueMoved, PersonalValue]:
    """Whoever set the date (or stands in for them) moves it; a missed date stays counted."""
    speaks_for(resolution.speaker, actor)
    _open(resolution)
    _check_new_date(case, resolution, due, reason, moment.now, surroundings)
    due_date, instant = due_of(due, surroundings)
    if due_date is None or instant is None:
        raise InvalidInput({"due": ["required"]})
    warn_at, overdue_at = reminders(due_date, instant, moment.now, surroundings)
    words = personal_value(f"resolution.{resolution.id}.due.{moment.command}", reason.strip(), moment)
    return (
        ResolutionDueMoved(
            resolution=resolution.id,
            due_date=due_date,
            due=instant,
            reason=words.name,
            commitment=commitment(words),
            late=resolution.due is not None and moment.now >= resolution.due,
            warn_at=warn_at,
            overdue_at=overdue_at,
            lead_too=True,
        ),
        words,
    )


def accept(case: Case, resolution: Resolution, actor: Actor, moment: Moment) -> ResolutionAccepted:
    """Takes a reported resolution off control. Refused while a sub-resolution under control is open."""
    controls(resolution, actor)
    if resolution.status is not ResolutionStatus.REPORTED:
        raise NotAvailable([Refusal(code="wrong_state", data={"status": resolution.status.value})])
    below = [
        one.number
        for one in case.resolutions
        if one.parent == resolution.id
        and one.controller is not None
        and one.status in (ResolutionStatus.OPEN, ResolutionStatus.REPORTED)
    ]
    if below:
        raise NotAvailable([Refusal(code="open_resolutions", data={"numbers": list(below)})])
    return ResolutionAccepted(resolution=resolution.id, by=actor.username or "", at=moment.now)


def send_back(
    resolution: Resolution, actor: Actor, reason: str, moment: Moment
) -> tuple[ResolutionReturned, PersonalValue]:
    """Returns a report for rework, with a reason."""
    controls(resolution, actor)
    if resolution.status is not ResolutionStatus.REPORTED:
        raise NotAvailable([Refusal(code="wrong_state", data={"status": resolution.status.value})])
    words = _reason(resolution, "return", reason, moment)
    return (
        ResolutionReturned(
            resolution=resolution.id,
            by=actor.username or "",
            reason=words.name,
            commitment=commitment(words),
        ),
        words,
    )


def recall(
    resolution: Resolution, actor: Actor, reason: str, moment: Moment
) -> tuple[ResolutionRecalled, PersonalValue]:
    """Its author (or whoever stands in) withdraws an instruction that is not yet taken off control."""
    if actor.kind is not ActorKind.SYSTEM:
        speaks_for(resolution.speaker, actor)
    if resolution.status in (ResolutionStatus.ACCEPTED, ResolutionStatus.RECALLED):
        raise NotAvailable([Refusal(code="wrong_state", data={"status": resolution.status.value})])
    words = _reason(resolution, "recall", reason, moment)
    return (
        ResolutionRecalled(
            resolution=resolution.id,
            by=actor.username or "system",
            reason=words.name,
            commitment=commitment(words),
        ),
        words,
    )


def speaks_for(username: str, actor: Actor) -> str | None:
    """None when `actor` is that official; the absent one's username when they stand in for them.

    Raises NotPermitted(`not_permitted`).
    """
    if actor.kind is ActorKind.STAFF and actor.username == username:
        return None
    if any(absent.username == username for absent in actor.substitutes):
        return username
    raise turned_away(actor, lambda ended: ended.username == username)


def leads(resolution: Resolution, actor: Actor) -> bool:
    """Whether `actor` is the lead executor, by name or unit, or stands in for them."""
    names = {actor.username, *(absent.username for absent in actor.substitutes)}
    lead = next((one for one in resolution.executors if one.role is ExecutorRole.LEAD), None)
    return lead is not None and (lead.username in names if lead.username else lead.unit == actor.unit)


def controls(resolution: Resolution, actor: Actor) -> str | None:
    """None when `actor` controls the resolution; the absent one's username when they stand in for them.

    Raises NotPermitted(`not_permitted`).
    """
    controller = resolution.controller or resolution.speaker
    if not controller.startswith("role:"):
        return speaks_for(controller, actor)
    role = controller.removeprefix("role:")
    if role in actor.roles:
        return None
    absent = next((one for one in actor.substitutes if role in one.roles), None)
    if absent is None:
        raise turned_away(actor, lambda ended: role in ended.roles)
    return absent.username


def _open(resolution: Resolution) -> None:
    if resolution.status is not ResolutionStatus.OPEN:
        raise NotAvailable([Refusal(code="wrong_state", data={"status": resolution.status.value})])


def _check_new_date(
    case: Case,
    resolution: Resolution,
    due: date | datetime,
    reason: str,
    now: datetime,
    surroundings: Surroundings,
) -> None:
    parent = case.resolution(resolution.parent) if resolution.parent else None
    mistakes: dict[str, list[str]] = {}
    codes = _due_mistakes(case, due, parent, now, surroundings)
    if codes:
        mistakes["due"] = codes
    if not reason.strip():
        mistakes["reason"] = ["required"]
    if mistakes:
        raise InvalidInput(mistakes)


def _reason(resolution: Resolution, what: str, reason: str, moment: Moment) -> PersonalValue:
    if not reason.strip():
        raise InvalidInput({"reason": ["required"]})
    return personal_value(f"resolution.{resolution.id}.{what}.{moment.command}", reason.strip(), moment)
