"""Programmes: what was promised, and over which milestones."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.kinds import Instant
from api.schemas.strict import Shown


class MilestoneShown(Shown):
    """One step, in the order of its day."""

    title = fields.String(required=True)
    date = fields.Date(attribute="due_date", required=True)
    reached = Instant(allow_none=True, required=True)
    missed = fields.Boolean(required=True)


class ProgrammeShown(Shown):
    """The programme a case went into."""

    name = fields.String(required=True)
    promised = fields.Date(required=True)
    since = Instant(required=True)
    missed = fields.Boolean(required=True)
    milestones = fields.List(fields.Nested(MilestoneShown), required=True)
