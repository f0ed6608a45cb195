"""Placeholder values the core itself knows when it wants a message: number, dates, slot. Words stay in definitions."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from workflow.case import Case, Deadline, Resolution, ResolutionStatus
from workflow.engine.calendar import local_date
from workflow.engine.pending import most_urgent

WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "нд")


def values_of(case: Case, zone: ZoneInfo, room: str = "") -> dict[str, str]:
    """Texts for `{number} {due} {slot} …` as a message sent now would say them. `{due}` is `DD.MM` (definitions.md)."""
    values = {"number": case.reference}
    resolution = current_resolution(case)
    if resolution is not None and resolution.due_date is not None:
        values["due"] = resolution.due_date.strftime("%d.%m")
    else:
        urgent = most_urgent(case)
        if urgent is not None:
            values["due"] = urgent.date.strftime("%d.%m")
    answer = answer_deadline(case)
    if answer is not None:
        values["answer_due"] = answer.date.strftime("%d.%m")
    if case.outcome is not None:
        values["outcome"] = case.outcome
    values["instructions"] = str(sum(one.parent is None for one in case.resolutions))
    if case.programme is not None:
        values["promise"] = case.programme.promised.strftime("%d.%m.%Y")
        behind = [one.title for one in case.programme.milestones if one.reached is not None]
        values["milestone"] = behind[-1] if behind else ""
    if case.fee is not None:
        values["fee"] = money(case.fee.amount)
    if case.booking is not None:
        values.update(slot_values(case.booking.starts, zone, room))
    return values


def answer_deadline(case: Case) -> Deadline | None:
    """By when the citizen has the answer: the statute's clock; where none counts (no address given), the last of the
    town's own."""
    running = [one for one in case.deadlines if one.stopped is None and not one.reminds]
    lawful = next((one for one in running if one.law is not None), None)
    return lawful or max(running, key=lambda one: one.deadline, default=None)


def money(amount: str) -> str:
    """«1 250,50 грн», «50 грн»: from decimal text."""
    whole, _, cents = amount.partition(".")
    grouped = f"{int(whole):,}".replace(",", " ")
    return f"{grouped},{cents} грн" if cents.strip("0") else f"{grouped} грн"


def slot_values(starts: datetime, zone: ZoneInfo, room: str) -> dict[str, str]:
    """`{slot}` «ср 25.11, 15:00», `{slot_day}` «ср 25.11», `{slot_date}` «25.11», `{slot_time}` «15:00», `{room}`."""
    day, local = local_date(starts, zone), starts.astimezone(zone)
    slot_day = f"{WEEKDAYS[day.weekday()]} {day:%d.%m}"
    return {
        "slot": f"{slot_day}, {local:%H:%M}",
        "slot_day": slot_day,
        "slot_date": f"{day:%d.%m}",
        "slot_time": f"{local:%H:%M}",
        "room": room,
    }


def current_resolution(case: Case) -> Resolution | None:
    """The newest resolution that is still to be done."""
    alive = [one for one in case.resolutions if one.status in (ResolutionStatus.OPEN, ResolutionStatus.REPORTED)]
    return alive[-1] if alive else None
