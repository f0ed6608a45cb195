"""How the pool and its children talk: lists of byte strings, each with its length. No pickles cross this line."""

import struct
from collections.abc import Sequence
from typing import BinaryIO

_LENGTH = struct.Struct(">Q")
_MAX_BLOBS = 256
_MAX_BYTES = 256 * 1024 * 1024


def write_blobs(stream: BinaryIO, blobs: Sequence[bytes]) -> None:
    """Write a list of byte strings and flush."""
    stream.write(_LENGTH.pack(len(blobs)))
    for blob in blobs:
        stream.write(_LENGTH.pack(len(blob)))
        stream.write(blob)
    stream.flush()


def read_blobs(stream: BinaryIO) -> list[bytes]:
    """Read such a list. Raises `EOFError` when the other side is gone, `ValueError` when it talks nonsense."""
    count = _number(stream)
    if count > _MAX_BLOBS:
        raise ValueError("too many parts")
    return [_exactly(stream, _number(stream)) for _ in range(count)]


def _number(stream: BinaryIO) -> int:
    value: int = _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0]
    return value


def _exactly(stream: BinaryIO, size: int) -> bytes:
    if size > _MAX_BYTES:
        raise ValueError("too long")
    data = stream.read(size)
    if len(data) != size:
        raise EOFError
    return data
