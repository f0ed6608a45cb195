"""Whether a paper is ours and whole."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.documents import SignatureShown
from api.schemas.strict import Shown


class CopiedPaper(Shown):
    """The paper signed by hand that a copy was made of: what stands on it."""

    number = fields.String(allow_none=True)
    date = fields.Date()


class VerifiedDocument(Shown):
    """Public facts of a paper of ours."""

    title = fields.String()
    number = fields.String(allow_none=True)
    date = fields.Date(allow_none=True)
    body = fields.String()
    status = fields.String()
    sha256 = fields.String(allow_none=True)
    void_reason = fields.String(allow_none=True)
    void_since = fields.Date(allow_none=True)
    replaced_by = fields.String(allow_none=True)
    copy_of = fields.Nested(
        CopiedPaper, metadata={"description": "signatures stand on the electronic copy, not on the paper"}
    )


class VerificationShown(Shown):
    """The verdict (rules.md 21)."""

    verdict = fields.String(required=True, metadata={"enum": ["authentic", "not_authentic", "unknown"]})
    reasons = fields.List(fields.String(), required=True)
    document = fields.Nested(VerifiedDocument)
    signatures = fields.List(fields.Nested(SignatureShown), required=True)
