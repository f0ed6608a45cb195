"""Rows on their way into PostgreSQL: JSON that `json_populate_recordset` turns into a table's own types.

One text parameter per statement, whatever is None in it: statements stay prepared, and types stand in one place.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeAlias
from uuid import UUID

from workflow.values import Json

Cell: TypeAlias = Json | UUID | datetime | date | bytes
TableRow: TypeAlias = Mapping[str, Cell]


def row_json(rows: Sequence[TableRow] | TableRow) -> str:
    """`rows` as JSON text; bytes as PostgreSQL writes them."""
    return _ENCODER.encode(rows)


def _plain(value: object) -> str:
    write = _WRITTEN.get(type(value))
    if write is None:
        raise TypeError(type(value).__name__)
    return write(value)


_WRITTEN: Mapping[type, Callable[[Any], str]] = {
    UUID: str,
    datetime: datetime.isoformat,
    date: date.isoformat,
    bytes: lambda value: "\\x" + value.hex(),
}
# Made once: `json.dumps` with anything but its defaults makes one for every call.
_ENCODER = json.JSONEncoder(default=_plain, ensure_ascii=False, separators=(",", ":"))
