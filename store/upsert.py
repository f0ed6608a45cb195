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
    rows = _rows(table)
    key = ", ".join(column.name for column in rows.primary_key)
    others = [column.name for column in rows.columns if not column.primary_key]
    changes = ", ".join(
        f"{name} = COALESCE({rows.name}.{name}, excluded.{name})" if name in keep else f"{name} = excluded.{name}"
        for name in others
    )
    return f"{insert(table)} ON CONFLICT ({key}) DO UPDATE SET {changes}"


def update(table: type[Table], *, fixed: frozenset[str], document: str) -> LiteralString:
    """`UPDATE` of the one row in `%(rows)s` by its primary key, all columns but those in `fixed`.

    The column `document` is given by itself, as JSON text: inside the row it would be parsed twice.
    """
    rows = _rows(table)
    names = [column.name for column in rows.columns if not column.primary_key and column.name not in fixed]
    changes = ", ".join(f"{name} = %({name})s::jsonb" if name == document else f"{name} = r.{name}" for name in names)
    match = " AND ".join(f"t.{column.name} = r.{column.name}" for column in rows.primary_key)
    return (
        f"UPDATE {rows.name} AS t SET {changes}"  # noqa: S608
        f" FROM json_populate_recordset(NULL::{rows.name}, %(rows)s::json) AS r"
        f" WHERE {match}"
    )


def _rows(table: type[Table]) -> Rows:
    rows = table.__table__
    assert isinstance(rows, Rows)
    return rows
