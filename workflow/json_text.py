"""JSON text, written quickly: the only import of orjson. What is canonical is said in codec.py, not here.

Writes what the standard library writes without spaces, letters as they are; besides JSON it takes instants (RFC 3339),
days and ids. What it cannot write (numbers beyond 64 bits, half letters) is a TypeError: the caller has a slower way.
"""

from __future__ import annotations

from collections.abc import Callable

import orjson


def json_text(value: object, other: Callable[[object], object] | None = None) -> bytes:
    """`value` as UTF-8; `other` turns values of further types into ones that can be written. TypeError."""
    return orjson.dumps(value, other)


def sorted_json_text(value: object) -> bytes:
    """The same with the members of objects in the order of their names' code points. TypeError."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
