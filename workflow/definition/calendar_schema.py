"""The format of a calendar file: what may stand in `definitions/_shared/calendars/*.yaml`.

Only the shape; dates are expanded in `calendar_file.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from workflow.definition.office_calendar import Hours, SlotPlan
from workflow.definition.shared_fields import Day, OpenHours

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDay:
    """One decreed day with its name or reason."""

    day: date
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingHolidays:
    """A stretch in which public holidays are working days (both ends included; None: open)."""

    first: date
    last: date | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDay:
    """Other hours of one day; none at all when closed."""

    day: date
    hours: tuple[Hours, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarSource:
    """What every calendar file says."""

    calendar: str
    title: str
    version: int
    days_off: tuple[NamedDay, ...] = ()
    working_days: tuple[NamedDay, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JurisdictionSource(CalendarSource):
    """A jurisdiction's calendar as written: working days."""

    zone: ZoneInfo
    valid_from: date
    valid_to: date
    workdays: tuple[str, ...] = WEEKDAYS[:5]
    country: str | None = None
    language: str | None = None
    holidays_work: tuple[WorkingHolidays, ...] = ()
    office: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSource(CalendarSource):
    """An office's calendar as written: working hours, and slots if it books appointments."""

    jurisdiction: str
    hours: tuple[tuple[str, tuple[Hours, ...]], ...]
    special_days: tuple[SpecialDay, ...] = ()
    slots: SlotPlan | None = None
    room: str = ""


class _NamedDaySchema(Schema):
    day = Day(required=True)
    name = fields.String(required=True, validate=validate.Length(1, 200))

    @post_load
    def _made(self, data: dict[str, Any], **kwargs: Any) -> NamedDay:
        return NamedDay(**data)


class _WorkingHolidaysSchema(Schema):
    first = Day(required=True, data_key="from")
    last = Day(required=True, data_key="to", allow_none=True)
    why = fields.String(required=True, validate=validate.Length(1, 300))

    @post_load
    def _made(self, data: dict[str, Any], **kwargs: Any) -> WorkingHolidays:
        return WorkingHolidays(**data)


class _SpecialDaySchema(Schema):
    day = Day(required=True)
    hours = fields.List(OpenHours(), required=True, validate=validate.Length(max=6))

    @post_load
    def _made(self, data: dict[str, Any], **kwargs: Any) -> SpecialDay:
        return SpecialDay(day=data["day"], hours=tuple(data["hours"]))


class _MinutesSchema(Schema):
    length = fields.Integer(required=True, strict=True, validate=validate.Range(0, 10_000))
    unit = fields.String(required=True, validate=validate.OneOf(("minute", "hour", "calendar_day")))

    @post_load
    def _made(self, data: dict[str, Any], **kwargs: Any) -> timedelta:
        return (
            int(data["length"])
            * {
                "minute": timedelta(minutes=1),
                "hour": timedelta(hours=1),
                "calendar_day": timedelta(days=1),
            }[str(data["unit"])]
        )


class _SlotsSchema(Schema):
    length = fields.Integer(required=True, strict=True, validate=validate.Range(1, 1440))
    unit = fields.String(required=True, validate=validate.Equal("minute"))
    capacity = fields.Integer(strict=True, load_default=1, validate=validate.Range(1, 10_000))
    notice = fields.Nested(_MinutesSchema, load_default=timedelta(0))
    horizon_days = fields.Integer(strict=True, load_default=30, validate=validate.Range(1, 730))

    @post_load
    def _made(self, data: dict[str, Any], **kwargs: Any) -> SlotPlan:
        return SlotPlan(
            length=timedelta(minutes=data["length"]),
            capacity=data["capacity"],
            notice=data["notice"],
            horizon_days=data["horizon_days"],
        )


class _ValiditySchema(Schema):
    first = Day(required=True, data_key="from")
    last = Day(required=True, data_key="to")


class CalendarSchema(Schema):
    """One calendar file; loads into `JurisdictionSource` or `OfficeSource`."""

    calendar = fields.String(required=True, validate=validate.Regexp(r"[a-z][a-z0-9_]{0,63}$"))
    title = fields.String(required=True, validate=validate.Length(1, 200))
    version = fields.Integer(required=True, strict=True, validate=validate.Range(1))
    jurisdiction = fields.String()
    zone = fields.String()
    valid = fields.Nested(_ValiditySchema)
    workdays = fields.List(fields.String(validate=validate.OneOf(WEEKDAYS)), validate=validate.Length(1, 7))
    public_holidays = fields.Nested(
        Schema.from_dict(
            {
                "country": fields.String(required=True, validate=validate.Regexp(r"[A-Z]{2}$")),
                "language": fields.String(required=True),
            }
        )
    )
    holidays_work = fields.List(fields.Nested(_WorkingHolidaysSchema))
    days_off = fields.List(fields.Nested(_NamedDaySchema))
    working_days = fields.List(fields.Nested(_NamedDaySchema))
    office = fields.String()
    hours = fields.Dict(
        keys=fields.String(validate=validate.OneOf(WEEKDAYS)),
        values=fields.List(OpenHours(), validate=validate.Length(1, 6)),
    )
    special_days = fields.List(fields.Nested(_SpecialDaySchema))
    slots = fields.Nested(_SlotsSchema)
    room = fields.String(validate=validate.Length(max=60))

    @validates_schema(skip_on_field_errors=True)
    def _whole(self, data: dict[str, Any], **kwargs: Any) -> None:
        mistakes: dict[str, list[str]] = {}
        if "jurisdiction" in data:
            mistakes = {
                key: ["belongs to a jurisdiction's calendar, not to an office's"]
                for key in ("zone", "valid", "workdays", "public_holidays", "holidays_work", "office")
                if key in data
            }
            if not data.get("hours"):
                mistakes["hours"] = ["an office needs opening hours"]
        else:
            mistakes = {key: ["a jurisdiction needs it"] for key in ("zone", "valid") if key not in data}
            mistakes |= {key: ["belongs to an office's calendar"] for key in ("hours", "slots", "room") if key in data}
        if "zone" in data and data["zone"] not in available_timezones():
            mistakes["zone"] = [f"{data['zone']!r} is no time zone"]
        if mistakes:
            raise ValidationError(mistakes)

    @post_load
    def _made(self, data: dict[str, Any], **kwargs: Any) -> CalendarSource:
        lists = ("workdays", "holidays_work", "days_off", "working_days", "special_days")
        data |= {key: tuple(data[key]) for key in lists if key in data}
        if "jurisdiction" in data:
            hours = tuple((weekday, tuple(spans)) for weekday, spans in data.pop("hours").items())
            return OfficeSource(hours=hours, **data)
        valid, public = data.pop("valid"), data.pop("public_holidays", {})
        return JurisdictionSource(
            zone=ZoneInfo(data.pop("zone")), valid_from=valid["first"], valid_to=valid["last"], **public, **data
        )
