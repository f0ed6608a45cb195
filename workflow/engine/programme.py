"""The long lane: a matter that needs money goes into a programme with a promise date and milestones. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from workflow.case import Case, Milestone, Programme
from workflow.engine.calendar import local_date
from workflow.engine.deadlines import due_end
from workflow.errors import InvalidInput, NotAvailable, NotFound, Refusal
from workflow.moment import Moment
from workflow.values import Json

NAME, PROMISED, MILESTONES = "programme", "promised", "milestones"
_LINE = re.compile(r"(\d{4}-\d{2}-\d{2})[\s:,–-]+(\S.{0,199})")
_MOST = 20


def programme_of(given: Mapping[str, Json], moment: Moment, zone: ZoneInfo) -> Programme:
    """What was promised. Milestones are lines such as `2027-03-01 Проєкт`.

    Raises InvalidInput: `due_past` for a day gone by, `invalid_value` for a line that is no milestone or lies after
    the promise, `too_many`.
    """
    promised = date.fromisoformat(str(given[PROMISED]))
    today = local_date(moment.now, zone)
    if promised <= today:
        raise InvalidInput({PROMISED: ["due_past"]})
    lines = [one.strip() for one in str(given.get(MILESTONES) or "").splitlines() if one.strip()]
    if len(lines) > _MOST:
        raise InvalidInput({MILESTONES: ["too_many"]})
    milestones = sorted(_milestones(lines, promised, zone), key=lambda one: one.due_date)
    return Programme(
        name=str(given[NAME]),
        promised=promised,
        due=due_end(promised, zone),
        since=moment.now,
        milestones=tuple(milestones),
    )


def reached(case: Case, number: int) -> Milestone:
    """The milestone of that number (from 1), to be marked as reached.

    Raises NotFound(`unknown_milestone`), NotAvailable(`wrong_state`) when it was reached before or the case is closed.
    """
    milestones = case.programme.milestones if case.programme else ()
    if not 1 <= number <= len(milestones):
        raise NotFound("unknown_milestone")
    found = milestones[number - 1]
    if found.reached is not None or case.closed is not None:
        raise NotAvailable([Refusal(code="wrong_state", data={"state": case.state})])
    return found


def _milestones(lines: list[str], promised: date, zone: ZoneInfo) -> Iterator[Milestone]:
    for line in lines:
        found = _LINE.fullmatch(line)
        try:
            day = date.fromisoformat(found.group(1)) if found else None
        except ValueError:
            day = None
        if found is None or day is None or day > promised:
            raise InvalidInput({MILESTONES: ["invalid_value"]})
        yield Milestone(title=found.group(2), due_date=day, due=due_end(day, zone))
