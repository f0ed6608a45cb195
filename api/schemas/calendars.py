"""Slots of a calendar and holds on them."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.kinds import Instant, text
from api.schemas.strict import Shown, Taken


class SlotsQuery(Taken):
    """Local days, both included; two weeks from today when absent."""

    since = fields.Date(load_default=None, data_key="from")
    until = fields.Date(load_default=None, data_key="to")


class SlotShown(Shown):
    """One appointment time and how many places are left."""

    id = fields.String(required=True)
    starts = Instant(required=True)
    ends = Instant(required=True)
    free = fields.Integer(required=True)


class HoldTaken(Taken):
    """The slot to keep for ten minutes."""

    slot = text(100, required=True)


class HoldShown(Shown):
    """A hold; its id is the value of `form.hold`."""

    id = fields.UUID(required=True)
    expires = Instant(required=True)
