"""The object-centric log as an OCEL 2.0 SQLite file: a table for each type; an id that leads nowhere is refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from workflow.event_log.log_case import LogCase
from workflow.event_log.ocel_log import EVENT_TYPES, OBJECT_TYPES, TIME_ZERO, events_of, objects_of

_COMMON = """
PRAGMA foreign_keys = ON;
CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL UNIQUE);
CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL UNIQUE);
CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL REFERENCES event_map_type (ocel_type));
CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL REFERENCES object_map_type (ocel_type));
CREATE TABLE event_object (
  ocel_event_id TEXT REFERENCES event (ocel_id), ocel_object_id TEXT REFERENCES object (ocel_id), ocel_qualifier TEXT,
  PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier));
CREATE TABLE object_object (
  ocel_source_id TEXT REFERENCES object (ocel_id), ocel_target_id TEXT REFERENCES object (ocel_id), ocel_qualifier TEXT,
  PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier));
"""
_Rows = Iterator[tuple[str, tuple[str | None, ...]]]


def write_ocel_database(file: Path, cases: Callable[[], Iterable[LogCase]]) -> None:
    """Makes `file` anew. `cases` is called twice and must give the same cases both times. Raises OSError."""
    file.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(file)) as database, database:
            database.executescript(_COMMON)
            _types(database, "event", "", EVENT_TYPES)
            _types(database, "object", ", ocel_changed_field TEXT", OBJECT_TYPES)
            # Papers and clocks stand after the case that holds them: what leads where is looked at in the end.
            database.execute("PRAGMA defer_foreign_keys = ON")
            _fill(database, _objects(cases()))
            _fill(database, _events(cases()))
    except sqlite3.OperationalError as error:
        raise OSError(0, str(error)) from error


def _types(database: sqlite3.Connection, what: str, more: str, types: Mapping[str, tuple[str, ...]]) -> None:
    key = "" if more else " PRIMARY KEY"  # an object may stand there again, with what changed
    for name, facts in types.items():
        columns = "".join(f', "{fact}" TEXT' for fact in facts)
        database.execute(
            f'CREATE TABLE "{what}_{name}" (ocel_id TEXT{key} REFERENCES {what} (ocel_id),'
            f" ocel_time TIMESTAMP{more}{columns})"
        )
        database.execute(f"INSERT INTO {what}_map_type VALUES (?, ?)", (name, name))  # noqa: S608 names of this house


def _objects(cases: Iterable[LogCase]) -> _Rows:
    for case in cases:
        for one in objects_of(case):
            yield "object", (one.id, one.type)
            told = (one.facts.get(fact) for fact in OBJECT_TYPES[one.type])
            yield f"object_{one.type}", (one.id, TIME_ZERO, None, *told)
            yield from (("object_object", (one.id, name, way)) for name, way in one.related)


def _events(cases: Iterable[LogCase]) -> _Rows:
    for case in cases:
        for one in events_of(case):
            yield "event", (one.id, one.type)
            yield f"event_{one.type}", (one.id, one.time, *(one.facts.get(fact) for fact in EVENT_TYPES[one.type]))
            yield from (("event_object", (one.id, name, way)) for name, way in one.related)


def _fill(database: sqlite3.Connection, rows: _Rows) -> None:
    for table, row in rows:
        marks = ", ".join("?" * len(row))
        database.execute(f'INSERT INTO "{table}" VALUES ({marks})', row)  # noqa: S608 tables of this file
