"""One transaction with PostgreSQL in as few round trips as can be: statements wait until an answer is needed.

`tell` keeps a statement back; `ask` and `commit` send everything kept back and themselves in one packet. So a refusal
of the database to something told may come out of a later `ask` or of `commit`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import LiteralString

import psycopg

from store.pool import Checkout
from store.refusals import meaning
from store.wire import Row, Statement

_BEGIN = "BEGIN"
_TENANT = "SELECT set_config('sprava.municipality', %(tenant)s, true)"
_TENANT_AND_LOCK = """
SELECT set_config('sprava.municipality', %(tenant)s, true),
    pg_advisory_xact_lock(hashtextextended(%(lock)s, %(tenant)s::bigint))
"""
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%(lock)s, %(municipality)s::bigint))"
_COMMIT = "COMMIT"
_ROLLBACK = "ROLLBACK"


class Conversation:
    """One transaction in one municipality, on a connection taken when first needed.

    Statements name their values as `%(name)s`; `municipality` is always among them. Raises as `refusals.meaning` says.
    """

    def __init__(self, check_out: Callable[[], Checkout], municipality: int) -> None:
        self.municipality = municipality
        self.round_trips = 0
        self._check_out = check_out
        self._checkout: Checkout | None = None
        self._waiting: list[Statement] = []
        self._first_lock: str | None = None
        self._over = False

    def tell(self, query: LiteralString, values: Mapping[str, object]) -> None:
        """Sends a statement some time before the commit."""
        self._waiting.append((query, {"municipality": self.municipality, **values}))

    def lock(self, name: str) -> None:
        """Makes everybody else of the municipality who locks that name wait until this transaction ends; what is said
        from here on sees all that those before have committed. At the very beginning it costs no statement."""
        if self._checkout is None and not self._waiting and self._first_lock is None:
            self._first_lock = name
        else:
            self.tell(_LOCK, {"lock": name})

    def ask(self, query: LiteralString, values: Mapping[str, object]) -> list[Row]:
        """The rows a statement answers with, after everything told before it."""
        if self._over:
            raise RuntimeError("the transaction is over")
        self.tell(query, values)
        return self._send()

    def commit(self) -> None:
        """Sends what waits and ends the transaction for good; nothing at all when nothing was said."""
        if self._over:
            raise RuntimeError("the transaction is over")
        if self._waiting or self._checkout is not None:
            self._waiting.append((_COMMIT, None))
            self._send()
        self._over = True
        self._release()

    def ask_and_commit(self, query: LiteralString, values: Mapping[str, object]) -> list[Row]:
        """The rows a statement answers with after everything else, in the packet that ends the transaction for good."""
        if self._over:
            raise RuntimeError("the transaction is over")
        self.tell(query, values)
        self._waiting.append((_COMMIT, None))
        rows = self._send(of=-2)
        self._over = True
        self._release()
        return rows

    def abandon(self) -> None:
        """Rolls back what was sent and forgets what waits. May be called at any time, also after `commit`."""
        self._over = True
        self._waiting.clear()
        if self._checkout is None:
            return
        try:
            self._checkout.wire.say([(_ROLLBACK, None)])
        except psycopg.Error:
            checkout, self._checkout = self._checkout, None
            checkout.discard()
        self._release()

    def _send(self, *, of: int = -1) -> list[Row]:
        if self._checkout is None:
            self._checkout = self._check_out()
            self._waiting[:0] = [(_BEGIN, None), self._tenant()]
        statements, self._waiting = self._waiting, []
        self.round_trips += 1
        try:
            return self._checkout.wire.say(statements, of=of)
        except psycopg.Error as error:
            raise meaning(error) from error

    def _tenant(self) -> Statement:
        tenant = str(self.municipality)
        if self._first_lock is None:
            return _TENANT, {"tenant": tenant}
        return _TENANT_AND_LOCK, {"tenant": tenant, "lock": self._first_lock}

    def _release(self) -> None:
        checkout, self._checkout = self._checkout, None
        if checkout is not None:
            checkout.give_back()
