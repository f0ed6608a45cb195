"""How letters write the people of a case."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.kinds import text
from api.schemas.strict import Shown, Taken


class NameFormsShown(Shown):
    """The forms of one person's name: proposed by the dictionary, or confirmed by somebody, on this case or another."""

    person = fields.UUID(required=True)
    role = fields.String(required=True)
    name = fields.String(required=True)
    dative = fields.String(required=True)
    full_dative = fields.String(required=True)
    greeting = fields.String(required=True)
    confirmed = fields.Boolean(required=True)


class NameFormsTaken(Taken):
    """What letters are to write from now on, to everybody of exactly this name."""

    person = fields.UUID(required=True)
    dative = text(300, required=True)
    full_dative = text(300, required=True)
    greeting = text(300, required=True)
