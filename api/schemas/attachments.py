"""Uploaded files."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.strict import Shown, Taken


class Upload(Taken):
    """A multipart body with the part `file`; read with limits by the resource."""

    file = fields.Raw(required=True)


class Place(Shown):
    """Where a photo was taken, in decimal degrees (WGS 84)."""

    lat = fields.Float()
    lon = fields.Float()


class Attachment(Shown):
    """An accepted file: its id is the value of photo and file fields."""

    id = fields.UUID(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True)
    place = fields.Nested(Place)
