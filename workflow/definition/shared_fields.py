"""Fields that the schemas of shared files have in common: days and weekday hours as people write them.

YAML itself turns `2026-11-23` into a date; both forms are taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from marshmallow import ValidationError, fields

from workflow.definition.office_calendar import Hours

_HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")


class Day(fields.Field[date]):
    """A calendar day."""

    def _deserialize(self, value: object, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise ValidationError(f"{value!r} is not a day (YYYY-MM-DD)") from None


class OpenHours(fields.Field[Hours]):
    """`08:00-17:15`; `24:00` is the end of the day."""

    def _deserialize(self, value: object, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Hours:
        found = _HOURS.fullmatch(str(value).strip())
        if found is None:
            raise ValidationError(f"{value!r} is not an opening (HH:MM-HH:MM)")
        opens_hour, opens_minute, closes_hour, closes_minute = (int(part) for part in found.groups())
        try:
            opens, closes = time(opens_hour, opens_minute), time(closes_hour % 24, closes_minute)
        except ValueError:
            raise ValidationError(f"{value!r} is not an opening (HH:MM-HH:MM)") from None
        if closes_hour > 24 or (closes_hour == 24 and closes_minute):
            raise ValidationError(f"{value!r} closes after midnight")
        if closes <= opens and closes != time.min:
            raise ValidationError(f"{value!r} closes before it opens")
        return Hours(opens=opens, closes=closes)
