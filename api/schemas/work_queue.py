"""What awaits a person."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.kinds import Instant
from api.schemas.strict import Shown


class WorkLine(Shown):
    """One thing to do, most urgent first.

    `acting_for` is the absent official whose work it is, `acting_until` the last day of that; `held_by` acts for the
    reader, who is absent: they may read and not act.
    """

    kind = fields.String(
        required=True,
        metadata={"enum": ["transition", "sign", "execute", "accept", "review", "work", "incident"]},
    )
    reference = fields.String(allow_none=True, required=True)
    title = fields.String(required=True)
    clock = fields.String(allow_none=True, required=True)
    article = fields.String(allow_none=True, required=True)
    deadline = Instant(allow_none=True, required=True)
    document = fields.UUID()
    resolution = fields.UUID()
    work = fields.UUID()
    review = fields.UUID()
    acquaintance = fields.UUID()
    acting_for = fields.String(allow_none=True)
    acting_for_name = fields.String(allow_none=True)
    acting_until = fields.Date(allow_none=True)
    held_by = fields.String(allow_none=True)
