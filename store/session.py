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
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import PoolProxiedConnection

from store.errors import StoreBusy, StoreUnavailable
from store.reading import Glance, Reading
from store.refusals import meaning
from store.vault import Vault
from store.wire import Row, Wire

_LOOKING: LiteralString = (
    "SELECT set_config('transaction_read_only', 'on', true), set_config('sprava.municipality', %(tenant)s, true)"
)
_WIRE = "wire"


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


class Checkout:
    """One connection out of the pool."""

    def __init__(self, pooled: PoolProxiedConnection, wire: Wire) -> None:
        self.wire = wire
        self._pooled = pooled

    def give_back(self) -> None:
        """Back into the pool, for the next one."""
        self._pooled.close()

    def discard(self) -> None:
        """Not back into the pool: it broke."""
        self._pooled.invalidate()
        self._pooled.close()


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
            pool_timeout=size.wait_seconds,
            pool_use_lifo=True,
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

    def check_out(self) -> Checkout:
        """A live connection; whoever takes it gives it back."""
        while True:
            try:
                pooled = self._engine.raw_connection()
            except sqlalchemy.exc.TimeoutError as error:
                raise StoreBusy("pool") from error
            except (sqlalchemy.exc.OperationalError, sqlalchemy.exc.InterfaceError, psycopg.OperationalError) as error:
                raise StoreUnavailable("connect") from error
            wire = _wire(pooled)
            if wire.is_alive():
                return Checkout(pooled, wire)
            pooled.invalidate()
            pooled.close()

    @contextmanager
    def reading(self, municipality: int) -> Iterator[Reading]:
        """A read-only view of one municipality, the same from first to last query."""
        with self._connected() as connection:
            driver = _driver(connection)
            try:
                with driver.pipeline():
                    driver.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    driver.execute("SELECT set_config('sprava.municipality', %s, true)", [str(municipality)])
                yield Reading(municipality=municipality, connection=connection, vault=self.vault)
            except sqlalchemy.exc.DBAPIError as error:
                if isinstance(error.orig, psycopg.Error):
                    raise meaning(error.orig) from error
                raise
            except psycopg.Error as error:
                raise meaning(error) from error
            finally:
                # A server that went away meanwhile cannot be asked to; whatever was asked of it has already failed.
                with suppress(psycopg.Error):
                    driver.rollback()

    def glance(self, municipality: int) -> Glance:
        """A look at one statement's answer; StoreUnavailable or StoreBusy when asked."""
        return Glance(municipality=municipality, ask=lambda query, values: self._answer(municipality, query, values))

    def close(self) -> None:
        """Closes every idle connection."""
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

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        while True:
            try:
                connection = self._engine.connect()
            except sqlalchemy.exc.TimeoutError as error:
                raise StoreBusy("pool") from error
            except (sqlalchemy.exc.OperationalError, sqlalchemy.exc.InterfaceError, psycopg.OperationalError) as error:
                raise StoreUnavailable("connect") from error
            if _wire(connection.connection).is_alive():
                break
            connection.invalidate()
            connection.close()
        try:
            yield connection
        finally:
            # A server that went away meanwhile cannot be rolled back; whatever was asked of it has already failed.
            with suppress(sqlalchemy.exc.DBAPIError, psycopg.Error):
                connection.close()


def _driver(connection: Connection) -> psycopg.Connection[Row]:
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    return driver


def _wire(pooled: PoolProxiedConnection) -> Wire:
    # It knows what is prepared on the connection, so it lives as long.
    found = pooled.info.get(_WIRE)
    if not isinstance(found, Wire):
        driver = pooled.driver_connection
        assert isinstance(driver, psycopg.Connection)
        found = pooled.info[_WIRE] = Wire(driver)
    return found
