"""The object-centric log as a database: the tables of the standard (OCEL 2.0, chapter 6), saying what the JSON says."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from runtime.ocel_database import write_ocel_database
from tests.workflow.event_log.played import some_played
from workflow.event_log.log_case import LogCase
from workflow.event_log.ocel import ocel


def cases() -> Iterable[LogCase]:
    return some_played("road_defect", 25)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("log") / "log.sqlite"
    made.write_text("something that was there before", encoding="utf-8")
    write_ocel_database(made, cases)
    return made


@pytest.fixture
def database(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file)) as opened:
        yield opened


def rows(database: sqlite3.Connection, question: str) -> list[Any]:
    return sorted(database.execute(question).fetchall())


def test_every_type_has_its_table_and_every_table_its_type(database: sqlite3.Connection) -> None:
    tables = {name for (name,) in rows(database, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    common = {"event", "object", "event_object", "object_object", "event_map_type", "object_map_type"}
    typed = {
        f"{what}_{name}"
        for what in ("event", "object")
        for (name,) in rows(database, f"SELECT ocel_type_map FROM {what}_map_type")
    }

    assert tables == common | typed
    for table in typed:
        columns = {name: kind for _number, name, kind, *_rest in database.execute(f"PRAGMA table_info({table})")}
        assert columns["ocel_time"] == "TIMESTAMP"
        assert ("ocel_changed_field" in columns) == table.startswith("object_")


def test_the_database_says_what_the_json_says(database: sqlite3.Connection) -> None:
    log = json.loads("".join(ocel(cases)))

    for what in ("event", "object"):
        things = log[f"{what}s"]
        assert rows(database, f"SELECT * FROM {what}") == sorted((one["id"], one["type"]) for one in things)
        for one in things:
            cursor = database.execute(f"SELECT * FROM {what}_{one['type']} WHERE ocel_id = ?", (one["id"],))
            names = [column[0] for column in cursor.description]
            (row,) = [dict(zip(names, values, strict=True)) for values in cursor]
            assert {
                name: value for name, value in row.items() if not name.startswith("ocel_") and value is not None
            } == {fact["name"]: fact["value"] for fact in one["attributes"]}
    related = sorted(
        (one["id"], way["objectId"], way["qualifier"]) for one in log["events"] for way in one["relationships"]
    )
    assert rows(database, "SELECT * FROM event_object") == related


def test_no_id_leads_nowhere(database: sqlite3.Connection) -> None:
    assert rows(database, "PRAGMA foreign_key_check") == []
    database.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO event_object VALUES ('nobody', 'nothing', 'case')")


def test_what_cannot_be_written_is_an_error_of_files(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="unable to open"):
        write_ocel_database(tmp_path / "missing" / "log.sqlite", cases)
