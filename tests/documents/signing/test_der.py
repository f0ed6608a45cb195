"""Only exact DER counts as one value."""

import pytest

from documents.signing.der import der_length


@pytest.mark.parametrize(
    ("data", "length"),
    [
        (b"\x30\x03\x02\x01\x05", 5),
        (b"\x30\x03\x02\x01\x05\x00\x00", 5),
        (b"\x04\x81\x80" + bytes(128), 131),
        (b"\x1f\x81\x01\x01\xff", 5),
    ],
)
def test_a_value_has_its_length(data: bytes, length: int) -> None:
    assert der_length(data) == length


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x00",
        b"\x30",
        b"\x30\x80\x02\x01\x05\x00\x00",
        b"\x30\x04\x02\x01\x05",
        b"\x30\x05\x02\x01\x05\x00\x00",
        b"\x30\x02\x02\x01\x05",
        b"\x04\x81\x7f" + bytes(127),
        b"\x04\x82\x00\x80" + bytes(128),
        b"\x04\x85\x00\x00\x00\x00\x01\x00",
        b"\x1f\x81",
        b"\x30\x02" * 60 + b"\x02\x00",
    ],
)
def test_what_is_not_der_has_none(data: bytes) -> None:
    assert der_length(data) is None
