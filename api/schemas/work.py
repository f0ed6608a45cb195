"""Work by hand: a line of a queue that somebody does and says so."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.kinds import LONG, Instant, text
from api.schemas.strict import Shown, Taken


class WorkShown(Shown):
    """One work of a case; `note` only for who may read personal values."""

    id = fields.UUID(required=True)
    title = fields.String(required=True)
    code = fields.String()
    role = fields.String(allow_none=True)
    unit = fields.String(allow_none=True)
    user = fields.String(attribute="username", allow_none=True)
    due = Instant(allow_none=True)
    added = Instant()
    done = Instant(allow_none=True, required=True)
    done_by = fields.String(allow_none=True)
    note = fields.String(allow_none=True)


class CompletionTaken(Taken):
    """What was done."""

    note = text(LONG, shortest=0, load_default="")
