"""What happened to a case, in order."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.kinds import Free, Instant
from api.schemas.strict import Shown


class HistoryLine(Shown):
    """One event of the chain; `hash` binds it to the one before."""

    sequence = fields.Integer(required=True)
    at = Instant(required=True)
    actor = fields.String(required=True)
    acting_for = fields.String(allow_none=True, required=True)
    type = fields.String(required=True)
    data = Free(required=True)
    hash = fields.String(required=True)
