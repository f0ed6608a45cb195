"""Forwarding: the register of bodies, and what they answered."""

from __future__ import annotations

from marshmallow import fields, validate

from api.schemas.kinds import LONG, Instant, text
from api.schemas.strict import Shown, Taken


class AddresseesQuery(Taken):
    """Words of a name, or of what belongs to a body."""

    q = text(100)


class AddresseeShown(Shown):
    """One body; `id` may stand for its name as `addressee` of a transition."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    address = fields.String()
    email = fields.String()
    phone = fields.String()
    about = fields.String()


class OutsideAnswerTaken(Taken):
    """What the other body answered."""

    date = fields.Date(required=True)
    text = text(LONG, required=True)
    attachments = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=20))


class ForwardingShown(Shown):
    """That a case was forwarded; `late` says that the days the law allows had passed."""

    at = Instant()
    law = fields.String()
    article = fields.String()
    allowed = fields.Date(allow_none=True)
    late = fields.Boolean(required=True)
    their_due = fields.Date(allow_none=True, required=True)
    addressee = fields.String(allow_none=True)
    answered = fields.Date(allow_none=True, required=True)
    answer = fields.String(allow_none=True)
