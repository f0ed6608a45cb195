"""What was sent to people."""

from __future__ import annotations

from marshmallow import fields, validate

from api.schemas.kinds import Instant
from api.schemas.lists import Page
from api.schemas.strict import Shown


class MessagesQuery(Page):
    """Of which case."""

    case = fields.String(required=True, validate=validate.Length(min=1, max=20))


class MessageShown(Shown):
    """One message; a status link in it is masked but for who may resend it."""

    id = fields.UUID(required=True)
    channel = fields.String(required=True)
    to = fields.String(required=True)
    text = fields.String(required=True)
    parts = fields.Integer(required=True)
    status = fields.String(required=True)
    at = Instant(required=True)
