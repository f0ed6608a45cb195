"""Alembic's way into the schema: runs as the owner role, in one transaction per call. Started by runtime/migrate.py."""

from __future__ import annotations

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from store.tables.all_tables import METADATA


def run() -> None:
    """Runs the migrations asked for against the address in `sqlalchemy.url`."""
    url = context.config.get_main_option("sqlalchemy.url")
    if not url:
        raise LookupError("sqlalchemy.url")
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=METADATA)
        with context.begin_transaction():
            context.run_migrations()


run()
