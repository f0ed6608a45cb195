"""The shape of every list answer: `{"items": […], "next": cursor or null}`, and the query that pages through it."""

from __future__ import annotations

from functools import cache

from marshmallow import Schema, fields, validate

from api.schemas.kinds import calendar_year
from api.schemas.strict import Shown, Taken


class Page(Taken):
    """`next` of one answer is `cursor` of the following request."""

    cursor = fields.String(load_default=None, validate=validate.Length(max=500))
    limit = fields.Integer(load_default=50, validate=validate.Range(min=1, max=200))


class YearQuery(Taken):
    """`year` is this year unless given."""

    year = calendar_year(load_default=None)


@cache
def listed(item: type[Schema]) -> type[Schema]:
    """The list schema of an item schema."""
    return Shown.from_dict(
        {
            "items": fields.List(fields.Nested(item), required=True),
            "next": fields.String(allow_none=True, required=True),
        },
        name=item.__name__ + "List",
    )
