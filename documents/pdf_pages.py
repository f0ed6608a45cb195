"""Pages of a foreign PDF as pictures: what is seen is kept, what the file holds besides is left behind.

Hostile files are expected here: run it in a limited process.
"""

from io import BytesIO

import pypdfium2

from documents.errors import UploadRefused

MAX_PAGES = 200
_DOTS_PER_INCH = 200
_LONGEST_SIDE = 3000
_QUALITY = 80
_POINTS_PER_INCH = 72


def page_count(pdf: bytes) -> int:
    """Raises `UploadRefused`: `not_readable`, `unsafe_content` (more than `MAX_PAGES`)."""
    document = _opened(pdf)
    try:
        pages = len(document)
    finally:
        document.close()
    if not 0 < pages <= MAX_PAGES:
        raise UploadRefused("unsafe_content", {"reason": "too_many_pages"})
    return pages


def page_picture(pdf: bytes, number: int) -> bytes:
    """Page `number` from 0 as a JPEG of 200 dots to the inch, of large pages fewer: the same page gives the same bytes.

    Raises `UploadRefused("not_readable")`.
    """
    document = _opened(pdf)
    try:
        page = document[number]
        longest = max(page.get_width(), page.get_height(), 1)
        scale = min(_DOTS_PER_INCH / _POINTS_PER_INCH, _LONGEST_SIDE / longest)
        picture = page.render(scale=scale).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, ValueError, IndexError) as error:
        raise UploadRefused("not_readable") from error
    finally:
        document.close()
    made = BytesIO()
    picture.save(made, "JPEG", quality=_QUALITY)
    return made.getvalue()


def _opened(pdf: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(pdf)
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise UploadRefused("not_readable") from error
