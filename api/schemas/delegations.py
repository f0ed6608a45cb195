"""One paper or one piece of work handed to another person for a while."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from api.schemas.kinds import LONG, Due, Instant, name, text
from api.schemas.strict import Shown, Taken


class DelegationShown(Shown):
    """Who handed what to whom, until when; `ended` and `how` once it came back. `absent`: whom `by` stood in for."""

    id = fields.UUID(required=True)
    document = fields.String()
    role = fields.String()
    work = fields.String()
    by = fields.String(required=True)
    by_name = fields.String(required=True)
    to = fields.String(required=True)
    to_name = fields.String(required=True)
    since = Instant(required=True)
    until = Instant(required=True)
    absent = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)
    ended = Instant(allow_none=True, required=True)
    how = fields.String(allow_none=True, metadata={"enum": ["done", "taken_back", "expired"]})


class DelegationTaken(Taken):
    """Exactly one of `document` (a paper to sign), `work` (by hand) and `role` (whose next move it is). `until` a day
    (its end) or an instant."""

    document = fields.UUID(load_default=None)
    work = fields.UUID(load_default=None)
    role = name(load_default=None)
    to = name(required=True)
    reason = text(LONG, required=True)
    until = Due(required=True, metadata={"maxLength": 40})

    @validates_schema
    def names_one_thing(self, data: dict[str, Any], **_: Any) -> None:
        """One, and no more."""
        if sum(data.get(one) is not None for one in ("document", "work", "role")) != 1:
            raise ValidationError("invalid", "document")
