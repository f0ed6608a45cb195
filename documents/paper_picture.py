"""Makes a photo small enough for an enclosure: the same picture gives the same bytes.

Must not judge the photo: what comes in was made harmless by `uploads.py`.
"""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from documents.errors import UploadRefused

_LONGEST_SIDE = 1600
_QUALITY = 82


def paper_picture(data: bytes, *, longest_side: int = _LONGEST_SIDE) -> bytes:
    """A baseline JPEG in RGB, no side longer than `longest_side` pixels. Raises `UploadRefused("not_readable")`."""
    try:
        with Image.open(BytesIO(data)) as original:
            picture = ImageOps.exif_transpose(original).convert("RGB")
            picture.thumbnail((longest_side, longest_side))
            fresh = Image.new("RGB", picture.size)
            fresh.paste(picture)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise UploadRefused("not_readable") from error
    return _jpeg(fresh)


def plain_picture() -> bytes:
    """A grey one, where a photo will stand."""
    return _jpeg(Image.new("RGB", (640, 480), "#b8bcc4"))


def _jpeg(picture: Image.Image) -> bytes:
    made = BytesIO()
    picture.save(made, "JPEG", quality=_QUALITY)
    return made.getvalue()
