"""Uploads: pictures made anew without EXIF, the place taken out; PDF without anything active; the rest refused."""

import io
import zlib
from io import BytesIO
from struct import pack
from typing import Any

import pikepdf
import pytest
from PIL import ExifTags, Image, ImageCms
from PIL.TiffImagePlugin import IFDRational

from documents.errors import UploadRefused
from documents.uploads import clean_upload
from tests.documents import given

SECRET = "Canon EOS 99 serial 1234567"


def photo(
    *,
    form: str = "JPEG",
    size: tuple[int, int] = (60, 40),
    place: tuple[tuple[float, float, float], str, tuple[float, float, float], str] | None = None,
    orientation: int = 1,
) -> bytes:
    picture = Image.new("RGB", size, (10, 20, 200))
    picture.paste((250, 0, 0), (0, 0, size[0] // 2, size[1] // 2))
    exif = picture.getexif()
    exif[ExifTags.Base.Model] = SECRET
    exif[ExifTags.Base.Orientation] = orientation
    if place is not None:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitude], gps[ExifTags.GPS.GPSLatitudeRef] = place[0], place[1]
        gps[ExifTags.GPS.GPSLongitude], gps[ExifTags.GPS.GPSLongitudeRef] = place[2], place[3]
    output = BytesIO()
    picture.save(output, form, exif=exif)
    return output.getvalue()


def refusal(data: bytes, **limits: Any) -> str:
    with pytest.raises(UploadRefused) as caught:
        clean_upload(data, **limits)
    return caught.value.code


KYIV = ((50.0, 27.0, 0.36), "N", (30.0, 31.0, 24.24), "E")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_loses_its_metadata_and_gives_its_place(form: str) -> None:
    original = photo(form=form, place=KYIV)
    assert SECRET.encode() in original

    clean = clean_upload(original)

    assert SECRET.encode() not in clean.data
    assert clean.place == (50.4501, 30.5234)
    assert (clean.width, clean.height) == (60, 40)
    with Image.open(BytesIO(clean.data)) as again:
        assert (again.format, dict(again.getexif())) == (form, {})
        assert clean.media_type == Image.MIME[form]


def test_south_and_west_are_negative() -> None:
    clean = clean_upload(photo(place=((33.0, 30.0, 0.0), "S", (70.0, 36.0, 0.0), "W")))

    assert clean.place == (-33.5, -70.6)


@pytest.mark.parametrize(
    "place",
    [
        None,
        ((0.0, 0.0, 0.0), "N", (0.0, 0.0, 0.0), "E"),
        ((91.0, 0.0, 0.0), "N", (10.0, 0.0, 0.0), "E"),
        ((50.0, 0.0, 0.0), "N", (181.0, 0.0, 0.0), "E"),
        ((IFDRational(1, 0), 0.0, 0.0), "N", (30.0, 0.0, 0.0), "E"),
    ],
)
def test_a_place_that_is_none_is_not_given(place: object) -> None:
    assert clean_upload(photo(place=place)).place is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("orientation", "size", "corner"), [(1, (60, 40), (2, 2)), (6, (40, 60), (37, 2)), (3, (60, 40), (57, 37))]
)
def test_a_turned_photo_is_set_upright(orientation: int, size: tuple[int, int], corner: tuple[int, int]) -> None:
    clean = clean_upload(photo(orientation=orientation))

    with Image.open(BytesIO(clean.data)) as again:
        red = again.convert("RGB").getpixel(corner)
        assert isinstance(red, tuple)
        assert again.size == size
        assert red[0] > 200


def test_a_photo_with_a_colour_profile_is_converted_and_loses_it() -> None:
    output = BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.new("RGB", (8, 8), (1, 200, 3)).save(output, "PNG", icc_profile=profile)

    with Image.open(BytesIO(clean_upload(output.getvalue()).data)) as again:
        assert "icc_profile" not in again.info
        assert again.getpixel((1, 1)) == (1, 200, 3)


def test_bytes_behind_a_photo_are_gone() -> None:
    clean = clean_upload(photo() + b"PK\x03\x04<script>alert(1)</script>")

    assert b"script" not in clean.data


def test_transparency_survives_in_png() -> None:
    output = BytesIO()
    Image.new("RGBA", (4, 4), (1, 2, 3, 0)).save(output, "PNG")

    with Image.open(BytesIO(clean_upload(output.getvalue()).data)) as again:
        assert again.getpixel((0, 0)) == (1, 2, 3, 0)


def bomb(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))

    header = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(60_000, 60_000), (8_000, 8_000)])
def test_a_picture_that_would_eat_memory_is_refused(size: tuple[int, int]) -> None:
    assert refusal(bomb(*size)) == "unsafe_content"


@pytest.mark.parametrize("cut", [20, 100, 400])
def test_a_cut_photo_is_not_readable(cut: int) -> None:
    assert refusal(photo()[:cut]) == "not_readable"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\x00",
        b"\x7fELF\x02",
        b"#!/bin/sh\n",
        b"<html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + bytes(20),
        b"PK\x03\x04",
        b"plain text",
        b"II*\x00" + bytes(20),
        b" %PDF-1.7",
    ],
)
def test_other_media_are_refused(data: bytes) -> None:
    assert refusal(data) == "unsupported_media"


def test_a_disguised_picture_is_what_its_bytes_say() -> None:
    assert refusal(b"\xff\xd8\xff" + b"MZ not a picture") == "not_readable"


def test_a_file_over_the_limit_is_refused_before_it_is_read() -> None:
    assert refusal(photo(), max_bytes=100) == "too_large"


def pdf_with(change: "str | None" = None, value: object = None) -> bytes:
    output = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        if change is not None:
            document.Root[change] = value
        document.save(output)
    return output.getvalue()


def script() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('CANARY')")


def test_a_harmless_pdf_keeps_its_pages() -> None:
    clean = clean_upload(given.long_paper())

    assert (clean.media_type, clean.page_count) == ("application/pdf", 3)


def active(name: str) -> bytes:
    output = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        page = document.pages[0].obj
        if name == "open action":
            document.Root.OpenAction = script()
        elif name == "names":
            document.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["x", script()]))
        elif name == "page action":
            page.AA = pikepdf.Dictionary(O=script())
        elif name == "launch":
            link = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Link,
                Rect=[0, 0, 9, 9],
                A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="CANARY.exe"),
            )
            page.Annots = pikepdf.Array([link])
        elif name == "next action":
            link = pikepdf.Dictionary(
                Subtype=pikepdf.Name.Link,
                Rect=[0, 0, 9, 9],
                A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://x.test", Next=pikepdf.Array([script()])),
            )
            page.Annots = pikepdf.Array([document.make_indirect(link)])
        elif name == "script address":
            page.Annots = pikepdf.Array(
                [
                    pikepdf.Dictionary(
                        Subtype=pikepdf.Name.Link,
                        Rect=[0, 0, 9, 9],
                        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="javascript:CANARY"),
                    )
                ]
            )
        elif name == "embedded file":
            document.attachments["CANARY.exe"] = b"MZ CANARY"
        elif name == "file annotation":
            page.Annots = pikepdf.Array(
                [pikepdf.Dictionary(Subtype=pikepdf.Name.FileAttachment, Rect=[0, 0, 9, 9], T="CANARY")]
            )
        elif name == "xfa":
            document.Root.AcroForm = pikepdf.Dictionary(XFA=document.make_stream(b"<script>CANARY</script>"))
        elif name == "submit":
            field = pikepdf.Dictionary(
                FT=pikepdf.Name.Btn, T="x", A=pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F="http://CANARY")
            )
            document.Root.AcroForm = pikepdf.Dictionary(Fields=[document.make_indirect(field)])
        document.save(output)
    return output.getvalue()


ACTIVE = [
    "open action",
    "names",
    "page action",
    "launch",
    "next action",
    "script address",
    "embedded file",
    "file annotation",
    "xfa",
    "submit",
]


def unpacked(pdf: bytes) -> bytes:
    output = io.BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(
            output,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
        )
    return output.getvalue()


@pytest.mark.parametrize("name", ACTIVE)
def test_active_content_is_taken_out(name: str) -> None:
    original = active(name)
    assert b"CANARY" in unpacked(original)

    clean = clean_upload(original)

    assert b"CANARY" not in unpacked(clean.data)
    assert clean.page_count == 1


def test_a_harmless_link_stays() -> None:
    output = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.pages[0].obj.Annots = pikepdf.Array(
            [
                pikepdf.Dictionary(
                    Subtype=pikepdf.Name.Link,
                    Rect=[0, 0, 9, 9],
                    A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://zakon.rada.gov.ua"),
                )
            ]
        )
        document.save(output)

    assert b"zakon.rada.gov.ua" in unpacked(clean_upload(output.getvalue()).data)


def test_a_signed_pdf_that_is_harmless_is_kept_byte_by_byte() -> None:
    assert clean_upload(given.sealed_once()).data == given.sealed_once()


def test_a_signed_pdf_with_active_content_is_refused() -> None:
    assert refusal(given.complete_paper()) == "unsafe_content"  # it carries its data as an embedded file


def test_bytes_behind_a_pdf_are_gone() -> None:
    assert b"CANARY" not in clean_upload(given.long_paper() + b"\nMZ CANARY").data


def test_a_locked_pdf_is_not_readable() -> None:
    output = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(output, encryption=pikepdf.Encryption(owner="x", user="y"))

    assert refusal(output.getvalue()) == "not_readable"


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\n" + bytes(100), b"%PDF-1.7\ntrailer<</Root 1 0 R>>"])
def test_a_broken_pdf_is_not_readable(data: bytes) -> None:
    assert refusal(data) in ("not_readable", "unsafe_content")


def test_the_same_upload_gives_the_same_bytes() -> None:
    assert clean_upload(given.long_paper()) == clean_upload(given.long_paper())
    assert clean_upload(photo(place=KYIV)) == clean_upload(photo(place=KYIV))


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_photo_of_an_iphone_becomes_a_jpeg_and_gives_its_place(orientation: int) -> None:
    output = BytesIO()
    with Image.open(BytesIO(photo(place=KYIV, orientation=orientation))) as shot:
        # As an iPhone writes it: turned by a property of the container.
        shot.save(output, "HEIF")
    original = output.getvalue()
    assert (b"irot" in original) == (orientation == 6)
    assert original[4:8] == b"ftyp"

    clean = clean_upload(original)

    assert (clean.media_type, clean.place) == ("image/jpeg", (50.4501, 30.5234))
    assert SECRET.encode() not in clean.data
    assert (clean.width, clean.height) == ((60, 40) if orientation == 1 else (40, 60))
    with Image.open(BytesIO(clean.data)) as again:
        assert (again.format, dict(again.getexif())) == ("JPEG", {})


@pytest.mark.parametrize("cut", [24, 200, 0.5])
def test_a_torn_photo_of_an_iphone_is_refused(cut: float) -> None:
    original = photo(form="HEIF")

    assert refusal(original[: int(cut if cut > 1 else len(original) * cut)]) == "not_readable"
