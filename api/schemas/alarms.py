"""Alarms."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.kinds import Instant
from api.schemas.strict import Shown


class AlarmShown(Shown):
    """One alarm: a code with its data, worded by whoever shows it; `reference` null for the digest of a return."""

    id = fields.UUID(required=True)
    reference = fields.String(allow_none=True, required=True)
    code = fields.String(required=True)
    data = fields.Dict(required=True)
    at = Instant(required=True)
