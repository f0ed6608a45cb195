"""The format of a law pack: what may stand in `definitions/_shared/law/*.yaml`.

Only the shape; names are put together and references resolved in `law_file.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from workflow.definition.law import Confidence, Counting, Unit
from workflow.definition.shared_fields import Day

NAME = r"[a-z][a-z0-9_]{0,63}$"
_MAX_LENGTH = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionSource:
    """An extension as written; `rule` is a name within the pack."""

    by: tuple[str, ...]
    total: int
    unit: Unit
    notice: str
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSource:
    """One rule as written; `counting` is a full id of a counting rule, `needs` and validity None for the pack's."""

    rule: str
    article: str
    title: str
    length: int
    unit: Unit
    confidence: Confidence
    counting: str | None = None
    from_next_day: bool = True
    move_off_day: bool = True
    extension: ExtensionSource | None = None
    may_pause: bool = False
    needs: frozenset[str] | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionSource:
    """Any other provision as written: its name, article, title, confidence, and its own part."""

    name: str
    article: str
    title: str
    confidence: Confidence
    counting: Counting = field(default_factory=Counting)
    items: tuple[tuple[str, str], ...] = ()
    steps: tuple[tuple[int, int], ...] = ()
    length: int = 0
    unit: Unit = Unit.YEAR
    channel: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSource:
    """A law pack as written."""

    pack: str
    title: str
    citation: str
    calendar: str
    needs: frozenset[str] = frozenset()
    valid_from: date | None = None
    valid_to: date | None = None
    rules: tuple[RuleSource, ...] = ()
    counting_rules: tuple[ProvisionSource, ...] = ()
    listings: tuple[ProvisionSource, ...] = ()
    thresholds: tuple[ProvisionSource, ...] = ()
    retentions: tuple[ProvisionSource, ...] = ()
    channels: tuple[ProvisionSource, ...] = ()


_NEEDS = ("name", "address", "phone", "email", "eid", "birth_date", "organisation")


class _ValidSchema(Schema):
    valid_from = Day(data_key="from", load_default=None, allow_none=True)
    valid_to = Day(data_key="to", load_default=None, allow_none=True)

    @validates_schema(skip_on_field_errors=True)
    def _in_order(self, data: dict[str, Any], **kwargs: Any) -> None:
        if data["valid_from"] and data["valid_to"] and data["valid_to"] < data["valid_from"]:
            raise ValidationError({"to": ["lies before from"]})


class _ExtensionSchema(Schema):
    by = fields.List(fields.String(validate=validate.Length(1, 100)), required=True, validate=validate.Length(1, 10))
    total = fields.Integer(required=True, strict=True, validate=validate.Range(1, _MAX_LENGTH))
    unit = fields.Enum(Unit, by_value=True, required=True)
    notice = fields.String(required=True, validate=validate.Length(1, 300))
    rule = fields.String(validate=validate.Regexp(NAME))

    @post_load
    def _made(self, data: dict[str, Any], **kwargs: Any) -> ExtensionSource:
        return ExtensionSource(**data | {"by": tuple(data["by"])})


class _RuleSchema(Schema):
    rule = fields.String(required=True, validate=validate.Regexp(NAME))
    article = fields.String(required=True, validate=validate.Length(0, 60))
    title = fields.String(required=True, validate=validate.Length(1, 300))
    length = fields.Integer(required=True, strict=True, validate=validate.Range(1, _MAX_LENGTH))
    unit = fields.Enum(Unit, by_value=True, required=True)
    confidence = fields.Enum(Confidence, by_value=True, required=True)
    counting = fields.String()
    from_next_day = fields.Boolean()
    move_off_day = fields.Boolean()
    extension = fields.Nested(_ExtensionSchema)
    may_pause = fields.Boolean()
    needs = fields.List(fields.String(validate=validate.OneOf(_NEEDS)))
    valid = fields.Nested(_ValidSchema)

    @validates_schema(skip_on_field_errors=True)
    def _day_has_counting(self, data: dict[str, Any], **kwargs: Any) -> None:
        if data["unit"] is Unit.DAY and "counting" not in data:
            raise ValidationError({"unit": ["day needs a counting rule that decides which days are meant"]})

    @post_load
    def _made(self, data: dict[str, Any], **kwargs: Any) -> RuleSource:
        if "needs" in data:
            data["needs"] = frozenset(data["needs"])
        return RuleSource(**data | data.pop("valid", {}))


class _ProvisionSchema(Schema):
    name = fields.String(required=True, validate=validate.Regexp(NAME))
    article = fields.String(required=True, validate=validate.Length(0, 60))
    title = fields.String(required=True, validate=validate.Length(1, 300))
    confidence = fields.Enum(Confidence, by_value=True, required=True)

    @post_load
    def _made(self, data: dict[str, Any], **kwargs: Any) -> ProvisionSource:
        return ProvisionSource(**data)


class _CountingSchema(_ProvisionSchema):
    from_next_day = fields.Boolean(load_default=True)
    move_off_day = fields.Boolean(load_default=True)
    working_days_below = fields.Integer(strict=True, load_default=None, validate=validate.Range(1))

    @post_load
    def _made(self, data: dict[str, Any], **kwargs: Any) -> ProvisionSource:
        keys = ("from_next_day", "move_off_day", "working_days_below")
        return ProvisionSource(counting=Counting(**{key: data.pop(key) for key in keys}), **data)


class _ListingSchema(_ProvisionSchema):
    items = fields.Dict(
        keys=fields.String(validate=validate.Regexp(NAME)),
        values=fields.String(validate=validate.Length(1, 300)),
        required=True,
        validate=validate.Length(1, 50),
    )

    @post_load
    def _made(self, data: dict[str, Any], **kwargs: Any) -> ProvisionSource:
        return ProvisionSource(items=tuple(data.pop("items").items()), **data)


class _StepSchema(Schema):
    people = fields.Integer(required=True, strict=True, data_key="from", validate=validate.Range(0))
    votes = fields.Integer(required=True, strict=True, validate=validate.Range(1))


class _ThresholdSchema(_ProvisionSchema):
    steps = fields.List(fields.Nested(_StepSchema), required=True, validate=validate.Length(1, 50))

    @validates_schema(skip_on_field_errors=True)
    def _ascending(self, data: dict[str, Any], **kwargs: Any) -> None:
        people = [step["people"] for step in data["steps"]]
        if people[0] != 0 or people != sorted(set(people)):
            raise ValidationError({"steps": ["begin at 0 and ascend"]})

    @post_load
    def _made(self, data: dict[str, Any], **kwargs: Any) -> ProvisionSource:
        steps = tuple((step["people"], step["votes"]) for step in data.pop("steps"))
        return ProvisionSource(steps=steps, **data)


class _RetentionSchema(_ProvisionSchema):
    length = fields.Integer(required=True, strict=True, validate=validate.Range(1, _MAX_LENGTH))
    unit = fields.Enum(Unit, by_value=True, required=True)


class _ChannelSchema(_ProvisionSchema):
    channel = fields.String(required=True, validate=validate.Regexp(NAME))
    valid = fields.Nested(_ValidSchema, required=True)

    @post_load
    def _made(self, data: dict[str, Any], **kwargs: Any) -> ProvisionSource:
        return ProvisionSource(**data | data.pop("valid"))


class PackSchema(Schema):
    """One law pack; loads into `PackSource`."""

    pack = fields.String(required=True, validate=validate.Regexp(NAME))
    title = fields.String(required=True, validate=validate.Length(1, 300))
    citation = fields.String(required=True, validate=validate.Length(1, 100))
    calendar = fields.String(required=True, validate=validate.Regexp(NAME))
    needs = fields.List(fields.String(validate=validate.OneOf(_NEEDS)), load_default=list)
    valid = fields.Nested(_ValidSchema)
    rules = fields.List(fields.Nested(_RuleSchema), load_default=list)
    counting_rules = fields.List(fields.Nested(_CountingSchema), load_default=list)
    listings = fields.List(fields.Nested(_ListingSchema), load_default=list)
    thresholds = fields.List(fields.Nested(_ThresholdSchema), load_default=list)
    retentions = fields.List(fields.Nested(_RetentionSchema), load_default=list)
    channels = fields.List(fields.Nested(_ChannelSchema), load_default=list)

    @post_load
    def _made(self, data: dict[str, Any], **kwargs: Any) -> PackSource:
        lists = {key: tuple(value) for key, value in data.items() if isinstance(value, list)}
        data |= lists | {"needs": frozenset(data["needs"])}
        return PackSource(**data | data.pop("valid", {}))
