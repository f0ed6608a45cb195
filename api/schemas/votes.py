"""Votes on a case: what is taken, and the tally everybody may see."""

from __future__ import annotations

from marshmallow import fields, validate

from api.schemas.kinds import Instant, text
from api.schemas.strict import Shown, Taken


class CodeTaken(Taken):
    """The phone the code is sent to."""

    phone = text(40, required=True)


class ProofTaken(Taken):
    """A phone and the code that was sent to it."""

    phone = text(40, required=True)
    code = fields.String(required=True, validate=validate.Regexp(r"[0-9]{6}\Z"))


class VoteTaken(ProofTaken):
    """A vote: `choice` in a poll with one answer, `choices` in one with several; `territory` where it has any."""

    choice = text(200, load_default=None)
    choices = fields.List(text(200), load_default=None, validate=validate.Length(max=100))
    territory = text(200, load_default=None)


class SignaturesTaken(Taken):
    """Signatures on paper: `unnamed` without a phone, `phones` of the others."""

    unnamed = fields.Integer(load_default=0, validate=validate.Range(min=0, max=10_000))
    phones = fields.List(text(40), load_default=list, validate=validate.Length(max=10_000))


class ChoiceShown(Shown):
    """One choice of a poll; `votes` null while the result is hidden."""

    value = fields.String(required=True)
    label = fields.String(required=True)
    votes = fields.Integer(allow_none=True, required=True)


class OptionShown(Shown):
    """A territory one may vote in."""

    value = fields.String(required=True)
    label = fields.String(required=True)


class AboutShown(Shown):
    """One public field of the case: what is voted on."""

    label = fields.String(required=True)
    text = fields.String(required=True)


class TallyShown(Shown):
    """How a voting stands. `threshold` is null for a poll, `until` is the last day."""

    reference = fields.String(required=True)
    title = fields.String(required=True)
    about = fields.List(fields.Nested(AboutShown), required=True)
    open = fields.Boolean(required=True)
    votes = fields.Integer(required=True)
    paper = fields.Integer(required=True)
    total = fields.Integer(required=True)
    threshold = fields.Integer(allow_none=True, required=True)
    reached = fields.Boolean(required=True)
    opened = Instant(required=True)
    until = fields.Date(allow_none=True, required=True)
    several = fields.Boolean(required=True)
    choices = fields.List(fields.Nested(ChoiceShown), required=True)
    territories = fields.List(fields.Nested(OptionShown), required=True)


class CountShown(Shown):
    """What a vote made of the count."""

    votes = fields.Integer(required=True)
    paper = fields.Integer(required=True)
    total = fields.Integer(required=True)
    threshold = fields.Integer(allow_none=True, required=True)
    reached = fields.Boolean(required=True)


class SignaturesShown(CountShown):
    """… and how many of the signatures were new."""

    counted = fields.Integer(required=True)
    repeated = fields.Integer(required=True)
