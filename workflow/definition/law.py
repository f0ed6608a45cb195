"""What a law says, as frozen values: rules with a term, and the other provisions a town needs as data.

Here: the shapes of one law pack. Not here: reading YAML (`law_file.py`), choosing by date (`law_book.py`),
counting (`workflow/engine/deadlines.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    """Units of a term.

    `working_day` counts days of the jurisdiction's calendar, `working_hour` the office's hours, `hour` and `minute`
    pass day and night. `day` is a day whose kind the counting rule decides by the term's length.
    """

    MINUTE = "minute"
    HOUR = "hour"
    WORKING_HOUR = "working_hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"
    YEAR = "year"


class Confidence(StrEnum):
    """How sure we are of a row: `check` waits for the town's lawyer."""

    HIGH = "high"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """How days are counted.

    `from_next_day`: the day of the start is not counted. `move_off_day`: a last day that is not a working day moves
    to the next one. `working_days_below`: a term in `day` shorter than this is counted in working days, else in
    calendar days (2073-IX art. 42); None where the law has no such rule.
    """

    from_next_day: bool = True
    move_off_day: bool = True
    working_days_below: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """Who may lengthen a term (`by`: offices by name), up to which total from the same start, and who is told how.

    `rule` is the id of the rule that the case then runs under.
    """

    by: tuple[str, ...]
    total: int
    unit: Unit
    notice: str
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One term of a law, in the wording in force from `valid_from` to `valid_to` (both included; None: open).

    `id` is `PACK.NAME`. `needs` is what the applicant must have given for the law to apply (`name`, `address` …).
    """

    id: str
    pack: str
    article: str
    length: int
    unit: Unit
    title: str = ""
    counting: Counting = field(default_factory=Counting)
    extension: Extension | None = None
    may_pause: bool = False
    needs: frozenset[str] = frozenset()
    valid_from: date | None = None
    valid_to: date | None = None
    confidence: Confidence = Confidence.CHECK

    def in_force(self, day: date) -> bool:
        """Whether this wording holds on `day`."""
        after_start = self.valid_from is None or self.valid_from <= day
        return after_start and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingRule:
    """A provision that only says how to count; rules of any pack may refer to it by id."""

    id: str
    article: str
    counting: Counting
    title: str = ""
    confidence: Confidence = Confidence.CHECK


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A closed list of a law: grounds for not considering, required contents of a refusal. Items are (code, text)."""

    id: str
    article: str
    items: tuple[tuple[str, str], ...]
    title: str = ""
    confidence: Confidence = Confidence.CHECK


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """Votes needed by population: (from this many people, votes), ascending, the first from 0."""

    id: str
    article: str
    steps: tuple[tuple[int, int], ...]
    title: str = ""
    confidence: Confidence = Confidence.CHECK

    def votes(self, population: int) -> int:
        """Votes needed in a town of `population` people."""
        return [votes for people, votes in self.steps if people <= population][-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long something must be kept at least."""

    id: str
    article: str
    length: int
    unit: Unit
    title: str = ""
    confidence: Confidence = Confidence.CHECK


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelValidity:
    """Whether a matter that came by `channel` is a valid appeal; from `valid_from` to `valid_to` inclusive."""

    id: str
    article: str
    channel: str
    valid_from: date | None = None
    valid_to: date | None = None
    title: str = ""
    confidence: Confidence = Confidence.CHECK

    def valid_on(self, day: date) -> bool:
        """Whether the channel is valid on `day`."""
        after_start = self.valid_from is None or self.valid_from <= day
        return after_start and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawPack:
    """One law as data. `calendar` is the jurisdiction's calendar its working days are counted by."""

    id: str
    title: str
    citation: str
    calendar: str
    rules: tuple[Rule, ...] = ()
    counting_rules: tuple[CountingRule, ...] = ()
    listings: tuple[Listing, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    retentions: tuple[Retention, ...] = ()
    channels: tuple[ChannelValidity, ...] = ()
