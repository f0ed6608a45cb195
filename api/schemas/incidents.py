"""Outside work that got stuck."""

from __future__ import annotations

from marshmallow import fields, validate

from api.schemas.kinds import Instant
from api.schemas.strict import Shown, Taken


class IncidentShown(Shown):
    """One incident: `kind` of the effect, `reason` as a code."""

    id = fields.UUID(required=True)
    reference = fields.String(allow_none=True, required=True)
    kind = fields.String(required=True)
    reason = fields.String(required=True)
    at = Instant(required=True)


class SettlementTaken(Taken):
    """What to do about it."""

    how = fields.String(required=True, validate=validate.OneOf(["retry", "drop"]))
