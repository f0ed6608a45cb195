"""Units of time and lengths as they stand in definitions: `{length: 15, unit: calendar_day}`, `5 years`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workflow.definition.blocks.pieces import (
    Block,
    DescribedPiece,
    Whole,
    Word,
    kind_of,
    mistake,
    read_block,
    shortened,
)
from workflow.definition.model import DaysAhead, Length, Period

if TYPE_CHECKING:
    from workflow.definition.blocks.describing import Describer, JsonSchema

UNITS = ("minute", "hour", "working_hour", "working_day", "calendar_day", "month", "year")
"""What a clock of a definition may be counted in; `day` belongs to laws alone."""

_PERIOD = re.compile(r"([1-9][0-9]{0,3}) (year|month|day)s?")


class LengthBlock(Block):
    """`{length: 15, unit: calendar_day}`."""

    length = Whole(least=1, most=10_000, required=True)
    unit = Word(*UNITS, required=True)

    def make(self, read: dict[str, Any]) -> Length:
        """A term without a start."""
        return Length(length=read.get("length", 1), unit=read.get("unit", "calendar_day"))


class DaysAheadBlock(Block):
    """`{days_ahead: 10, unit: working_day}`; without `unit` calendar days."""

    days_ahead = Whole(least=0, most=3660, required=True)
    unit = Word("calendar_day", "working_day", load_default="calendar_day")

    def make(self, read: dict[str, Any]) -> DaysAhead:
        """A day counted from today."""
        return DaysAhead(days=read.get("days_ahead", 0), unit=read.get("unit", "calendar_day"))


class Bound(DescribedPiece[int | DaysAhead]):
    """A whole number of at least 0, or of a date `{days_ahead: 10}`."""

    _whole, _ahead = Whole(least=0), DaysAheadBlock()

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> int | DaysAhead:
        if isinstance(value, dict):
            ahead: DaysAhead = read_block(self._ahead, value)
            return ahead
        whole: int = self._whole.deserialize(value)
        return whole

    def described(self, write: Describer) -> JsonSchema:
        """Either."""
        return {"anyOf": [self._whole.described(write), write.block(self._ahead)]}


class Keeping(DescribedPiece[Period | str]):
    """`5 years`, or `forever` (`permanent` is the same)."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Period | str:
        if not isinstance(value, str):
            raise mistake("wrong_type", f"must be a time such as 5 years, not {kind_of(value)}")
        if value in ("forever", "permanent"):
            return value
        found = _PERIOD.fullmatch(value)
        if not found:
            raise mistake("invalid_value", f"{shortened(value)} is not a time such as 5 years, or forever")
        return Period(length=int(found.group(1)), unit=found.group(2))

    def described(self, write: Describer) -> JsonSchema:
        """A time, or for ever."""
        return {"type": "string", "pattern": f"^(?:{_PERIOD.pattern}|forever)$"}
