"""Reads hexadecimal strings of a PDF at once instead of byte by byte.

The signatures and time stamps of a paper at B-LTA are some 60,000 hexadecimal digits, which pyHanko 0.38 reads by a
loop in Python: two thirds of a verification (ADR 0415). What is not plainly digits is left to pyHanko.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from typing import IO

from pyhanko.pdf_utils import generic

_DIGITS = re.compile(rb"<([0-9a-fA-F]*)>")
_CHUNK = 1 << 16

byte_by_byte = generic.read_hex_string_from_stream


def read_hex_string(stream: IO[bytes]) -> generic.ByteStringObject | generic.TextStringObject:
    """The string that begins here, as pyHanko's own function gives it. Raises PdfStreamError, as that one does."""
    start = stream.tell()
    read = stream.read(_CHUNK)
    found = _DIGITS.match(read)
    if found is None or len(found[1]) % 2:
        stream.seek(start)
        return byte_by_byte(stream)
    stream.seek(start + found.end())
    return generic.pdf_string(unhexlify(found[1]))


def read_hex_quickly() -> None:
    """From now on pyHanko reads them so, in this process."""
    generic.read_hex_string_from_stream = read_hex_string
