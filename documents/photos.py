"""Makes a photo anew from its pixels: no EXIF, no thumbnails, no appended data; the place is taken out before.

Must not keep anything of the original but what can be seen.
"""

import math
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple

import pillow_heif
from PIL import ExifTags, Image, ImageCms, ImageOps, UnidentifiedImageError

from documents.errors import UploadRefused

MAX_PIXELS = 60_000_000  # the largest phone cameras; four bytes each in memory
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/heic": "HEIF"}
_KEPT_AS = {"image/heic": "image/jpeg"}  # browsers and printers know no HEIC
_JPEG_QUALITY = 88

# Without thumbnails and depth pictures: only what is seen is kept, so nothing else need be decoded.
pillow_heif.register_heif_opener(thumbnails=False)


class Place(NamedTuple):
    """WGS 84, decimal degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanPhoto:
    """New bytes, upright, with the size in pixels and the place where it was taken. HEIC has become JPEG."""

    media_type: str
    data: bytes
    width: int
    height: int
    place: Place | None


def clean_photo(data: bytes, media_type: str) -> CleanPhoto:
    """Raises `UploadRefused`: `not_readable`, `unsafe_content` (too many pixels)."""
    try:
        with Image.open(BytesIO(data), formats=[_FORMATS[media_type]]) as original:
            if original.width * original.height > MAX_PIXELS:
                raise UploadRefused("unsafe_content", {"reason": "too_many_pixels"})
            place = _place(original)
            picture = ImageOps.exif_transpose(_in_srgb(original))
            fresh = Image.new(picture.mode, picture.size)
            fresh.paste(picture)
            kept_as = _KEPT_AS.get(media_type, media_type)
            return CleanPhoto(
                media_type=kept_as,
                data=_encode(fresh, kept_as),
                width=fresh.width,
                height=fresh.height,
                place=place,
            )
    except Image.DecompressionBombError as error:
        raise UploadRefused("unsafe_content", {"reason": "too_many_pixels"}) from error
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        TypeError,
        KeyError,
        EOFError,
    ) as error:
        raise UploadRefused("not_readable", {"reason": type(error).__name__}) from error


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Phones store wide colours with a profile; the profile goes, so the colours are converted first."""
    wanted = "RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB"
    profile = picture.info.get("icc_profile")
    exif = picture.getexif()
    converted = picture.convert(wanted)
    if profile and picture.mode in ("RGB", "RGBA"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            ImageCms.profileToProfile(converted, source, ImageCms.createProfile("sRGB"), inPlace=True)
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = picture.convert(wanted)
    converted.getexif()[ExifTags.Base.Orientation] = exif.get(ExifTags.Base.Orientation, 1)
    return converted


def _encode(picture: Image.Image, media_type: str) -> bytes:
    output = BytesIO()
    if media_type == "image/jpeg":
        picture.convert("RGB").save(output, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    elif media_type == "image/png":
        picture.save(output, "PNG")
    else:
        picture.save(output, "WEBP", quality=_JPEG_QUALITY)
    return output.getvalue()


def _place(picture: Image.Image) -> Place | None:
    try:
        gps = picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        latitude = _degrees(gps[ExifTags.GPS.GPSLatitude], gps[ExifTags.GPS.GPSLatitudeRef], "S")
        longitude = _degrees(gps[ExifTags.GPS.GPSLongitude], gps[ExifTags.GPS.GPSLongitudeRef], "W")
    except (
        KeyError,
        TypeError,
        ValueError,
        IndexError,
        ZeroDivisionError,
        OSError,
        SyntaxError,
    ):
        return None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180) or (latitude == 0 and longitude == 0):
        return None  # cameras without a fix write zeros or nonsense
    return Place(latitude, longitude)


def _degrees(parts: object, reference: object, negative: str) -> float:
    if not isinstance(parts, tuple):
        raise TypeError("not an angle")
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(value):
        raise ValueError("not a number")
    sign = -1 if str(reference).strip("\0 ").upper() == negative else 1
    return round(sign * value, 6)
