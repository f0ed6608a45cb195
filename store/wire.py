"""One connection as the store speaks to it: all statements of one say travel in one packet, and so do their answers.

psycopg's own pipeline hands the server every statement by itself, which wakes both sides for each of them. Here they
leave together, by libpq as psycopg wraps it (`psycopg.pq`), with psycopg's own conversion of values.
"""

from __future__ import annotations

import re
import select
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import count
from typing import Any, LiteralString, TypeAlias

import psycopg
from psycopg import pq
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result

Row: TypeAlias = tuple[Any, ...]
Statement: TypeAlias = tuple[LiteralString, Mapping[str, object] | None]
_Ready: TypeAlias = tuple[bytes, "Sequence[Any] | None", tuple[int, ...], "Sequence[pq.Format] | None"]

_NAME = re.compile(r"%\((\w+)\)s")
# What is said is written in the source, so there is only so much of it; values of other types count anew.
_MOST_PREPARED = 300


class Wire:
    """Statements name their values as `%(name)s`; each is prepared on the server when first said.

    Whoever holds the wire is alone on it. Raises psycopg's errors.
    """

    def __init__(self, connection: psycopg.Connection[Row]) -> None:
        self.connection = connection
        self._libpq = connection.pgconn
        self._types = Transformer(connection)
        self._prepared: dict[tuple[bytes, tuple[int, ...]], bytes] = {}
        self._numbers = count()
        self._readable = select.poll()
        self._readable.register(connection.fileno(), select.POLLIN)

    def is_alive(self) -> bool:
        """False once the server has closed its end: the idle socket is then readable. Cheaper than a question."""
        return not (self.connection.closed or self.connection.broken or self._readable.poll(0))

    def say(self, statements: Sequence[Statement], *, of: int = -1) -> list[Row]:
        """The rows that the last statement answers with, or the one at `of`; the first refusal is raised, and nothing
        after it is done."""
        ready = [self._converted(query, values) for query, values in statements]
        try:
            self._libpq.enter_pipeline_mode()
            fresh = [self._send(one) for one in ready]
            self._libpq.pipeline_sync()
            self._flush()
            answers = self._answers()
            self._libpq.exit_pipeline_mode()
        except BaseException:
            # In the middle of something: nobody can say where.
            self.connection.close()
            raise
        return self._rows(self._results(ready, fresh, answers)[of])

    def _converted(self, query: LiteralString, values: Mapping[str, object] | None) -> _Ready:
        if values is None:
            return query.encode(), None, (), None
        text, names = _numbered(query)
        given = self._types.dump_sequence([values[name] for name in names], [PyFormat.AUTO] * len(names))
        return text, given, self._types.types or (), self._types.formats

    def _send(self, ready: _Ready) -> bytes | None:
        """The name under which the statement is prepared from now on, None if that was done before or is not."""
        query, given, types, formats = ready
        name = self._prepared.get((query, types))
        if name is not None:
            self._libpq.send_query_prepared(name, given, param_formats=formats)
            return None
        if len(self._prepared) >= _MOST_PREPARED:
            self._libpq.send_query_params(query, given, param_types=types, param_formats=formats)
            return None
        name = f"wire_{next(self._numbers)}".encode()
        self._libpq.send_prepare(name, query, param_types=types)
        self._libpq.send_query_prepared(name, given, param_formats=formats)
        return name

    def _flush(self) -> None:
        while self._libpq.flush():
            both = select.poll()
            both.register(self.connection.fileno(), select.POLLIN | select.POLLOUT)
            if any(event & select.POLLIN for _, event in both.poll()):
                self._libpq.consume_input()

    def _answers(self) -> list[Any]:
        found: list[Any] = []
        nothing_before = False
        while True:
            while self._libpq.is_busy():
                self._readable.poll()
                self._libpq.consume_input()
            answer = self._libpq.get_result()
            if answer is None:
                # One None ends each statement's answers; two in a row: no more will come.
                if nothing_before:
                    raise psycopg.OperationalError("the server ended the connection")
                nothing_before = True
                continue
            nothing_before = False
            if answer.status == pq.ExecStatus.PIPELINE_SYNC:
                return found
            found.append(answer)

    def _results(self, ready: Sequence[_Ready], fresh: Sequence[bytes | None], answers: list[Any]) -> list[Any]:
        waiting = iter(answers)
        results = []
        for (query, _, types, _), name in zip(ready, fresh, strict=True):
            if name is not None and _checked(next(waiting)):
                self._prepared[query, types] = name
            result = next(waiting)
            _checked(result)
            results.append(result)
        return results

    def _rows(self, answer: Any) -> list[Row]:
        if answer.status != pq.ExecStatus.TUPLES_OK:
            return []
        self._types.set_pgresult(answer)
        return self._types.load_rows(0, answer.ntuples, tuple)


def _checked(answer: Any) -> bool:
    if answer.status == pq.ExecStatus.FATAL_ERROR:
        raise error_from_result(answer)
    return True


@lru_cache(maxsize=1024)
def _numbered(query: LiteralString) -> tuple[bytes, tuple[str, ...]]:
    """The statement as the server knows it (`$1`), and the names of its values in that order."""
    places: dict[str, int] = {}
    text = _NAME.sub(lambda found: f"${places.setdefault(found[1], len(places) + 1)}", query)
    return text.replace("%%", "%").encode(), tuple(places)
