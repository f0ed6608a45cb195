"""Ordered registers: their lines for staff, and one's own position behind the status link."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.kinds import Instant
from api.schemas.strict import Shown


class RegisterLineShown(Shown):
    """One line of a register; whose case it is, the case says."""

    number = fields.Integer(required=True)
    reference = fields.String(required=True)
    state = fields.String(required=True)
    category = fields.String(allow_none=True, required=True)
    since = Instant(required=True)


class PositionMoveShown(Shown):
    """One move that changed the number by `change`, in words; nobody is named."""

    at = Instant(required=True)
    change = fields.Integer(required=True)
    why = fields.String(required=True)


class PositionShown(Shown):
    """One's own position: `number` of `of`."""

    register = fields.String(required=True)
    number = fields.Integer(required=True)
    of = fields.Integer(required=True)
    category = fields.String(allow_none=True, required=True)
    since = Instant(required=True)
    rule = fields.String(required=True)
    moves = fields.List(fields.Nested(PositionMoveShown), required=True)
