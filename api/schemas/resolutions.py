"""Instructions: as ordered, and as they stand."""

from __future__ import annotations

from collections.abc import Mapping

from marshmallow import ValidationError, fields, post_load, pre_load, validate, validates_schema

from api.schemas.kinds import LONG, Due, Instant, text
from api.schemas.strict import Shown, Taken
from workflow.case import ExecutorRole
from workflow.engine.repeats import EVERY


class ExecutorTaken(Taken):
    """One wanted executor: a user or a unit."""

    user = fields.String(load_default=None, validate=validate.Length(min=1, max=64))
    unit = fields.String(load_default=None, validate=validate.Length(min=1, max=64))
    role = fields.String(load_default="lead", validate=validate.OneOf([role.value for role in ExecutorRole]))
    due = Due(load_default=None, allow_none=True)

    @validates_schema
    def one_of_both(self, data: dict[str, object], **_: object) -> None:
        """Exactly one of `user` and `unit`."""
        if (data.get("user") is None) == (data.get("unit") is None):
            raise ValidationError("required", "user")


class CheckpointTaken(Taken):
    """A wanted interim date: a short report is asked for that day."""

    due = fields.Date(required=True)
    note = text(300, required=True)


class RepeatTaken(Taken):
    """The resolution comes again every `step` units `every`, the last time not after `until`."""

    every = fields.String(required=True, validate=validate.OneOf(EVERY))
    step = fields.Integer(strict=True, load_default=1, validate=validate.Range(min=1, max=366))
    until = fields.Date(required=True)


class DraftTaken(Taken):
    """What an assistant proposes."""

    text = text(LONG, required=True)
    executors = fields.List(fields.Nested(ExecutorTaken), load_default=list, validate=validate.Length(max=50))
    due = Due(load_default=None, allow_none=True)
    control = fields.String(load_default=None, allow_none=True, validate=validate.Length(min=1, max=64))


class Order(DraftTaken):
    """A wanted resolution. `about`: what it is about in a few words, for reminders."""

    checkpoints = fields.List(fields.Nested(CheckpointTaken), load_default=list, validate=validate.Length(max=12))
    repeat = fields.Nested(RepeatTaken, load_default=None, allow_none=True)
    about = fields.String(load_default="", validate=validate.Length(max=100))


class SigningSessionTaken(Taken):
    """A ceremony and the secret only its holder knows; `expires` may stay as it was given and is not looked at."""

    id = fields.UUID(required=True)
    secret = text(200, required=True, metadata={"format": "password"})
    expires = fields.String(load_only=True, validate=validate.Length(max=64))

    @post_load
    def bare(self, data: dict[str, object], **_: object) -> dict[str, object]:
        """The secret without the id that it begins with."""
        return {"id": data["id"], "secret": str(data["secret"]).rpartition(".")[2]}


class PinTaken(Taken):
    """How somebody signs: their PIN, or a ceremony begun before: as it was given (`{"id", "secret", "expires"}`), its
    secret alone (which names its id), or its id with `secret` beside it."""

    pin = fields.String(load_default=None, validate=validate.Length(min=4, max=64), metadata={"format": "password"})
    signing_session = fields.Nested(SigningSessionTaken, load_default=None)

    @pre_load
    def together(self, data: object, **_: object) -> object:
        """A text becomes id and secret."""
        if not isinstance(data, Mapping) or not isinstance(data.get("signing_session"), str):
            return data
        given = data["signing_session"]
        if "secret" in data:
            session = {"id": given, "secret": data["secret"]}
        else:
            session = {"id": given.partition(".")[0], "secret": given}
        return {**{name: value for name, value in data.items() if name != "secret"}, "signing_session": session}


class IssueTaken(PinTaken):
    """A resolution to be issued; with `draft` (its id) what is absent is taken from the proposed one."""

    text = fields.String(load_default=None, validate=validate.Length(min=1, max=LONG))
    executors = fields.List(fields.Nested(ExecutorTaken), load_default=None, validate=validate.Length(max=50))
    due = Due(load_default=None, allow_none=True)
    control = fields.String(load_default=None, allow_none=True, validate=validate.Length(min=1, max=64))
    checkpoints = fields.List(fields.Nested(CheckpointTaken), load_default=None, validate=validate.Length(max=12))
    repeat = fields.Nested(RepeatTaken, load_default=None, allow_none=True)
    about = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=100))
    draft = fields.UUID(load_default=None, allow_none=True)


class ReportTaken(Taken):
    """An executor's report."""

    text = text(LONG, required=True)
    attachments = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=20))


class AskedDate(Taken):
    """The day an executor asks for, and why."""

    due = fields.Date(required=True)
    reason = text(2_000, required=True)


class NewDate(Taken):
    """Another date and why; a day (its end) or an instant."""

    due = Due(required=True)
    reason = text(2_000, required=True)


class Words(Taken):
    """A few words: an explanation, an interim report."""

    text = text(LONG, required=True)


class NewExecutor(Taken):
    """Another executor, a user or a unit, in the place of `instead_of` (a username or a unit's id; else the lead)."""

    user = fields.String(load_default=None, validate=validate.Length(min=1, max=64))
    unit = fields.String(load_default=None, validate=validate.Length(min=1, max=64))
    instead_of = fields.String(load_default=None, validate=validate.Length(min=1, max=64))
    reason = text(2_000, required=True)

    @validates_schema
    def one_of_both(self, data: dict[str, object], **_: object) -> None:
        """Exactly one of `user` and `unit`."""
        if (data.get("user") is None) == (data.get("unit") is None):
            raise ValidationError("required", "user")


class Reason(Taken):
    """Why."""

    reason = text(2_000, required=True)


class Nothing(Taken):
    """An empty body, or none."""


class ExecutorShown(Shown):
    """One executor as it stands."""

    user = fields.String(attribute="username", allow_none=True)
    unit = fields.String(allow_none=True)
    name = fields.String()
    role = fields.String()
    due = Due(allow_none=True)
    status = fields.String()


class ReportShown(Shown):
    """One report; `acting_for`: the absent executor in whose place `by` wrote it."""

    by = fields.String()
    acting_for = fields.String(allow_none=True)
    at = Instant()
    text = fields.String(allow_none=True)
    attachments = fields.List(fields.UUID())


class RequestShown(Shown):
    """A pending request for a later date."""

    by = fields.String()
    at = Instant()
    due = fields.Date()
    reason = fields.String(allow_none=True)


class CheckpointShown(Shown):
    """One interim date."""

    due = fields.Date()
    note = fields.String(allow_none=True)
    reminded = fields.Boolean()
    report = fields.Nested(ReportShown, allow_none=True)


class RepeatShown(Shown):
    """How a resolution comes again."""

    every = fields.String()
    step = fields.Integer()
    until = fields.Date()


class ResolutionShown(Shown):
    """One resolution; the tree is in `parent`. `author`: whose hand it is; `acting_for`: in whose place. `missed`:
    days that passed without a report, whatever came later; `reason`: why, as far as somebody said."""

    id = fields.UUID(required=True)
    number = fields.String()
    parent = fields.UUID(allow_none=True, required=True)
    text = fields.String(allow_none=True, required=True)
    author = fields.String(required=True)
    author_name = fields.String()
    author_position = fields.String()
    acting_for = fields.String(allow_none=True, required=True)
    executors = fields.List(fields.Nested(ExecutorShown), required=True)
    due = Due(allow_none=True, required=True)
    control = fields.String(required=True)
    controller = fields.String(allow_none=True)
    status = fields.String(required=True)
    issued = Instant()
    signed = fields.Boolean(required=True)
    reports = fields.List(fields.Nested(ReportShown))
    extension_request = fields.Nested(RequestShown, allow_none=True)
    off_control_by = fields.String(allow_none=True)
    off_control_at = Instant(allow_none=True)
    late = fields.Boolean()
    missed = fields.List(fields.Date())
    reason = fields.String(allow_none=True)
    explanations = fields.List(fields.Nested(ReportShown))
    checkpoints = fields.List(fields.Nested(CheckpointShown))
    repeat = fields.Nested(RepeatShown, allow_none=True)
    occurrence_of = fields.UUID(allow_none=True)
    about = fields.String(allow_none=True)


class ExecutorProposed(Shown):
    """One executor as proposed; `due` as it was given."""

    user = fields.String(attribute="username", allow_none=True)
    unit = fields.String(allow_none=True)
    role = fields.String()
    due = fields.String(allow_none=True)


class DraftShown(Shown):
    """A proposed resolution waiting for the official."""

    id = fields.UUID(required=True)
    by = fields.String()
    text = fields.String(allow_none=True)
    executors = fields.List(fields.Nested(ExecutorProposed))
    due = fields.String(allow_none=True)
    control = fields.String(allow_none=True)
