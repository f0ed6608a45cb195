"""Hexadecimal strings are read at once just as pyHanko reads them byte by byte, mistakes included."""

from io import BytesIO

import pytest
from pyhanko.pdf_utils.misc import PdfError

from documents.signing import quick_hex

STRINGS = [b"<>", b"<4E6f>", b"<3082" + b"00" * 40_000 + b">", b"<FEFF0421043f>", b"<4E 6f\n>", b"<4E6>", b"<4E%c\n6f>"]
BROKEN = [b"<4E6g>", b"<4E", b"<", b"<4E<6f>>", b"<" + b"00" * 5]


def read(function: object, data: bytes) -> tuple[object, object, int]:
    stream = BytesIO(b"before" + data + b" after")
    stream.seek(6)
    assert callable(function)
    found = function(stream)
    return type(found), found, stream.tell()


@pytest.mark.parametrize("data", STRINGS)
def test_a_string_is_the_same_and_so_is_where_it_ends(data: bytes) -> None:
    assert read(quick_hex.read_hex_string, data) == read(quick_hex.byte_by_byte, data)


@pytest.mark.parametrize("data", BROKEN)
def test_what_is_no_string_is_refused(data: bytes) -> None:
    with pytest.raises(PdfError):
        read(quick_hex.read_hex_string, data)
