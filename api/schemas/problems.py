"""How every error looks (RFC 9457), for the description only: `gate` writes it."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.strict import Shown
from api.schemas.transitions import RefusalShown


class ProblemShown(Shown):
    """A problem document."""

    type = fields.String(required=True, metadata={"format": "uri"})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    code = fields.String(required=True)
    errors = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))
    refusals = fields.List(fields.Nested(RefusalShown))
