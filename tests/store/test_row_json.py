"""Rows leave as JSON that PostgreSQL turns back into the very same values."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest

from store.projections.timer_rows import difference
from store.row_json import TableRow, row_json

_INSTANT = datetime(2026, 11, 23, 6, 5, 0, 7, UTC)


def test_types_of_ours_are_written_as_the_database_reads_them() -> None:
    kyiv = datetime(2026, 11, 23, 8, 5, tzinfo=timezone(timedelta(hours=2)))
    row: TableRow = {"at": _INSTANT, "there": kyiv, "day": date(2026, 11, 23), "id": UUID(int=7), "hash": b"\x01\xff"}

    read = json.loads(row_json([row]))[0]

    assert datetime.fromisoformat(read["at"]) == _INSTANT
    assert datetime.fromisoformat(read["there"]) == kyiv
    assert (read["day"], read["id"], read["hash"]) == ("2026-11-23", str(UUID(int=7)), "\\x01ff")


def test_a_whole_number_beyond_64_bits_keeps_every_digit_and_its_neighbours_their_types() -> None:
    row: TableRow = {"number": 2**80, "at": _INSTANT, "hash": b"\x01", "id": UUID(int=7)}

    read = json.loads(row_json(row))

    assert read == {"number": 2**80, "at": _INSTANT.isoformat(), "hash": "\\x01", "id": str(UUID(int=7))}


def test_what_no_column_takes_is_refused() -> None:
    with pytest.raises(TypeError):
        row_json({"thing": object()})  # type: ignore[dict-item]


def test_timers_differ_by_those_gone_and_those_new_or_moved() -> None:
    stays: TableRow = {"clock": "answer", "rung": 0, "due": _INSTANT}
    goes: TableRow = {"clock": "routing", "rung": 0, "due": _INSTANT}
    moves: TableRow = {"clock": "service", "rung": 0, "due": _INSTANT}
    moved: TableRow = {**moves, "due": _INSTANT + timedelta(days=1)}
    comes: TableRow = {"clock": "answer", "rung": 1, "due": _INSTANT}

    assert difference([stays, goes, moves], [stays, moved, comes]) == ([goes], [moved, comes])
    assert difference([stays], [stays]) == ([], [])
