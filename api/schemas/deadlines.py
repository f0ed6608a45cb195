"""Deadlines of a case, with the steps that led to each date in words."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.kinds import Instant
from api.schemas.strict import Shown


class Why(Shown):
    """One step: the day or instant it speaks of, and a sentence."""

    at = fields.String(required=True)
    why = fields.String(required=True)


class Deadline(Shown):
    """One clock. `date` is the last permitted day in the town's zone, `deadline` the first instant after it."""

    clock = fields.String(required=True)
    title = fields.String()
    law = fields.String(allow_none=True, required=True)
    article = fields.String(allow_none=True, required=True)
    date = fields.Date(required=True)
    deadline = Instant(required=True)
    state = fields.String(required=True, metadata={"enum": ["running", "paused", "stopped", "blown"]})
    steps = fields.List(fields.Nested(Why), required=True)
