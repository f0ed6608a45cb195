"""Builders for tests of terms: the shipped calendars and laws, local moments, deadlines of a town office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from workflow.definition.calendar_file import load_calendars
from workflow.definition.law_file import load_laws
from workflow.definition.office_calendar import Calendar
from workflow.engine.deadlines import Deadline, Pause, Term, compute

SHARED = Path(__file__).parents[2] / "definitions" / "_shared"
KYIV = ZoneInfo("Europe/Kyiv")
CALENDARS = load_calendars(SHARED / "calendars")
LAWS = load_laws(SHARED / "law")
UKRAINE = CALENDARS.calendar("ukraine")
TOWN_HALL = CALENDARS.calendar("town_hall")
SERVICE_CENTRE = CALENDARS.calendar("service_centre")


def kyiv(text: str, *, fold: int = 0) -> datetime:
    """A local moment in Kyiv, as a UTC instant."""
    return datetime.fromisoformat(text).replace(tzinfo=KYIV, fold=fold).astimezone(UTC)


def pause(begins: str, ends: str | None = None, reason: str = "") -> Pause:
    """A pause between two local moments in Kyiv."""
    return Pause(start=kyiv(begins), end=kyiv(ends) if ends else None, reason=reason)


def computed(term: Term, start: str, *pauses: Pause, office: Calendar = TOWN_HALL) -> Deadline:
    """The deadline of a term begun at a local moment in Kyiv."""
    return compute(term, kyiv(start), pauses=pauses, calendar=UKRAINE, office=office)


def told(deadline: Deadline) -> Sequence[str]:
    """The codes of a deadline's steps."""
    return [step.why.value for step in deadline.steps]
