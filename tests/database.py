"""Databases for tests: one embedded PostgreSQL per test process, one migrated template, one clone per test module.

Ask for `database_url` (application role) or `owner_url`; `database_urls` has every role. A clone is shared by the tests
of one module, so a test must not count on empty tables; `fresh_database_urls` is a clone for one test alone.
"""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from runtime import migrate
from runtime.database_roles import database_statements
from runtime.database_urls import DatabaseUrls, libpq
from runtime.embedded_database import EmbeddedDatabase

TEMPLATE = "sprava_template"

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def database_server() -> Iterator[DatabaseUrls]:
    """A server that forgets nothing but a power cut: durability is off. Its `sprava` database is empty."""
    # Not under pytest's own folder: another pytest that starts closes that one again for the server's account.
    with (
        tempfile.TemporaryDirectory(prefix="sprava-test-") as folder,
        EmbeddedDatabase(Path(folder), durable=False) as urls,
    ):
        yield urls


@pytest.fixture(scope="session")
def template_database(database_server: DatabaseUrls) -> DatabaseUrls:
    """A database with every migration run; nobody connects to it afterwards, so it can be cloned."""
    urls = database_server.for_database(TEMPLATE)
    _create(database_server, TEMPLATE, template=None)
    migrate.upgrade(urls.owner)
    return urls


@pytest.fixture(scope="module")
def database_urls(database_server: DatabaseUrls, template_database: DatabaseUrls) -> Iterator[DatabaseUrls]:
    """A migrated database of this module's own, for every role."""
    with cloned(database_server) as urls:
        yield urls


@pytest.fixture
def fresh_database_urls(database_server: DatabaseUrls, template_database: DatabaseUrls) -> Iterator[DatabaseUrls]:
    """A migrated database of this test's own."""
    with cloned(database_server) as urls:
        yield urls


@pytest.fixture(scope="module")
def database_url(database_urls: DatabaseUrls) -> str:
    """Address for the application role."""
    return database_urls.app


@pytest.fixture(scope="module")
def owner_url(database_urls: DatabaseUrls) -> str:
    """Address for the role that owns the schema."""
    return database_urls.owner


@pytest.fixture
def empty_database_urls(database_server: DatabaseUrls) -> Iterator[DatabaseUrls]:
    """A database without any table, for tests of migrations."""
    with cloned(database_server, template=None) as urls:
        yield urls


@contextmanager
def cloned(server: DatabaseUrls, *, template: str | None = TEMPLATE) -> Iterator[DatabaseUrls]:
    """A copy of the template under a name of its own, dropped at the end even while somebody is still connected."""
    name = f"sprava_test_{next(_numbers)}"
    _create(server, name, template=template)
    try:
        yield server.for_database(name)
    finally:
        _drop(server, name)


def copied(urls: DatabaseUrls, name: str) -> None:
    """Copies the database of `urls`, to which nobody is connected, under `name`."""
    _create(urls, name, template=_name_of(urls))


def replaced(urls: DatabaseUrls, template: str) -> None:
    """Puts a copy of `template` in the place of the database of `urls`."""
    name = _name_of(urls)
    _drop(urls, name)
    _create(urls, name, template=template)


def _name_of(urls: DatabaseUrls) -> str:
    with psycopg.connect(libpq(urls.admin)) as connection:
        return str(connection.info.dbname)


def _drop(server: DatabaseUrls, name: str) -> None:
    with psycopg.connect(libpq(server.for_database("postgres").admin), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _create(server: DatabaseUrls, name: str, *, template: str | None) -> None:
    with psycopg.connect(libpq(server.for_database("postgres").admin), autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template or "template1")
            )
        )
        for statement in database_statements(name):
            connection.execute(statement)
