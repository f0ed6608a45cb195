"""Rows on their way into PostgreSQL as parameters of their own, for the few rows that every transition writes.

The server reads them quicker than the one JSON parameter of `row_json.py`. Every value goes as text and the statement
says its type, so that statements stay prepared here too, whatever is empty in a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, LiteralString, TypeAlias
from uuid import UUID

from sqlalchemy.dialects import postgresql

from store.row_json import Cell, TableRow, row_json
from store.tables.table import Table
from store.upsert import columns_of, replacing

Told: TypeAlias = tuple[LiteralString, Mapping[str, object]]
"""A statement and its values, as a conversation is told them."""

_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's dialects have no types
# Each number of rows is a statement of its own on every connection; more rows than this go as JSON.
_MOST = 8


_TEXTS: Mapping[type, Callable[[Any], str]] = {
    bool: lambda value: "t" if value else "f",
    int: str,
    UUID: lambda value: value.hex,
    datetime: datetime.isoformat,
    date: date.isoformat,
    bytes: lambda value: f"\\x{value.hex()}",
}


def cell_text(value: Cell) -> str | None:
    """A value as PostgreSQL reads it in a statement that says its type. TypeError for what only JSON can hold."""
    if value is None or type(value) is str:
        return value
    write = _TEXTS.get(type(value))
    if write is None:
        raise TypeError(type(value).__name__)
    return write(value)


def array_text(values: Sequence[str]) -> str:
    """A list as PostgreSQL reads an array."""
    return "{" + ",".join('"' + one.replace("\\", "\\\\").replace('"', '\\"') + '"' for one in values) + "}"


def row_texts(row: TableRow) -> dict[str, object]:
    """A row as values of a statement whose parameters are named as its columns."""
    return {name: cell_text(value) for name, value in row.items()}


class RowsStatement:
    """A statement over rows of one table. In its text `{rows}` stands for a query that gives them and `{columns}` for
    their columns in its order; columns in `same` are alike in all rows of one statement."""

    def __init__(self, table: type[Table], text: LiteralString, *, same: frozenset[str] = frozenset()) -> None:
        types = _types(table)
        name, self._columns = columns_of(table)
        self._same = [column for column in self._columns if column in same]
        self._own = [column for column in self._columns if column not in same]
        listed = ", ".join(self._columns)
        # Names of tables and columns are ours.
        many = f"SELECT {listed} FROM json_populate_recordset(NULL::{name}, %(rows)s::json)"  # noqa: S608
        self._many = text.format(rows=many, columns=listed)
        self._few: list[tuple[LiteralString, list[list[str]]]] = []
        for count in range(1, _MOST + 1):
            values = ", ".join(
                "(" + ", ".join(f"%({self._named(column, row)})s::{types[column]}" for column in self._columns) + ")"
                for row in range(count)
            )
            rows = f"SELECT * FROM (VALUES {values}) AS given ({listed})"  # noqa: S608
            names = [[self._named(column, row) for column in self._own] for row in range(count)]
            self._few.append((text.format(rows=rows, columns=listed), names))

    def of(self, rows: Sequence[TableRow], values: Mapping[str, object] | None = None) -> Told:
        """The statement for `rows`; `values` are those of its other parameters."""
        told: dict[str, object] = dict(values or {})
        if not 0 < len(rows) <= _MOST:
            told["rows"] = row_json(rows)
            return self._many, told
        text, names = self._few[len(rows) - 1]
        first = rows[0]
        for column in self._same:
            told[column] = cell_text(first[column])
        for row, called in zip(rows, names, strict=True):
            for name, column in zip(called, self._own, strict=True):
                told[name] = cell_text(row[column])
        return text, told

    def _named(self, column: str, row: int) -> str:
        return column if column in self._same else f"{column}_{row}"


def update(table: type[Table], columns: Iterable[str], *, document: str) -> LiteralString:
    """`UPDATE` of one row by its primary key: these columns, and `document`, which is given as JSON text."""
    types, rows = _types(table), table.__table__
    changes = ", ".join(
        [f"{document} = %({document})s::jsonb", *(f"{one} = %({one})s::{types[one]}" for one in columns)]
    )
    match = " AND ".join(f"{key.name} = %({key.name})s::{types[key.name]}" for key in rows.primary_key)
    return f"UPDATE {columns_of(table)[0]} SET {changes} WHERE {match}"  # noqa: S608


def insert_rows(table: type[Table], *, same: frozenset[str] = frozenset()) -> RowsStatement:
    """`INSERT` of rows."""
    return RowsStatement(table, f"INSERT INTO {columns_of(table)[0]} ({{columns}}) {{rows}}", same=same)


def upsert_rows(table: type[Table], *, same: frozenset[str] = frozenset()) -> RowsStatement:
    """The same, replacing rows of the same primary key."""
    text = f"INSERT INTO {columns_of(table)[0]} ({{columns}}) {{rows}} {replacing(table)}"
    return RowsStatement(table, text, same=same)


def _types(table: type[Table]) -> dict[str, LiteralString]:
    return {column.name: column.type.compile(dialect=_DIALECT) for column in table.__table__.columns}
