"""Why a date is what it is: stable codes with plain data, in the order a person would tell them.

Pure, and without wording: sentences are made at the edge (`gate/deadline_words.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from workflow.quick_values import quicken
from workflow.values import Json


class StepReason(StrEnum):
    """What a step says.

    Days in `data` are ISO texts, moments local ones (`2026-11-24T15:30`); `term` stands for the keys length, unit,
    law, article, extended.

    | code | data |
    |---|---|
    | received | day |
    | term_set | term, day, first_day: a term in working days begins |
    | unit_chosen | length, below, unit: the law decides which days are meant by the length |
    | term_ends | term, day: where the term ends when nothing intervenes |
    | starts_at_opening | received, opens: moments; it came outside working hours |
    | time_runs_out | term, moment |
    | paused | moment, used, budget, measure (`day` or `second`), reason, open (not ended yet) |
    | resumed | moment, next: the next day that is counted, None if none is or the term is in hours; working |
    | pause_ignored | term: this term may not be paused |
    | shifted | days, day: moved by the midnights inside pauses |
    | day_off_skipped | day, name: a holiday on a weekday, not counted |
    | days_counted | days |
    | is_working_day | day, name: name of a public holiday that works all the same, else "" |
    | moved_off_day | from, to, holidays: [{day, name}] |
    | stays_on_day_off | day: the rule does not move its last day |
    | pause_not_provided | law: reckoned as asked although the law knows no pause |
    | rule_not_in_force | law, day, valid_from, valid_to |
    | definition_changed | day, before, version, was: dated anew on that day, when the case came under another version |
    | appointed | day, days: a clock that comes so many days before the day of a slot or of a date somebody gave |
    | clock_added | day, before, version: the version that the case came under on that day has this term |
    """

    RECEIVED = "received"
    TERM_SET = "term_set"
    UNIT_CHOSEN = "unit_chosen"
    TERM_ENDS = "term_ends"
    STARTS_AT_OPENING = "starts_at_opening"
    TIME_RUNS_OUT = "time_runs_out"
    PAUSED = "paused"
    RESUMED = "resumed"
    PAUSE_IGNORED = "pause_ignored"
    SHIFTED = "shifted"
    DAY_OFF_SKIPPED = "day_off_skipped"
    DAYS_COUNTED = "days_counted"
    IS_WORKING_DAY = "is_working_day"
    MOVED_OFF_DAY = "moved_off_day"
    STAYS_ON_DAY_OFF = "stays_on_day_off"
    PAUSE_NOT_PROVIDED = "pause_not_provided"
    RULE_NOT_IN_FORCE = "rule_not_in_force"
    DEFINITION_CHANGED = "definition_changed"
    CLOCK_ADDED = "clock_added"
    APPOINTED = "appointed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step towards a date: `at` is the day or the UTC instant it speaks of."""

    at: datetime | date
    why: StepReason
    data: Mapping[str, Json] = field(default_factory=dict)


quicken(Step)
