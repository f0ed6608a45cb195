"""Connections: one pool per process, a short transaction per use, and the municipality set inside each.

Every connection is in autocommit mode and every transaction is opened by name, so that opening it, setting the
municipality and the first statement travel together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import LiteralString

import psycopg
import sqlalchemy
from sqlalchemy import Engine, create_engine

from store.pool import Checkout, Pool
from store.reading import Glance, Reading
from store.refusals import meaning
from store.vault import Vault
from store.wire import Row

_LOOKING: LiteralString = (
    "SELECT set_config('transaction_read_only', 'on', true), set_config('sprava.municipality', %(tenant)s, true)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolSize:
    """How many connections one process keeps, and how many seconds it waits for a free one."""

    connections: int = 10
    wait_seconds: float = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Milliseconds after which the server gives up on us: a statement, a wait for a lock, a transaction left idle."""

    statement: int = 15_000
    lock: int = 5_000
    idle_in_transaction: int = 15_000

    def options(self) -> str:
        """As libpq takes them."""
        return (
            f"-c statement_timeout={self.statement} -c lock_timeout={self.lock}"
            f" -c idle_in_transaction_session_timeout={self.idle_in_transaction} -c timezone=UTC"
        )


class Database:
    """The database as one role sees it. Raises StoreUnavailable when out of reach, StoreBusy when all are in use."""

    def __init__(
        self,
        url: str,
        *,
        vault: Vault,
        pool: PoolSize | None = None,
        limits: Limits | None = None,
        name: str = "sprava",
    ) -> None:
        size = pool or PoolSize()
        self.vault = vault
        self._engine: Engine = create_engine(
            url,
            isolation_level="AUTOCOMMIT",
            pool_size=size.connections,
            max_overflow=0,
            # Whoever takes a connection ends what they began; a rollback at each return would be for nothing.
            pool_reset_on_return=None,
            connect_args={
                "options": (limits or Limits()).options(),
                "application_name": name,
                "connect_timeout": 5,
                # The wire prepares what it says; psycopg's own would be thrown away with every rollback.
                "prepare_threshold": None,
            },
        )
        self._pool = Pool(self._engine, size.connections, size.wait_seconds)

    def check_out(self) -> Checkout:
        """A live connection; whoever takes it gives it back."""
        return self._pool.take()

    @contextmanager
    def reading(self, municipality: int) -> Iterator[Reading]:
        """A read-only view of one municipality, the same from first to last query."""
        checkout = self._pool.take()
        driver = checkout.driver
        try:
            with driver.pipeline():
                driver.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                driver.execute("SELECT set_config('sprava.municipality', %s, true)", [str(municipality)])
            yield Reading(municipality=municipality, connection=checkout.connection(self._engine), vault=self.vault)
        except sqlalchemy.exc.DBAPIError as error:
            if isinstance(error.orig, psycopg.Error):
                raise meaning(error.orig) from error
            raise
        except psycopg.Error as error:
            raise meaning(error) from error
        finally:
            # A server that went away meanwhile cannot be asked to; whatever was asked of it has already failed, and
            # whoever takes the connection next finds it dead.
            with suppress(psycopg.Error):
                driver.rollback()
            checkout.give_back()

    def glance(self, municipality: int) -> Glance:
        """A look at one statement's answer; StoreUnavailable or StoreBusy when asked."""
        return Glance(municipality=municipality, ask=lambda query, values: self._answer(municipality, query, values))

    def close(self) -> None:
        """Closes every idle connection."""
        self._pool.close()
        self._engine.dispose()

    def _answer(self, municipality: int, query: LiteralString, values: Mapping[str, object]) -> list[Row]:
        checkout = self.check_out()
        try:
            # What one packet says without a BEGIN is one transaction: it ends, and its settings, with the packet.
            rows = checkout.wire.say([(_LOOKING, {"tenant": str(municipality)}), (query, values)])
        except psycopg.Error as error:
            checkout.discard()
            raise meaning(error) from error
        except BaseException:
            checkout.discard()
            raise
        checkout.give_back()
        return rows
