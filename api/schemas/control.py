"""What is under control."""

from __future__ import annotations

from marshmallow import fields, validate

from api.schemas.kinds import Due, Instant
from api.schemas.lists import Page
from api.schemas.resolutions import ExecutorShown
from api.schemas.strict import Shown


class ControlQuery(Page):
    """`late`: only what is or was late; `all`: also what was taken off control."""

    late = fields.Boolean(load_default=False)
    all = fields.Boolean(load_default=False)
    unit = fields.String(load_default=None, validate=validate.Length(min=1, max=64))


class PutOn(Shown):
    """Who put it under control."""

    by = fields.String(required=True)
    name = fields.String(required=True)
    acting_for = fields.String(allow_none=True, required=True)
    at = Instant(required=True)


class TakenOff(Shown):
    """Who took it off control."""

    by = fields.String(required=True)
    at = Instant(required=True)


class ControlLine(Shown):
    """One controlled instruction: `number` is its path (`26-00064/1.1`), `days_late` working days since the first
    missed date, `reason` what was said about it, in words that say so while nobody gave one."""

    number = fields.String(required=True)
    reference = fields.String(required=True)
    resolution = fields.UUID(required=True)
    parent = fields.UUID(allow_none=True, required=True)
    text = fields.String(allow_none=True, required=True)
    executors = fields.List(fields.Nested(ExecutorShown), required=True)
    unit = fields.String(allow_none=True, required=True)
    unit_name = fields.String(allow_none=True, required=True)
    due = Due(allow_none=True, required=True)
    missed = fields.List(fields.Date(), required=True)
    days_late = fields.Integer(required=True)
    reason = fields.String(allow_none=True, required=True)
    status = fields.String(required=True)
    controller = fields.String(required=True)
    put_on = fields.Nested(PutOn, required=True)
    taken_off = fields.Nested(TakenOff, allow_none=True, required=True)


class UnitOwes(Shown):
    """How much of what is under control a unit owes."""

    unit = fields.String(allow_none=True, required=True)
    name = fields.String(allow_none=True, required=True)
    open = fields.Integer(required=True)
    overdue = fields.Integer(required=True)
    overdue_below = fields.Integer(required=True)
