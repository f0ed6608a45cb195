"""Statements that write whole rows of one table from one JSON parameter (row_json.py), made from the table itself."""

from __future__ import annotations

from typing import LiteralString

from sqlalchemy import Table as Rows

from store.tables.table import Table


def insert(table: type[Table]) -> LiteralString:
    """`INSERT` of `%(rows)s`, a JSON list."""
    name = _rows(table).name
    # Names of tables and columns are ours.
    return f"INSERT INTO {name} SELECT * FROM json_populate_recordset(NULL::{name}, %(rows)s::json)"  # noqa: S608


def insert_new(table: type[Table]) -> LiteralString:
    """The same, leaving rows alone that are there already."""
    return f"{insert(table)} ON CONFLICT DO NOTHING"


def upsert(table: type[Table], *, keep: frozenset[str] = frozenset()) -> LiteralString:
    """The same, replacing rows of the same primary key; a column in `keep` stays once it has a value."""
    return f"{insert(table)} {replacing(table, keep=keep)}"


def replacing(table: type[Table], *, keep: frozenset[str] = frozenset()) -> LiteralString:
    """What an `INSERT` does with rows of the same primary key."""
    rows = _rows(table)
    key = ", ".join(column.name for column in rows.primary_key)
    others = [column.name for column in rows.columns if not column.primary_key]
    changes = ", ".join(
        f"{name} = COALESCE({rows.name}.{name}, excluded.{name})" if name in keep else f"{name} = excluded.{name}"
        for name in others
    )
    return f"ON CONFLICT ({key}) DO UPDATE SET {changes}"


def columns_of(table: type[Table]) -> tuple[LiteralString, list[LiteralString]]:
    """The name of a table, and of its columns."""
    rows = _rows(table)
    return rows.name, [column.name for column in rows.columns]


def _rows(table: type[Table]) -> Rows:
    rows = table.__table__
    assert isinstance(rows, Rows)
    return rows
