"""By when: the last permitted day of a term, the first instant after it, and the steps that led there.

Pure: `start` and pauses are aware instants, days are those of the jurisdiction's calendar, working hours the office's.
Wording is made elsewhere from the steps' codes.

How days are counted:
- from the day after the start, unless the rule says otherwise; the term ends with the end of its last day;
- a month ends on the same day number, or on the month's last day;
- a last day that is not a working day moves to the next one, unless the rule says otherwise;
- a day whose beginning midnight lies inside a pause is not counted, and no term ends inside a pause.

Terms in minutes and hours run in elapsed time outside pauses, `working_hour` only while the office is open; their end
is not moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from workflow.definition.law import Unit
from workflow.definition.office_calendar import Calendar
from workflow.engine.calendar import ONE_DAY, day_start, working_days_before
from workflow.engine.count import count
from workflow.engine.counted import pauses_told
from workflow.engine.day_count import add_months
from workflow.engine.ledger import Ledger, ledger
from workflow.engine.pauses import Pause, still_open
from workflow.engine.steps import Step, StepReason
from workflow.engine.term import TIME_UNITS, Term, extended_term_of, term_of
from workflow.engine.time_count import LENGTH_OF
from workflow.engine.working_time import first_opening, openings_before, reach_back
from workflow.quick_values import quicken

__all__ = [
    "Deadline",
    "Ledger",
    "Pause",
    "Step",
    "StepReason",
    "Term",
    "Unit",
    "before",
    "compute",
    "due_end",
    "extended_term_of",
    "ledger",
    "term_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """`date`: the last permitted day, local. `deadline`: the first instant after it, UTC.

    `paused`: a pause is open. Date and deadline are then those the term would have if it were resumed at the very
    start of that pause: show neither as a promise and arm no timer with them.
    """

    date: date
    deadline: datetime
    steps: tuple[Step, ...] = ()
    paused: bool = False


def compute(
    term: Term,
    start: datetime,
    *,
    pauses: Sequence[Pause] = (),
    calendar: Calendar,
    office: Calendar,
) -> Deadline:
    """The deadline of `term` begun at `start`.

    A term that may not pause ignores `pauses` and says so in a step. Raises ValueError for a naive `start`,
    DefinitionError `calendar_out_of_range` (the calendar does not know a day it needs) or `office_without_hours`
    (a term in working hours and an office that never opens).
    """
    if start.tzinfo is None:
        raise ValueError("a term needs an aware start")
    start = start.astimezone(UTC)
    heeded = sorted(pauses, key=lambda pause: pause.start) if term.may_pause and pauses else []
    if not heeded:
        return _unbroken(term, start, calendar, office, ignored=bool(pauses))
    waiting = still_open(heeded)
    ended = [pause for pause in heeded if waiting is None or pause.start < waiting.start]
    counted = count(term, start, ended, calendar, office)
    stands = waiting is not None and waiting.start < counted.deadline
    shown = [pause for pause in ended if start < (pause.end or pause.start) and pause.start < counted.deadline]
    if waiting is not None and stands:
        shown.append(waiting)
    zone = office.zone if term.counted_unit in TIME_UNITS else calendar.zone
    told = pauses_told(counted, shown, zone, working_days=term.counted_unit is Unit.WORKING_DAY)
    steps = (*counted.before_pauses, *told, *(() if stands else counted.after_pauses))
    return Deadline(date=counted.last_day, deadline=counted.deadline, steps=steps, paused=stands)


def _unbroken(term: Term, start: datetime, calendar: Calendar, office: Calendar, *, ignored: bool) -> Deadline:
    counted = count(term, start, (), calendar, office)
    steps = (*counted.before_pauses, *counted.after_pauses)
    if ignored:
        steps = (*steps, Step(at=start, why=StepReason.PAUSE_IGNORED, data=term.told()))
    return Deadline(date=counted.last_day, deadline=counted.deadline, steps=steps)


def before(deadline: Deadline, length: int, unit: Unit, calendar: Calendar, office: Calendar) -> datetime:
    """The instant `length` `unit` before a deadline, for warnings.

    Units of days: that many days before the last permitted day (Friday less two working days is Wednesday), when the
    office opens; if it is closed that day, when it last opened before. `working_hour`: so much of the office's time
    before the deadline. `hour`, `minute`: elapsed time. May lie before the term's start.
    """
    match unit:
        case Unit.WORKING_HOUR:
            return reach_back(openings_before(office, deadline.deadline), length * LENGTH_OF[unit])
        case Unit.HOUR | Unit.MINUTE:
            return deadline.deadline - length * LENGTH_OF[unit]
        case Unit.WORKING_DAY:
            return first_opening(office, working_days_before(calendar, deadline.date, length))
        case Unit.DAY | Unit.CALENDAR_DAY:
            return first_opening(office, deadline.date - timedelta(days=length))
        case Unit.MONTH:
            return first_opening(office, add_months(deadline.date, -length))
        case Unit.YEAR:
            return first_opening(office, add_months(deadline.date, -12 * length))


def due_end(day: date, zone: ZoneInfo) -> datetime:
    """«до 26.11» means the end of that day: the first instant after it, in UTC."""
    return day_start(day + ONE_DAY, zone)


quicken(Deadline)
