"""The connections of one process: the one given back last is taken first, and taking it costs a look at its socket.

SQLAlchemy makes and counts them (its own pool, never asked twice for the same one); what it does at every check-out
and check-in beyond that took a twentieth of our processor.
"""

from __future__ import annotations

import time
from collections import deque
from threading import Condition

import psycopg
import sqlalchemy
from sqlalchemy import Connection, Engine
from sqlalchemy.pool import PoolProxiedConnection

from store.errors import StoreBusy, StoreUnavailable
from store.wire import Row, Wire


class Checkout:
    """One connection out of the pool, for whoever took it alone. `driver` is psycopg's own."""

    def __init__(self, pool: Pool, pooled: PoolProxiedConnection) -> None:
        driver = pooled.driver_connection
        assert isinstance(driver, psycopg.Connection)
        self.driver: psycopg.Connection[Row] = driver
        # It knows what is prepared on the connection, so it lives as long.
        self.wire = Wire(driver)
        self._pool = pool
        self._pooled = pooled

    def connection(self, engine: Engine) -> Connection:
        """For SQLAlchemy's queries; not to be closed, for the connection is not its own."""
        return Connection(engine, connection=self._pooled)

    def give_back(self) -> None:
        """Back into the pool, for the next one."""
        self._pool.put(self)

    def discard(self) -> None:
        """Not back into the pool: it broke."""
        if self._pooled.is_valid:
            self._pooled.invalidate()
        self.end()
        self._pool.lost()

    def end(self) -> None:
        """Lets SQLAlchemy have it."""
        self._pooled.close()


class Pool:
    """At most `size` connections of `engine`, whose own pool is as large; `wait_seconds` for a free one."""

    def __init__(self, engine: Engine, size: int, wait_seconds: float) -> None:
        self._engine = engine
        self._size = size
        self._wait_seconds = wait_seconds
        # Its methods are each one step for all threads, so that the usual way needs no lock.
        self._idle: deque[Checkout] = deque()
        self._made = 0
        self._waiting = 0
        self._change = Condition()

    def take(self) -> Checkout:
        """A live connection; StoreBusy when none comes free, StoreUnavailable when none can be made."""
        while True:
            try:
                found = self._idle.pop()
            except IndexError:
                found = self._next()
            if found.wire.is_alive():
                return found
            found.discard()

    def put(self, checkout: Checkout) -> None:
        """Takes one back."""
        self._idle.append(checkout)
        # Whoever waits has said so before looking into `_idle` for the last time.
        if self._waiting:
            self._tell()

    def lost(self) -> None:
        """One that was taken will not come back."""
        with self._change:
            self._made -= 1
        self._tell()

    def close(self) -> None:
        """Ends all that are idle."""
        while self._idle:
            self._idle.pop().end()
            self.lost()

    def _next(self) -> Checkout:
        until = time.monotonic() + self._wait_seconds
        with self._change:
            self._waiting += 1
            try:
                while self._made >= self._size:
                    try:
                        return self._idle.pop()
                    except IndexError:
                        if not self._change.wait(until - time.monotonic()):
                            raise StoreBusy("pool") from None
                self._made += 1
            finally:
                self._waiting -= 1
        return self._fresh()

    def _fresh(self) -> Checkout:
        try:
            return Checkout(self, self._engine.raw_connection())
        except BaseException as error:
            self.lost()
            if isinstance(
                error, (sqlalchemy.exc.OperationalError, sqlalchemy.exc.InterfaceError, psycopg.OperationalError)
            ):
                raise StoreUnavailable("connect") from error
            raise

    def _tell(self) -> None:
        with self._change:
            self._change.notify()
