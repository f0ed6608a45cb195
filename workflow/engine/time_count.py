"""Counting a term in elapsed time: minutes and hours around the clock, or an office's working hours.

Pure. The rules are told in `deadlines.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain

from workflow.definition.law import Unit
from workflow.definition.office_calendar import Calendar
from workflow.engine.calendar import local_date
from workflow.engine.counted import Counted, moment_text
from workflow.engine.pauses import Pause, gaps
from workflow.engine.steps import Step, StepReason
from workflow.engine.term import Term
from workflow.engine.working_time import Span, elapsed, openings_from, reach, without

LENGTH_OF = {
    Unit.MINUTE: timedelta(minutes=1),
    Unit.HOUR: timedelta(hours=1),
    Unit.WORKING_HOUR: timedelta(hours=1),
}
_FOR_EVER = datetime.max.replace(tzinfo=UTC)
_INSTANT = timedelta(microseconds=1)
_DAY = len("2026-11-24")


def count_time(term: Term, start: datetime, pauses: Sequence[Pause], office: Calendar) -> Counted:
    """Counts a term in time; `pauses` have all ended. Raises DefinitionError `office_without_hours`,
    `calendar_out_of_range`."""
    stood = gaps(pauses, start)
    amount = term.length * LENGTH_OF[term.unit]

    def spans() -> Iterator[Span]:
        return openings_from(office, start) if term.unit is Unit.WORKING_HOUR else iter([Span(start, _FOR_EVER)])

    looked_up = spans()
    first = next(looked_up)
    ahead = chain((first,), looked_up)
    deadline = reach(without(ahead, stood) if stood else ahead, amount)
    return Counted(
        last_day=local_date(deadline - _INSTANT, office.zone),
        deadline=deadline,
        before_pauses=_told_start(start, first.start, office),
        after_pauses=(
            Step(
                at=deadline,
                why=StepReason.TIME_RUNS_OUT,
                data={**term.told(), "moment": moment_text(deadline, office.zone)},
            ),
        ),
        measure="second",
        budget=int(amount.total_seconds()),
        spent=lambda at: int(min(amount, elapsed(without(spans(), stood), min(at, deadline))).total_seconds()),
        next_day=lambda at: None,
    )


def _told_start(start: datetime, opens: datetime, office: Calendar) -> tuple[Step, ...]:
    moment = moment_text(start, office.zone)
    received = Step(at=start, why=StepReason.RECEIVED, data={"day": moment[:_DAY], "moment": moment})
    if opens == start:
        return (received,)
    moments = {"received": moment, "opens": moment_text(opens, office.zone)}
    return (received, Step(at=opens, why=StepReason.STARTS_AT_OPENING, data=moments))
