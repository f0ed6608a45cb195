"""Papers of a case and their signatures."""

from __future__ import annotations

from marshmallow import fields, validate

from api.schemas.kinds import Instant, text
from api.schemas.resolutions import PinTaken, Reason
from api.schemas.strict import Shown, Taken


class SignatureShown(Shown):
    """One signature wanted or given."""

    role = fields.String(required=True)
    of = fields.List(fields.String(), metadata={"description": "any of these roles may give it, each once"})
    by = fields.String(allow_none=True, required=True)
    position = fields.String(allow_none=True, required=True)
    acting_for = fields.String(allow_none=True, required=True)
    delegated_by = fields.String(allow_none=True)
    at = Instant(allow_none=True, required=True)
    status = fields.String(required=True, metadata={"enum": ["waiting", "signed", "valid", "invalid"]})


class SentShown(Shown):
    """How a paper left; `came_back` when the post office returned it."""

    way = fields.String(required=True, metadata={"enum": ["post", "email", "counter"]})
    tracking = fields.String()
    at = fields.String()
    came_back = fields.String()


class ScanShown(Shown):
    """What a copy was made of: a paper signed by hand. The signatures of such a document stand on the copy alone."""

    number = fields.String(allow_none=True, required=True, metadata={"description": "what stands on the paper itself"})
    date = fields.Date(required=True)
    signed_by = fields.String(metadata={"description": "who signed by hand; never told by a write"})
    by = fields.String(required=True, metadata={"description": "who scanned it and compared it with the original"})
    position = fields.String(required=True)
    at = Instant(required=True)
    pages = fields.List(fields.UUID(), required=True)


class DocumentShown(Shown):
    """One paper."""

    id = fields.UUID(required=True)
    reference = fields.String()
    type = fields.String(required=True)
    title = fields.String(required=True)
    number = fields.String(allow_none=True, required=True)
    date = fields.Date(allow_none=True, required=True)
    status = fields.String(required=True, metadata={"enum": ["draft", "to_sign", "complete", "void", "replaced"]})
    sha256 = fields.String(allow_none=True, required=True)
    code = fields.String(allow_none=True)
    signatures = fields.List(fields.Nested(SignatureShown), required=True)
    sent = fields.Nested(SentShown, allow_none=True)
    scan = fields.Nested(ScanShown, allow_none=True)


class PagesTaken(Taken):
    """Attachments uploaded before (JPEG, PNG, WebP, PDF), in the order of the pages."""

    attachments = fields.List(fields.UUID(), required=True, validate=validate.Length(min=1, max=50))


class ScanTaken(PagesTaken):
    """A paper signed by hand, as whoever scans it reads it off."""

    type = text(60, required=True, metadata={"description": "a document of the definition that has `scan`"})
    signed_by = text(200, required=True)
    number = text(60, shortest=0, load_default="")
    date = fields.Date(required=True)


class OpeningTaken(Taken):
    """Usernames of those who sign after the reader, where several people might."""

    signers = fields.List(text(64), load_default=list, validate=validate.Length(max=20))


class Opening(Shown):
    """The bytes to be signed."""

    sha256 = fields.String(required=True)


class SignTaken(PinTaken):
    """A signature over the bytes that were shown."""

    sha256 = text(64, required=True)


class PreparedShown(Shown):
    """What has to be signed elsewhere."""

    session = fields.UUID(required=True)
    digest = fields.String(required=True, metadata={"format": "byte"})
    algorithm = fields.String(required=True)
    expires = Instant(required=True)


class CompleteTaken(Taken):
    """A signature made elsewhere: base64 DER of a detached CMS."""

    session = fields.UUID(required=True)
    cms = text(100_000, required=True, metadata={"format": "byte"})


class VoidTaken(Reason):
    """Why a paper loses its force, and what takes its place."""

    replaced_by = fields.UUID(load_default=None, allow_none=True)


class SendTaken(Taken):
    """How a complete paper left."""

    way = fields.String(required=True, validate=validate.OneOf(["post", "email", "counter"]))
    tracking = fields.String(load_default="", validate=validate.Length(max=64))
