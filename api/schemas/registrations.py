"""Registration cards and journals."""

from __future__ import annotations

from marshmallow import fields, validate

from api.schemas.kinds import calendar_year, name, text
from api.schemas.lists import Page
from api.schemas.strict import Shown, Taken
from workflow.registration import Delivery, Journal, Occurrence

_JOURNALS = [one.value for one in Journal]


class AnswersTaken(Taken):
    """A paper of ours that the letter answers; `year` is this year unless given."""

    journal = fields.String(required=True, validate=validate.OneOf(_JOURNALS))
    index = text(60, required=True)
    year = calendar_year(strict=True)


class CardTaken(Taken):
    """A registration card. What must be on it, the definition says; `received` is the day of the case unless given."""

    correspondent = text(300)
    kind = fields.String(validate=validate.OneOf(["person", "organisation"]))
    their_number = text(100)
    their_date = fields.Date()
    received = fields.Date()
    delivery = fields.String(validate=validate.OneOf([one.value for one in Delivery]))
    sheets = fields.Integer(strict=True, validate=validate.Range(min=0, max=100_000))
    enclosures = fields.Integer(strict=True, validate=validate.Range(min=0, max=100_000))
    summary = text(1000)
    occurrence = fields.String(validate=validate.OneOf([one.value for one in Occurrence]))
    category = name()
    answers = fields.Nested(AnswersTaken)


class VoidCardTaken(Taken):
    """Why a card loses its force."""

    reason = text(1000, required=True)


class AnswerShown(Shown):
    """A letter at the other end of a link."""

    journal = fields.String(required=True)
    index = fields.String(required=True)
    date = fields.Date(required=True)
    reference = fields.String(required=True)


class EntryShown(Shown):
    """What a journal says of one number, on its card and in its line; correspondent and summary only for who may read
    personal values."""

    index = fields.String(required=True)
    date = fields.Date(required=True)
    correspondent = fields.String(allow_none=True)
    their_number = fields.String(allow_none=True)
    delivery = fields.String(allow_none=True)
    sheets = fields.Integer(allow_none=True)
    enclosures = fields.Integer(allow_none=True)
    summary = fields.String(allow_none=True)
    category = fields.String(allow_none=True)
    void = fields.Boolean(required=True)


class RegistrationShown(EntryShown):
    """The card of a case."""

    journal = fields.String(required=True, metadata={"enum": _JOURNALS})
    year = fields.Integer(required=True)
    received = fields.Date(required=True)
    by = fields.String(required=True)
    kind = fields.String()
    their_date = fields.Date(allow_none=True)
    occurrence = fields.String()
    answers = fields.Nested(AnswerShown, allow_none=True)
    answered_by = fields.List(fields.Nested(AnswerShown), required=True)
    voided_by = fields.String(allow_none=True)
    void_reason = fields.String(allow_none=True)


class JournalQuery(Page):
    """`q`: the correspondent's words, their number, or an index of ours; `year` is this year unless given."""

    year = calendar_year(load_default=None)
    q = text(100)
    delivery = fields.String(validate=validate.OneOf([one.value for one in Delivery]))
    since = fields.Date()
    until = fields.Date()


class JournalLineShown(EntryShown):
    """One number of a journal: of a card, or of a paper (`document_type`)."""

    number = fields.Integer(required=True)
    reference = fields.String(required=True)
    request_type = fields.String(required=True)
    title = fields.String()
    state = fields.String()
    state_title = fields.String()
    outcome = fields.String(allow_none=True)
    document_type = fields.String(allow_none=True)
    document_title = fields.String(allow_none=True)
    their_date = fields.String(allow_none=True)
    received = fields.String(allow_none=True)
    occurrence = fields.String(allow_none=True)
