"""The kinds of fields that all schemas are made of: bounded texts, instants in UTC, days, codes."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from marshmallow import ValidationError, fields, validate

REFERENCE = re.compile(r"\d{2}-\d{5,9}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

LONG = 20_000
LINE = 500
NAME = 64


def text(longest: int = LINE, *, shortest: int = 1, required: bool = False, **more: Any) -> fields.String:
    """A text of bounded length."""
    return fields.String(required=required, validate=validate.Length(min=shortest, max=longest), **more)


def optional(longest: int = LINE) -> fields.String:
    """A text that may be absent or null."""
    return fields.String(load_default=None, allow_none=True, validate=validate.Length(max=longest))


def name(*, required: bool = False, **more: Any) -> fields.String:
    """A name of ours: a state, a transition, a role, a username."""
    return fields.String(required=required, validate=validate.Length(min=1, max=NAME), **more)


def calendar_year(**more: Any) -> fields.Integer:
    """A year of four digits at most."""
    return fields.Integer(validate=validate.Range(min=1, max=9999), **more)


def shown_text(description: str = "") -> fields.String:
    """A text that only goes out."""
    return fields.String(dump_only=True, metadata={"description": description} if description else {})


class Instant(fields.Field[datetime]):
    """RFC 3339 with an offset in, UTC with `Z` out."""

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else instant_text(value)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        found = _instant(value)
        if found is None:
            raise ValidationError("not_a_moment")
        return found


class Due(fields.Field[date | datetime]):
    """A day (until its end) or an instant with an offset, in and out."""

    def _serialize(self, value: date | datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else due_text(value)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date | datetime:
        if isinstance(value, str) and _DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                raise ValidationError("not_a_date") from None
        found = _instant(value)
        if found is None:
            raise ValidationError("not_a_date")
        return found


class Free(fields.Field[Any]):
    """Any JSON: a form, inputs. Its own schema comes with the definition; depth and texts were bounded by body.py."""


def instant_text(value: datetime) -> str:
    """UTC, to the second unless there is a fraction."""
    return (value if value.tzinfo is UTC else value.astimezone(UTC)).isoformat().removesuffix("+00:00") + "Z"


def due_text(value: date | datetime) -> str:
    """A day as a day, an instant as an instant."""
    return instant_text(value) if isinstance(value, datetime) else value.isoformat()


def _instant(value: object) -> datetime | None:
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        found = datetime.fromisoformat(value)
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None
