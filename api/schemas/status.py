"""What a status link shows: nothing personal on the first tier (rules.md 14)."""

from __future__ import annotations

from marshmallow import ValidationError, fields, validate, validates_schema

from api.schemas.kinds import Free, Instant
from api.schemas.registers import PositionShown
from api.schemas.strict import Shown, Taken


class Moment(Shown):
    """One line of what was done, is done now, comes next."""

    title = fields.String(required=True)
    at = Instant()
    date = fields.Date()


class Move(Shown):
    """What the citizen can do."""

    name = fields.String(required=True)
    title = fields.String(required=True)
    input = Free(required=True)


class StatusShown(Shown):
    """The public face of a case."""

    reference = fields.String(required=True)
    title = fields.String(required=True)
    street = fields.String()
    state = fields.String(required=True)
    citizen_text = fields.String(required=True)
    done = fields.List(fields.Nested(Moment), required=True)
    now = fields.Nested(Moment, allow_none=True, required=True)
    next = fields.List(fields.Nested(Moment), required=True)
    due = fields.Date(allow_none=True, required=True)
    why = fields.List(fields.String(), required=True)
    unit = fields.String(allow_none=True, required=True)
    phone = fields.String()
    outcome = fields.String(allow_none=True)
    position = fields.Nested(PositionShown)
    moves = fields.List(fields.Nested(Move), required=True)
    unlocked = fields.Boolean()


class PaperLink(Shown):
    """A complete paper the citizen may open."""

    id = fields.UUID(required=True)
    title = fields.String(required=True)
    number = fields.String(allow_none=True)
    date = fields.Date(allow_none=True)
    content = fields.String(required=True)


class UnlockedShown(Shown):
    """The second tier, for ten minutes."""

    expires = Instant(required=True)
    question = fields.String(allow_none=True, required=True)
    answer = fields.String(allow_none=True, required=True)
    documents = fields.List(fields.Nested(PaperLink), required=True)


class UnlockTaken(Taken):
    """The last four digits of the phone, or the code that was sent to it."""

    last4 = fields.String(load_default=None, validate=validate.Regexp(r"[0-9]{4}\Z"))
    code = fields.String(load_default=None, validate=validate.Regexp(r"[0-9]{6}\Z"))

    @validates_schema
    def one_of_both(self, data: dict[str, object], **_: object) -> None:
        """Exactly one of them."""
        if (data.get("last4") is None) == (data.get("code") is None):
            raise ValidationError("required", "last4")


class RenewalTaken(Taken):
    """The phone that the messages came to; none is a number that does not fit."""

    phone = fields.String(load_default="", validate=validate.Length(max=40))
