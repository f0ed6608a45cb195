"""Forwarding: the register of bodies, and what they answered."""

from __future__ import annotations

from marshmallow import fields, validate

from api.schemas.kinds import LONG, Instant, text
from api.schemas.kinds import name as name_of
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


class AddresseeTaken(Taken):
    """A body as it shall be, whole. `about`: what belongs to it, in words people search by."""

    id = name_of(required=True)
    name = text(200, required=True)
    address = text(300, shortest=0, load_default="")
    email = text(254, shortest=0, load_default="")
    phone = text(40, shortest=0, load_default="")
    about = text(500, shortest=0, load_default="")


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
