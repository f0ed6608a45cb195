"""The catalogue of what a town offers."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.kinds import Free
from api.schemas.strict import Shown


class RequestTypeLine(Shown):
    """One line of the catalogue."""

    id = fields.String(required=True)
    version = fields.Integer(required=True)
    kind = fields.String(required=True)
    title = fields.String(required=True)
    summary = fields.String(required=True)


class AskedWhen(Shown):
    """What must be given where the form fits the JSON Schema `if` (null: it depends on more than the form)."""

    what = fields.String(required=True)
    if_ = Free(data_key="if", attribute="if", allow_none=True)


class ApplicantRule(Shown):
    """Whom the form asks for."""

    ask = fields.List(fields.String())
    may_give = fields.List(fields.String())
    on_behalf = fields.String()
    ask_when = fields.List(fields.Nested(AskedWhen))


class Term(Shown):
    """By when: a clock of the definition with its law, or its own length."""

    clock = fields.String()
    title = fields.String()
    law = fields.String(allow_none=True)
    article = fields.String(allow_none=True)
    length = fields.Integer(allow_none=True)
    unit = fields.String(allow_none=True)


class NeededPaper(Shown):
    """A paper to bring."""

    key = fields.String()
    label = fields.String()


class RequestType(RequestTypeLine):
    """One service whole: its form as JSON Schema, its terms, what to bring, what one gets."""

    form = Free(required=True)
    applicant = fields.Nested(ApplicantRule, required=True)
    terms = fields.List(fields.Nested(Term), required=True)
    documents = fields.List(fields.Nested(NeededPaper), required=True)
    calendar = fields.String(allow_none=True, required=True)
