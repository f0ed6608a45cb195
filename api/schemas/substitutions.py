"""Who acts for whom, when, by which order."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.kinds import Due, Instant, name, text
from api.schemas.strict import Shown, Taken


class SubstitutionsQuery(Taken):
    """`all`: past ones too."""

    all = fields.Boolean(load_default=False)


class SubstitutionTaken(Taken):
    """`from` and `to` are days (both included) or instants."""

    absent = name(required=True)
    acting = name(required=True)
    since = Due(required=True, data_key="from")
    until = Due(required=True, data_key="to")
    order_number = text(64, required=True)
    order_date = fields.Date(required=True)


class EndTaken(Taken):
    """When it ends; without `at` now."""

    at = Instant(load_default=None)


class SubstitutionShown(Shown):
    """As recorded; `to` is the last instant's day in the town's zone when whole days were given."""

    id = fields.UUID()
    absent = fields.String(required=True)
    acting = fields.String(required=True)
    since = fields.String(required=True, data_key="from")
    until = fields.String(required=True, data_key="to")
    order_number = fields.String(required=True)
    order_date = fields.Date(required=True)
