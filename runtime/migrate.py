"""Brings the schema to where the code expects it. The only caller of Alembic's commands; there is no alembic.ini.

`migrations/env.py` reads the address from `context.config.get_main_option("sqlalchemy.url")`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from runtime.database_urls import libpq

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"

# Any constant will do; it must only be the same in every process that migrates.
_LOCK = 7_348_201_166


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaState:
    """Which migration a database is at, and which the code expects; `current` is None for an empty database."""

    current: str | None
    head: str

    @property
    def is_current(self) -> bool:
        """Whether the database is exactly where the code expects it."""
        return self.current == self.head


def upgrade(owner_url: str, revision: str = "head") -> SchemaState:
    """Runs the missing migrations as the owner role; safe to be called by several processes at once."""
    with _one_at_a_time(owner_url):
        command.upgrade(_config(owner_url), revision)
    return check(owner_url)


def downgrade(owner_url: str, revision: str) -> SchemaState:
    """Takes migrations back to `revision` (`-1`, a number, or `base`). Data of dropped tables and columns is lost."""
    with _one_at_a_time(owner_url):
        command.downgrade(_config(owner_url), revision)
    return check(owner_url)


def check(url: str) -> SchemaState:
    """Compares the database with the code; any role that may read `alembic_version` will do."""
    head = ScriptDirectory.from_config(_config(url)).get_current_head()
    if head is None:
        raise LookupError(str(MIGRATIONS))
    with psycopg.connect(libpq(url)) as connection:
        if connection.execute("SELECT to_regclass('alembic_version')").fetchone() == (None,):
            return SchemaState(current=None, head=head)
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return SchemaState(current=str(row[0]) if row else None, head=head)


def _config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


@contextmanager
def _one_at_a_time(owner_url: str) -> Iterator[None]:
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with psycopg.connect(libpq(owner_url), autocommit=True) as connection:
        # Waiting for another migrating process is the point here, however long it takes.
        connection.execute("SET lock_timeout = 0")
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        yield
