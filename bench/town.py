"""The demo town in a database of its own, durable as in real life, and copies of it: every contestant has one.

Nothing may be connected to a database while it is copied.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from runtime import migrate
from runtime.boot import Runtime, boot
from runtime.database_roles import DATABASE, database_statements
from runtime.database_urls import DatabaseUrls, libpq
from runtime.demo.credentials import fresh_credentials
from runtime.demo.founding import found_town
from runtime.embedded_database import EmbeddedDatabase
from runtime.settings import load


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchTown:
    """A running server with the founded town in it; `folder` is its SPRAVA_DATA."""

    urls: DatabaseUrls
    folder: Path
    secret_key: str = field(repr=False)

    def environment(self, urls: DatabaseUrls, port: int) -> dict[str, str]:
        """What a process of Sprava is told, so that it serves on a copy."""
        return {
            "DATABASE_URL": urls.app,
            "SPRAVA_DATA": str(self.folder),
            "SPRAVA_SECRET_KEY": self.secret_key,
            "SPRAVA_DEMO": "1",
            "PORT": str(port),
        }

    @contextmanager
    def booted(self, urls: DatabaseUrls | None = None) -> Iterator[Runtime]:
        """A process of Sprava in this one, on the town itself or on a copy."""
        runtime = boot(load(self.environment(urls or self.urls, 8000)))
        try:
            yield runtime
        finally:
            runtime.close()

    def copy(self, name: str) -> DatabaseUrls:
        """The town as it is now, again."""
        with psycopg.connect(libpq(self.urls.for_database("postgres").admin), autocommit=True) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(DATABASE))
            )
            for statement in database_statements(name):
                connection.execute(statement)
        return self.urls.for_database(name)


@contextmanager
def bench_town(folder: Path) -> Iterator[BenchTown]:
    """Founds the demo town under `folder`; the server ends with the block."""
    with EmbeddedDatabase(folder, durable=True) as urls:
        migrate.upgrade(urls.owner)
        town = BenchTown(urls=urls, folder=folder, secret_key=secrets.token_urlsafe(48))
        with town.booted() as runtime:
            found_town(runtime, fresh_credentials())
        yield town
