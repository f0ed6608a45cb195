"""Rows given as parameters of their own become the same rows as those given as one JSON list."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest

from store.conversation import Conversation
from store.projections.timer_rows import UPSERT
from store.row_json import TableRow
from store.row_parameters import array_text, cell_text
from tests.store.given import Store

_INSTANT = datetime(2026, 11, 23, 6, 5, 0, 7, UTC)


def test_types_of_ours_are_written_as_the_database_reads_them() -> None:
    kyiv = _INSTANT.astimezone(timezone(timedelta(hours=2)))

    assert [cell_text(one) for one in (None, "а\\'", True, False, 7, b"\x01\xff", date(2026, 11, 23))] == [
        None,
        "а\\'",
        "t",
        "f",
        "7",
        "\\x01ff",
        "2026-11-23",
    ]
    assert datetime.fromisoformat(str(cell_text(kyiv))) == _INSTANT
    assert UUID(str(cell_text(UUID(int=7)))) == UUID(int=7)


def test_a_list_is_read_as_it_was_whatever_stands_in_it(shared_store: Store) -> None:
    texts = ["", "строк", 'лапки "тут"', "\\", "a,b", "{}", "NULL"]

    assert shared_store.rows("SELECT %s::text[]", array_text(texts)) == [(texts,)]


def test_what_only_json_can_hold_is_refused() -> None:
    with pytest.raises(TypeError):
        cell_text({"is": 1})


def test_few_rows_and_many_are_written_alike(shared_store: Store) -> None:
    # given: one row, as many as have parameters of their own, and one more
    case = shared_store.open_case()
    for count in (1, 8, 9):
        rows: list[TableRow] = [
            {
                "municipality": 1,
                "case_id": case.id,
                "clock": f"годинник {count} «{number}»",
                "rung": number,
                "due": _INSTANT + timedelta(days=number),
            }
            for number in range(count)
        ]
        talk = Conversation(shared_store.database.check_out, 1)

        # when
        talk.tell(*UPSERT.of(rows))
        talk.commit()

        # then
        kept = shared_store.rows(
            "SELECT clock, rung, due FROM timers WHERE case_id = %s AND clock LIKE %s ORDER BY rung",
            case.id,
            f"годинник {count} %",
        )
        assert kept == [(row["clock"], row["rung"], row["due"]) for row in rows]
