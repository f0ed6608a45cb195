"""A look at a test database with no wall in the way; what is changed in it is rolled back at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, pool

from runtime.database_urls import DatabaseUrls
from store.reading import Reading
from store.vault import Vault


@contextmanager
def all_seen(urls: DatabaseUrls, municipality: int = 1) -> Iterator[Reading]:
    """As the superuser, triggers and foreign keys asleep, so that a test may plant what must be found."""
    engine = create_engine(urls.admin, poolclass=pool.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("SET session_replication_role = replica")
        yield Reading(municipality=municipality, connection=connection, vault=Vault(bytes(32)))
        connection.rollback()
