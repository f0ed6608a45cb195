"""«Чому ця дата?» for any rule of a law: what `sprava clocks explain` answers.

Pure: texts in, a date with its steps out. Sentences are made in `gate/deadline_words.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from workflow.definition.calendar_book import CalendarBook
from workflow.definition.law import Rule
from workflow.definition.law_book import LawBook
from workflow.engine.calendar import at_local, local_date
from workflow.engine.deadlines import (
    Deadline,
    Pause,
    Step,
    StepReason,
    compute,
    term_of,
)
from workflow.errors import DefinitionError, InvalidInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A rule, the deadline it gives, and the zone its local times are meant in."""

    rule: Rule
    start: datetime
    deadline: Deadline
    zone: ZoneInfo


def explain(
    rule_id: str,
    start: str,
    *,
    laws: LawBook,
    calendars: CalendarBook,
    calendar: str | None = None,
    pauses: Sequence[str] = (),
) -> Explanation:
    """The deadline of `rule_id` (`PACK.RULE`) for a matter received at `start`.

    `start` and both ends of a pause (`FROM..TO`, or `FROM..` while it lasts) are ISO texts; without an offset they are
    local, without a time they mean the day's beginning. `calendar` names an office or a jurisdiction; without it the
    law's own is taken. Pauses are reckoned as asked, with a step that tells if the law knows none; a rule that was not
    in force yet or any more is reckoned too, and told.

    Raises InvalidInput (`start`, `pause`) and DefinitionError (`unknown_law`, `unknown_calendar`, and those of
    `compute`).
    """
    wordings = laws.wordings(rule_id)
    if not wordings:
        raise DefinitionError("unknown_law", law=rule_id)
    pair = calendars.pair(calendar or laws.pack_of(wordings[0]).calendar)
    zone = pair.days.zone
    begun = parse_moment(start, zone, "start")
    day = local_date(begun, zone)
    rule = next((wording for wording in wordings if wording.in_force(day)), wordings[-1])
    asked = tuple(parse_pause(text, zone) for text in pauses)
    term = replace(term_of(rule), may_pause=True)
    deadline = compute(term, begun, pauses=asked, calendar=pair.days, office=pair.hours)
    steps = (*deadline.steps, *_cautions(rule, day, begun, paused=bool(asked)))
    return Explanation(rule=rule, start=begun, deadline=replace(deadline, steps=steps), zone=zone)


def parse_moment(text: str, zone: ZoneInfo, field: str) -> datetime:
    """An ISO date or date-time; local in `zone` unless it has an offset. Raises InvalidInput for `field`."""
    try:
        if len(text.strip()) == len("2026-11-23"):
            return at_local(date.fromisoformat(text.strip()), time.min, zone)
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInput({field: ("not_a_moment",)}) from None
    return moment if moment.tzinfo else at_local(moment.date(), moment.time(), zone)


def parse_pause(text: str, zone: ZoneInfo) -> Pause:
    """`FROM..TO`, or `FROM..` for one that lasts. Raises InvalidInput for `pause`."""
    begins, dots, ends = text.partition("..")
    if not dots:
        raise InvalidInput({"pause": ("not_a_pause",)})
    start = parse_moment(begins, zone, "pause")
    end = parse_moment(ends, zone, "pause") if ends.strip() else None
    if end is not None and end < start:
        raise InvalidInput({"pause": ("ends_before_start",)})
    return Pause(start=start, end=end)


def _cautions(rule: Rule, day: date, begun: datetime, *, paused: bool) -> tuple[Step, ...]:
    told: list[Step] = []
    if paused and not rule.may_pause:
        told.append(Step(at=begun, why=StepReason.PAUSE_NOT_PROVIDED, data={"law": rule.id}))
    if not rule.in_force(day):
        data = {
            "law": rule.id,
            "day": day.isoformat(),
            "valid_from": rule.valid_from.isoformat() if rule.valid_from else None,
            "valid_to": rule.valid_to.isoformat() if rule.valid_to else None,
        }
        told.append(Step(at=day, why=StepReason.RULE_NOT_IN_FORCE, data=data))
    return tuple(told)
