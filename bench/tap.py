"""Connections that remember everything said through them, in the groups in which it travelled."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from store.wire import Row, Statement, Wire


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Statements with their values; those of one pipeline travel together. `connection` tells connections apart."""

    connection: int
    statements: tuple[tuple[str | bytes, Any], ...]
    pipelined: bool


class Tape:
    """What was said since the last `cut`."""

    def __init__(self) -> None:
        self._said: list[Said] = []
        self._together: list[tuple[str | bytes, Any]] | None = None

    def note(self, connection: object, query: str | bytes, values: Any) -> None:
        """One more statement."""
        if self._together is not None:
            self._together.append((query, values))
        else:
            self._said.append(Said(connection=id(connection), statements=((query, values),), pipelined=False))

    @contextmanager
    def together(self, connection: object) -> Iterator[None]:
        """Statements noted inside travel in one pipeline."""
        self._together = []
        try:
            yield
        finally:
            said = Said(connection=id(connection), statements=tuple(self._together), pipelined=True)
            self._said.append(said)
            self._together = None

    def cut(self) -> list[Said]:
        """Everything noted, and a fresh tape."""
        said, self._said = self._said, []
        return said


TAPE = Tape()


class _Cursor(psycopg.Cursor[Any]):
    def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
        TAPE.note(self.connection, query, params)
        return super().execute(query, params, **more)


class Tapped(psycopg.Connection[Any]):
    """Put in place of psycopg's own connection."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.cursor_factory = _Cursor

    @contextmanager
    def pipeline(self) -> Iterator[psycopg.Pipeline]:
        """As psycopg's, and noted as one group."""
        with TAPE.together(self), super().pipeline() as pipeline:
            yield pipeline

    def rollback(self) -> None:
        """As psycopg's; noted when there was a transaction to roll back."""
        if self.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
            TAPE.note(self, "ROLLBACK", None)
        super().rollback()


def tap() -> None:
    """From now on everything said to a database by this process is noted."""
    # SQLAlchemy asks the module for a connection: it gets tapped ones.
    psycopg.connect = Tapped.connect
    say = Wire.say

    def noted(wire: Wire, statements: Sequence[Statement], *, of: int = -1) -> list[Row]:
        with TAPE.together(wire.connection):
            for query, values in statements:
                TAPE.note(wire.connection, query, values)
        return say(wire, statements, of=of)

    Wire.say = noted  # type: ignore[assignment,method-assign]


def keep(recording: list[list[Said]], path: Path) -> None:
    """Writes what each request said."""
    path.write_bytes(
        pickle.dumps([[(one.connection, one.pipelined, one.statements) for one in said] for said in recording])
    )


def kept(path: Path) -> list[list[Said]]:
    """Reads it back."""
    return [
        [
            Said(connection=connection, pipelined=pipelined, statements=statements)
            for connection, pipelined, statements in said
        ]
        for said in pickle.loads(path.read_bytes())
    ]
