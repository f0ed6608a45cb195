"""Moves of a case: what can be done now and why the rest cannot, and how one is performed."""

from __future__ import annotations

from marshmallow import fields, validate

from api.schemas.kinds import NAME, Free, name, text
from api.schemas.resolutions import Order, PinTaken
from api.schemas.strict import Shown, Taken


class RefusalShown(Shown):
    """One reason against."""

    code = fields.String(required=True)
    message = fields.String(required=True)


class ResolutionWanted(Shown):
    """What resolution a transition comes with."""

    executors = fields.String()
    due = fields.String()
    signed = fields.Boolean()
    control = fields.String()
    several = fields.Boolean()


class ReviewsWanted(Shown):
    """Whose visas a transition asks for; `people`: whether whoever asks names them (none, optional, required)."""

    by = fields.List(fields.String())
    order = fields.String()
    complete = fields.String()
    of = fields.String(allow_none=True)
    people = fields.String()


class TransitionShown(Shown):
    """A transition as offered."""

    name = fields.String(required=True)
    title = fields.String(required=True)
    allowed = fields.Boolean(required=True)
    refusals = fields.List(fields.Nested(RefusalShown), required=True)
    input = Free(required=True, metadata={"description": "JSON Schema of the input"})
    resolution = fields.Nested(ResolutionWanted)
    reviews = fields.Nested(ReviewsWanted)
    standing_texts = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.String()),
        metadata={"description": "Ready sentences by the input they go into; `resolution` for an instruction's words"},
    )


class OverrideTaken(Taken):
    """Why the case goes on in spite of open controlled instructions; for the role the definition names."""

    reason = text(2_000, required=True)


class TransitionTaken(PinTaken):
    """A move to perform. `resolutions` where the transition issues several; `reviewers` are usernames, in order, where
    whoever asks for reviews names the people."""

    name = name(required=True)
    input = fields.Dict(keys=fields.String(), values=Free(allow_none=True), load_default=dict)
    resolution = fields.Nested(Order, load_default=None, allow_none=True)
    resolutions = fields.List(fields.Nested(Order), load_default=None, validate=validate.Length(max=50))
    reviewers = fields.List(
        fields.String(validate=validate.Length(min=1, max=NAME)), load_default=list, validate=validate.Length(max=50)
    )
    override = fields.Nested(OverrideTaken, load_default=None, allow_none=True)


class CitizenTransitionTaken(Taken):
    """A citizen's move."""

    name = name(required=True)
    input = fields.Dict(keys=fields.String(), values=Free(allow_none=True), load_default=dict)
