"""The public register: what everybody may know of a case."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.kinds import Free, Instant, name, text
from api.schemas.lists import Page
from api.schemas.strict import Shown


class PublicCasesQuery(Page):
    """Filters of the register; `from` and `to` are local days on which the case was opened, both included."""

    request_type = name()
    state = name()
    street = text(200)
    since = fields.Date(load_default=None, data_key="from")
    until = fields.Date(load_default=None, data_key="to")


class PublicCaseShown(Shown):
    """One case: no names, no house numbers, no free text that is not marked public."""

    reference = fields.String(required=True)
    request_type = fields.String(required=True)
    title = fields.String(required=True)
    state = fields.String(required=True)
    state_title = fields.String(required=True)
    outcome = fields.String(allow_none=True, required=True)
    street = fields.String(allow_none=True, required=True)
    opened = Instant(required=True)
    closed = Instant(allow_none=True, required=True)
    reopened = fields.Boolean(required=True)
    fields_ = Free(data_key="fields", attribute="fields", required=True)
