"""Instructions that come again: «щокварталу до кінця року». Pure.

When one is taken off control the next opens by itself, with the same words, executors and control.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from workflow.case import Case, Checkpoint, Executor, ExecutorRole, Repeat, Resolution, ResolutionStatus
from workflow.commands.orders import RepeatOrder
from workflow.engine.checkpoints import checkpoint
from workflow.engine.day_count import add_months
from workflow.engine.reminders import due_of, reminders
from workflow.events import ResolutionIssued
from workflow.moment import Moment
from workflow.replacing import replace
from workflow.surroundings import Surroundings

EVERY = ("day", "week", "month", "quarter", "year")
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_MOST_STEPS = 366
_MOST_YEARS = 10


def repeat_mistakes(order: RepeatOrder | None, due: date | datetime | None, *, bound: bool) -> list[str]:
    """Everything wrong with a wanted repeat. `bound`: the moves of the case settle the resolution (ADR 0005)."""
    if order is None:
        return []
    codes = []
    if bound:
        codes.append("not_allowed")
    if order.every not in EVERY or not 1 <= order.step <= _MOST_STEPS:
        codes.append("invalid_value")
    elif isinstance(due, datetime) or due is None:
        codes.append("needs_a_day")
    elif order.until.year - due.year > _MOST_YEARS:
        codes.append("out_of_range")
    elif order.until < _on(due, order.every, order.step):
        codes.append("never_comes")
    return codes


def repeat_of(order: RepeatOrder | None, due_date: date | None) -> Repeat | None:
    """The repeat of a sound order."""
    if order is None or due_date is None:
        return None
    return Repeat(every=order.every, until=order.until, first=due_date, step=order.step)


def next_occurrence(
    case: Case, done: Resolution, number: str, moment: Moment, surroundings: Surroundings
) -> ResolutionIssued | None:
    """The next one after `done` was taken off control, under the signature of the first, whose statement tells the
    repeat; None when the last day is over. Dates that have passed meanwhile are left out."""
    found = _next_turn(done, moment.now, surroundings)
    if found is None or case.closed is not None:
        return None
    repeat, day, ends = found
    warn_at, overdue_at = reminders(day, ends, moment.now, surroundings)
    shift = day - (done.due_date or day)
    return ResolutionIssued(
        resolution=Resolution(
            id=moment.derived_id(f"resolution.{number}"),
            number=number,
            parent=done.parent,
            author=done.author,
            author_name=done.author_name,
            author_position=done.author_position,
            acting_for=done.acting_for,
            acted_by=done.acted_by,
            text=done.text,
            commitment=done.commitment,
            executors=tuple(_afresh(one, shift, surroundings) for one in done.executors),
            due_date=day,
            due=ends,
            control=done.control,
            controller=done.controller,
            status=ResolutionStatus.OPEN,
            issued=moment.now,
            signed=done.signed,
            warn_at=warn_at,
            overdue_at=overdue_at,
            checkpoints=_shifted(done.checkpoints, shift, moment.now, surroundings),
            repeat=repeat,
            occurrence_of=done.id,
            about=done.about,
            successor=done.successor,
        )
    )


def _next_turn(done: Resolution, now: datetime, surroundings: Surroundings) -> tuple[Repeat, date, datetime] | None:
    repeat = done.repeat
    if repeat is None:
        return None
    turn = repeat.turn + 1
    while (day := _on(repeat.first, repeat.every, repeat.step * turn)) <= repeat.until:
        _, ends = due_of(day, surroundings)
        if ends is not None and ends > now:
            return replace(repeat, turn=turn), day, ends
        turn += 1
    return None


def _on(first: date, every: str, count: int) -> date:
    if every in _DAYS:
        return first + timedelta(days=_DAYS[every] * count)
    return add_months(first, _MONTHS[every] * count)


def _afresh(one: Executor, shift: timedelta, surroundings: Surroundings) -> Executor:
    day = one.due_date + shift if one.due_date is not None else None
    _, ends = due_of(day, surroundings)
    status = "informed" if one.role is ExecutorRole.INFORMED else "pending"
    return replace(one, due_date=day, due=ends, status=status)


def _shifted(
    checkpoints: tuple[Checkpoint, ...], shift: timedelta, now: datetime, surroundings: Surroundings
) -> tuple[Checkpoint, ...]:
    moved = (checkpoint(one.due_date + shift, one.note, surroundings) for one in checkpoints)
    return tuple(one for one in moved if one.due > now)
