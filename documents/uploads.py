"""Makes a file from outside harmless: sniffed, parsed, pictures made anew, active content of PDF removed.

Must not store anything and must not trust names or declared types. Sources: OWASP ASVS 5.0, V5; rules.md, 19.
"""

from collections.abc import Callable
from dataclasses import dataclass

from documents.errors import UploadRefused
from documents.pdf_cleaning import CleanPdf, clean_pdf
from documents.photos import Place, clean_photo

MAX_BYTES = 20 * 1024 * 1024

_EXECUTABLE = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xfe\xed\xfa\xcf",
)
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanUpload:
    """What may be kept: fixed media type, new bytes, size in pixels, place (latitude, longitude) or page count."""

    media_type: str
    data: bytes
    width: int | None = None
    height: int | None = None
    place: Place | None = None
    page_count: int | None = None


def clean_upload(
    data: bytes, *, max_bytes: int = MAX_BYTES, pdf_cleaner: Callable[[bytes], CleanPdf] = clean_pdf
) -> CleanUpload:
    """`pdf_cleaner` may do the same elsewhere, such as in a limited process.

    Raises `UploadRefused`: `too_large`, `unsupported_media`, `not_readable`, `unsafe_content`.
    """
    if len(data) > max_bytes:
        raise UploadRefused("too_large", {"bytes": str(len(data)), "max": str(max_bytes)})
    media_type = sniff(data)
    if media_type == "application/pdf":
        pdf = pdf_cleaner(data)
        return CleanUpload(media_type=media_type, data=pdf.data, page_count=pdf.page_count)
    if media_type in ("image/jpeg", "image/png", "image/webp", "image/heic"):
        photo = clean_photo(data, media_type)
        return CleanUpload(
            media_type=photo.media_type,
            data=photo.data,
            width=photo.width,
            height=photo.height,
            place=photo.place,
        )
    raise UploadRefused("unsupported_media", {"media_type": media_type})


def sniff(data: bytes) -> str:
    """The media type that the first bytes tell; `application/octet-stream` for all that is not wanted anyway."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return "image/heic"
    if data.startswith(_EXECUTABLE):
        return "application/x-executable"
    return "application/octet-stream"
