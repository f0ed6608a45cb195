"""Ceremonies: one PIN for many papers."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.kinds import Instant, text
from api.schemas.strict import Shown, Taken


class SigningSessionBegun(Shown):
    """Valid for at most five minutes and for this sign-in only; `secret` is shown once."""

    id = fields.UUID(required=True)
    secret = fields.String(required=True)
    expires = Instant(required=True)


class BeginTaken(Taken):
    """The PIN."""

    pin = text(64, shortest=4, required=True, metadata={"format": "password"})
