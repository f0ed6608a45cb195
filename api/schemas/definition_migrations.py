"""Migrations of running cases to another version: what is ordered, what is foreseen, how far a run is."""

from __future__ import annotations

from marshmallow import fields, validate

from api.schemas.kinds import Instant, name, text
from api.schemas.strict import Shown, Taken

_MOST_LINES = 200


class MigrationTaken(Taken):
    """`states` maps states of older versions to those of version `to`; `from` are the versions whose cases are meant,
    none: all others. With `dry_run` nothing changes, and `cursor` pages through the cases."""

    to = fields.Integer(required=True, validate=validate.Range(min=1, max=999_999_999))
    sources = fields.List(
        fields.Integer(validate=validate.Range(min=1, max=999_999_999)),
        load_default=list,
        validate=validate.Length(max=_MOST_LINES),
        data_key="from",
    )
    states = fields.Dict(keys=name(), values=name(), load_default=dict, validate=validate.Length(max=_MOST_LINES))
    reason = text(2000, shortest=0, load_default="")
    leave_others = fields.Boolean(load_default=False)
    dry_run = fields.Boolean(load_default=False)
    cursor = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=500))
    limit = fields.Integer(load_default=50, validate=validate.Range(min=1, max=_MOST_LINES))


class ReasonTaken(Taken):
    """Why."""

    reason = text(2000, required=True)


class ObstacleShown(Shown):
    """Why a case cannot move."""

    code = fields.String(required=True)
    message = fields.String(required=True)


class ClockChangeShown(Shown):
    """A clock by its last permitted days: without `was` it begins, without `will` it stops."""

    clock = fields.String(required=True)
    law = fields.String(allow_none=True, required=True)
    was = fields.Date(allow_none=True, required=True)
    will = fields.Date(allow_none=True, required=True)


class OpenPaperShown(Shown):
    """A paper that is not complete."""

    type = fields.String(required=True)
    status = fields.String(required=True)


class OpenInstructionShown(Shown):
    """An instruction that is not over."""

    number = fields.String(required=True)
    due = fields.Date(allow_none=True, required=True)


class ForeseenShown(Shown):
    """A running case and what would become of it; with `obstacles` it would stay."""

    reference = fields.String(required=True)
    version = fields.Integer(required=True)
    state = fields.String(required=True)
    to_state = fields.String(allow_none=True, required=True)
    clocks = fields.List(fields.Nested(ClockChangeShown), required=True)
    papers = fields.List(fields.Nested(OpenPaperShown), required=True)
    resolutions = fields.List(fields.Nested(OpenInstructionShown), required=True)
    obstacles = fields.List(fields.Nested(ObstacleShown), required=True)


class MigrationAnswer(Shown):
    """Of an order its `id` and how many `cases` it is about; of a dry run a page of `items`."""

    id = fields.UUID(allow_none=True, required=True)
    cases = fields.Integer(allow_none=True, required=True)
    items = fields.List(fields.Nested(ForeseenShown), required=True)
    next = fields.String(allow_none=True, required=True)


class LeftCaseShown(Shown):
    """A case that a run could not move."""

    reference = fields.String(required=True)
    obstacles = fields.List(fields.Nested(ObstacleShown), required=True)


class MigrationShown(Shown):
    """A run: whereto, by whom and why; how many cases it has moved, left, and still to ask. `reverts`: the run it takes
    back."""

    id = fields.UUID(required=True)
    to = fields.Integer(required=True)
    states = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    reason = fields.String(required=True)
    by = fields.String(required=True)
    at = Instant(required=True)
    reverts = fields.UUID(allow_none=True, required=True)
    finished = Instant(allow_none=True, required=True)
    moved = fields.Integer(required=True)
    left = fields.Integer(required=True)
    open = fields.Integer(required=True)


class MigrationWhole(MigrationShown):
    """… with the cases it left, two hundred at most."""

    left_cases = fields.List(fields.Nested(LeftCaseShown), required=True)
