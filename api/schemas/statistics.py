"""Figures of a period."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.strict import Shown, Taken


class StatisticsQuery(Taken):
    """Cases received on these local days, both included; the last thirty days when absent."""

    since = fields.Date(load_default=None, data_key="from")
    until = fields.Date(load_default=None, data_key="to")


class Figures(Shown):
    """Counts of cases received in the period. Open ones past their deadline are overdue: leaving them out would
    flatter.

    `received` = closed_on_time + closed_late + open_on_time + open_overdue + joined.
    """

    received = fields.Integer(required=True)
    on_time = fields.Integer(required=True)
    overdue = fields.Integer(required=True)
    satisfied = fields.Integer(required=True)
    joined = fields.Integer()
    closed_on_time = fields.Integer()
    closed_late = fields.Integer()
    open_on_time = fields.Integer()
    open_overdue = fields.Integer()
    reopened = fields.Integer()
    forwarded = fields.Integer(metadata={"description": "sent to another body: the share is forwarded / received"})
    transferred = fields.Integer(metadata={"description": "put into a programme with a promise date"})


class KeyedFigures(Figures):
    """Counts of one type, unit or channel; None where there is none."""

    key = fields.String(allow_none=True, required=True)


class StatisticsShown(Figures):
    """The whole period, and broken down."""

    since = fields.Date(required=True, data_key="from")
    until = fields.Date(required=True, data_key="to")
    by_type = fields.List(fields.Nested(KeyedFigures), required=True)
    by_unit = fields.List(fields.Nested(KeyedFigures), required=True)
    by_channel = fields.List(fields.Nested(KeyedFigures), required=True)
