"""Everything that can go wrong in this room, as values: a stable `code` and plain data, no wording for people.

Must not know HTTP, languages or the case a paper belongs to.
"""

from collections.abc import Mapping
from types import MappingProxyType


class DocumentError(Exception):
    """Base of the room's errors. `code` is stable snake_case; `data` holds short strings that explain it."""

    default_code = "document_error"

    def __init__(self, code: str | None = None, data: Mapping[str, str] | None = None) -> None:
        self.code = code or self.default_code
        self.data: Mapping[str, str] = MappingProxyType(dict(data or {}))
        super().__init__(self.code, dict(self.data))

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in self.data.items())
        return f"{self.code}({details})"


class TemplateFailed(DocumentError):
    """A template cannot be read or filled: `template_error` or `undeclared_template_field`."""

    default_code = "template_error"


class RenderingFailed(DocumentError):
    """HTML did not become a PDF: `forbidden_resource`, `rendering_timed_out`, `rendering_failed`."""

    default_code = "rendering_failed"


class ChildFailed(DocumentError):
    """A limited process gave no answer: `timed_out`, `died` (its limits, mostly), `closed`."""

    default_code = "died"


class WrongPin(DocumentError):
    """The PIN does not open the key."""

    default_code = "wrong_pin"


class KeyUnusable(DocumentError):
    """The key is damaged, does not fit its certificate, or was wrapped under another secret."""

    default_code = "key_unusable"


class SigningFailed(DocumentError):
    """A signature cannot be put on this paper: `not_signable`, `signature_does_not_fit`, `wrong_digest` …"""

    default_code = "signing_failed"


class TimestampFailed(DocumentError):
    """The time stamping authority did not answer, or answered something that is no stamp of our bytes."""

    default_code = "timestamp_failed"


class LevelFailed(DocumentError):
    """The level of a paper cannot be raised: its signatures do not hold, or would not afterwards."""

    default_code = "not_verified"


class RevocationUnknown(DocumentError):
    """Nobody says at the moment whether a certificate still holds; later somebody may."""

    default_code = "revocation_unknown"


class UploadRefused(DocumentError):
    """`too_large`, `unsupported_media`, `not_readable` or `unsafe_content`."""

    default_code = "not_readable"


class ScanFailed(DocumentError):
    """The virus scanner is configured and did not give a verdict; the upload waits."""

    default_code = "scanner_unreachable"


class StorageDamaged(DocumentError):
    """Stored bytes do not have the hash they are stored under."""

    default_code = "storage_damaged"


class NotStored(DocumentError):
    """No bytes under this municipality and hash."""

    default_code = "not_stored"


class StorageUnavailable(DocumentError):
    """The disk is full, read-only or gone; nothing was stored."""

    default_code = "storage_unavailable"
