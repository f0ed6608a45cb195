"""Rows on their way into PostgreSQL: JSON that `json_populate_recordset` turns into a table's own types.

One text parameter per statement, whatever is None in it: statements stay prepared, and types stand in one place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from workflow.json_text import json_text
from workflow.values import Json

Cell: TypeAlias = Json | UUID | datetime | date | bytes
TableRow: TypeAlias = Mapping[str, Cell]


def row_json(rows: Sequence[TableRow] | TableRow) -> str:
    """`rows` as JSON text; bytes as PostgreSQL writes them."""
    try:
        return json_text(rows, _plain).decode()
    except TypeError:
        # A whole number beyond 64 bits is written by the standard library alone.
        return json.dumps(rows, default=_plain, ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> str:
    match value:
        case bytes():
            return "\\x" + value.hex()
        case datetime() | date():
            return value.isoformat()
        case UUID():
            return str(value)
    raise TypeError(type(value).__name__)
