"""A file from outside made harmless and stored, the same way at both doors (rules.md 19)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

from documents.errors import UploadRefused
from documents.scanning import scan
from documents.uploads import CleanUpload, clean_upload
from gate.doors import doors, reading
from store.queries.papers import paper_by_bytes

_Noted = TypeVar("_Noted")


def harmless(raw: bytes) -> CleanUpload:
    """The upload cleaned; a paper of ours that comes back is known by its bytes and let through whole.

    Raises UploadRefused, and ScanFailed when a scanner is configured and does not answer: fail closed.
    """
    with reading() as look:
        ours = paper_by_bytes(look, hashlib.sha256(raw).hexdigest()) is not None
    if ours:
        return CleanUpload(media_type="application/pdf", data=raw)
    scanner = doors().scanner
    if scanner is not None and not scan(raw, address=scanner).clean:
        raise UploadRefused("unsafe_content")
    return clean_upload(raw, max_bytes=doors().settings.max_upload_bytes, pdf_cleaner=doors().inspection.clean_pdf)


def stored(municipality: int, data: bytes, note: Callable[[str], _Noted]) -> _Noted:
    """Stores bytes and notes them: `note` takes their SHA-256 and writes the row that names them.

    Raises StorageUnavailable, and what `note` raises.
    """
    storage = doors().storage
    sha256 = storage.put(municipality, data)
    noted = note(sha256)
    # Equal bytes that lay there before may have been taken away, as nobody's, until the row was there to name them.
    if not storage.exists(municipality, sha256):
        storage.put(municipality, data)
    return noted
