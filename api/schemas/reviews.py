"""Reviews and acquaintance: visas as given, rounds and lists as they stand."""

from __future__ import annotations

from marshmallow import fields, validate

from api.schemas.kinds import Due, Instant, name, text
from api.schemas.strict import Shown, Taken
from workflow.review import Verdict

_WORDS = 4_000


class VisaTaken(Taken):
    """A visa. `remark` is needed unless the reviewer simply agrees; `text`: digest of the text they were shown."""

    verdict = fields.String(required=True, validate=validate.OneOf([one.value for one in Verdict]))
    remark = fields.String(load_default="", allow_none=True, validate=validate.Length(max=_WORDS))
    text = fields.String(load_default=None, allow_none=True, validate=validate.Regexp(r"^[0-9a-f]{64}\Z"))


class WithdrawalTaken(Taken):
    """Why a round is taken back."""

    reason = text(2_000, required=True)


class AcquaintanceTaken(Taken):
    """Who is to read: usernames, or units for everybody in them; a paper of the case, or the case itself."""

    people = fields.List(name(), required=True, validate=validate.Length(min=1, max=200))
    document = fields.UUID(load_default=None, allow_none=True)
    due = fields.Date(load_default=None, allow_none=True)


class VisaShown(Shown):
    """One visa. `fallen`: when the text changed under it."""

    reviewer = fields.Integer(required=True)
    verdict = fields.String(required=True)
    remark = fields.String(allow_none=True, required=True)
    by = fields.String(required=True)
    name = fields.String()
    position = fields.String()
    acting_for = fields.String(allow_none=True, required=True)
    at = Instant(required=True)
    fallen = Instant(allow_none=True)


class ReviewerShown(Shown):
    """One seat: whoever holds `role`, or `user`. `asked`: their visa is awaited now."""

    number = fields.Integer(required=True)
    role = fields.String(allow_none=True, required=True)
    user = fields.String(attribute="username", allow_none=True, required=True)
    name = fields.String(allow_none=True)
    asked = fields.Boolean(required=True)
    visa = fields.Nested(VisaShown, allow_none=True, required=True)


class SentenceShown(Shown):
    """One sentence of the reviewed text, against the text the fallen visas were given on."""

    field = fields.String(required=True)
    label = fields.String()
    mark = fields.String(required=True, metadata={"enum": ["kept", "removed", "added"]})
    text = fields.String(required=True)


class ReviewShown(Shown):
    """One round. `visas` are all ever given; `text` is the digest of the present text, `difference` its sentences."""

    id = fields.UUID(required=True)
    document = fields.String(allow_none=True, required=True)
    transition = fields.String()
    status = fields.String(required=True, metadata={"enum": ["open", "complete", "failed", "withdrawn"]})
    current = fields.Boolean(required=True)
    order = fields.String(required=True)
    needed = fields.Integer(required=True)
    opener = fields.String(required=True)
    acting_for = fields.String(allow_none=True)
    opened = Instant(required=True)
    due = Due(allow_none=True, required=True)
    reviewers = fields.List(fields.Nested(ReviewerShown), required=True)
    visas = fields.List(fields.Nested(VisaShown), required=True)
    changed = fields.List(fields.String())
    text = fields.String(required=True)
    difference = fields.List(fields.Nested(SentenceShown))
    closed = Instant(allow_none=True)
    closed_by = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)


class ReaderShown(Shown):
    """Somebody on the list; `read` is when they did."""

    user = fields.String(attribute="username", required=True)
    name = fields.String()
    position = fields.String()
    read = Instant(allow_none=True, required=True)
    by = fields.String(allow_none=True)
    acting_for = fields.String(allow_none=True)


class AcquaintanceShown(Shown):
    """One list of readers."""

    id = fields.UUID(required=True)
    document = fields.UUID(allow_none=True, required=True)
    asked_by = fields.String(required=True)
    asked = Instant(required=True)
    due = Due(allow_none=True, required=True)
    people = fields.List(fields.Nested(ReaderShown), required=True)
