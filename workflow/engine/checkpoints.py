"""Interim checkpoints of an instruction: dates with a note, each asking its executors for a short report. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from workflow.actor import Actor
from workflow.case import Checkpoint, Resolution, ResolutionStatus
from workflow.commands.orders import CheckpointOrder
from workflow.engine.confide import commitment, personal_value
from workflow.engine.executors import acting_executor, own_part
from workflow.engine.reminders import asked_at, due_of
from workflow.errors import InvalidInput, NotAvailable, NotFound, Refusal
from workflow.events import CheckpointReported
from workflow.identifier import UUID
from workflow.moment import Moment
from workflow.surroundings import Surroundings
from workflow.values import PersonalValue

MOST = 12
"""Who needs more dates than one a month wants a repeat."""


def checkpoint_mistakes(
    orders: Sequence[CheckpointOrder], due: datetime | None, now: datetime, surroundings: Surroundings
) -> dict[str, list[str]]:
    """Everything wrong with the checkpoints of an order: field → codes."""
    found: dict[str, list[str]] = {}
    if len(orders) > MOST:
        found["checkpoints"] = ["too_many"]
    days: set[date] = set()
    for index, one in enumerate(orders):
        _, ends = due_of(one.due, surroundings)
        codes = []
        if not one.note.strip():
            codes.append("required")
        if ends is None or ends <= now:
            codes.append("due_past")
        if ends is not None and due is not None and ends >= due:
            codes.append("due_after_resolution")
        if one.due in days:
            codes.append("named_twice")
        days.add(one.due)
        if codes:
            found[f"checkpoints.{index}"] = codes
    if orders and due is None:
        found["due"] = ["required"]
    return found


def checkpoints_of(
    orders: Sequence[CheckpointOrder], resolution: UUID, moment: Moment, surroundings: Surroundings
) -> tuple[tuple[Checkpoint, ...], tuple[PersonalValue, ...]]:
    """Checkpoints of a sound order in the order of their days, and their notes kept apart."""
    made: list[Checkpoint] = []
    notes: list[PersonalValue] = []
    for number, one in enumerate(sorted(orders, key=lambda each: each.due)):
        note = personal_value(f"resolution.{resolution}.checkpoint.{number}", one.note.strip(), moment)
        made.append(checkpoint(one.due, note.name, surroundings))
        notes.append(note)
    return tuple(made), tuple(notes)


def checkpoint(day: date, note: str, surroundings: Surroundings) -> Checkpoint:
    """A checkpoint of that day; `note` names the personal value with its words."""
    _, ends = due_of(day, surroundings)
    if ends is None:
        raise ValueError("a checkpoint has a day")
    return Checkpoint(due_date=day, due=ends, note=note, remind_at=asked_at(day, surroundings))


def report_at(
    resolution: Resolution, number: int, actor: Actor, text: str, moment: Moment
) -> tuple[CheckpointReported, PersonalValue]:
    """An executor says how far the work is. Once per checkpoint, early or late, while the instruction is open.

    Raises NotFound(`unknown_checkpoint`), NotPermitted, NotAvailable(`wrong_state`), InvalidInput.
    """
    executor = own_part(resolution, actor)
    if not 0 <= number < len(resolution.checkpoints):
        raise NotFound("unknown_checkpoint")
    if resolution.status is not ResolutionStatus.OPEN or resolution.checkpoints[number].report is not None:
        raise NotAvailable([Refusal(code="wrong_state", data={"status": resolution.status.value})])
    if not text.strip():
        raise InvalidInput({"text": ["required"]})
    words = personal_value(f"resolution.{resolution.id}.checkpoint.{number}.report", text.strip(), moment)
    told = CheckpointReported(
        resolution=resolution.id,
        number=number,
        by=executor.username or actor.username or "",
        at=moment.now,
        text=words.name,
        commitment=commitment(words),
        acting=acting_executor(executor, actor),
    )
    return told, words
