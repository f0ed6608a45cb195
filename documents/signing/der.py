"""Whether bytes are laid out as DER: definite, shortest lengths, every container exactly filled (X.690, 8.1 and 10.1).

Must not know what the values mean; asn1crypto reads them, but forgives lengths that do not fit.
"""

_CONSTRUCTED = 0x20
_MAX_DEPTH = 40


def der_length(data: bytes) -> int | None:
    """The length of the one value at the beginning of `data`; None if it is not DER. What follows is the caller's."""
    return _value(data, 0, len(data), 0)


def _value(data: bytes, start: int, end: int, depth: int) -> int | None:
    """The offset behind the value at `start`."""
    if depth > _MAX_DEPTH:
        return None
    place = _after_tag(data, start, end)
    header = None if place is None else _length(data, place, end)
    if header is None:
        return None
    inside, size = header
    stop = inside + size
    if stop > end:
        return None
    if data[start] & _CONSTRUCTED:
        while inside < stop:
            behind = _value(data, inside, stop, depth + 1)
            if behind is None:
                return None
            inside = behind
    return stop


def _after_tag(data: bytes, start: int, end: int) -> int | None:
    if start >= end or data[start] == 0:  # tag 0 is the end-of-contents mark of BER; padding looks like it
        return None
    if data[start] & 0x1F != 0x1F:
        return start + 1
    place = start + 1
    while place < end and data[place] & 0x80:
        place += 1
    return place + 1 if place < end else None


def _length(data: bytes, place: int, end: int) -> tuple[int, int] | None:
    """Where the contents begin, and how long they are."""
    if place >= end:
        return None
    first = data[place]
    if first < 0x80:
        return place + 1, first
    count = first & 0x7F
    digits = data[place + 1 : place + 1 + count]
    if not 1 <= count <= 4 or len(digits) != count or place + 1 + count > end:
        return None
    size = int.from_bytes(digits)
    is_shortest = size >= 0x80 and digits[0] != 0
    return (place + 1 + count, size) if is_shortest else None
