"""Signing in and who is signed in."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.kinds import name, text
from api.schemas.strict import Shown, Taken


class SignIn(Taken):
    """Name and password."""

    username = name(required=True)
    password = text(200, required=True)


class User(Shown):
    """A member of staff as they see themselves."""

    username = fields.String(required=True)
    name = fields.String(required=True)
    roles = fields.List(fields.String(), required=True)
    unit = fields.String(allow_none=True, required=True)
    position = fields.String()


class Session(Shown):
    """Who is signed in, and what unsafe requests of this session must carry in `X-CSRF-Token`.

    `second_factor` is what is still missing; with `enrolled` null it has to be enrolled first."""

    user = fields.Nested(User, required=True)
    csrf_token = fields.String(required=True)
    second_factor = fields.String(allow_none=True, required=True)
    enrolled = fields.String(allow_none=True, required=True)
