"""Migrations go up, down and up again, and leave exactly what the tables in code say."""

from __future__ import annotations

import psycopg
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from runtime import migrate
from runtime.database_urls import DatabaseUrls, libpq
from store.tables.all_tables import METADATA

OURS = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'S', 'm')"
FUNCTIONS = "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
TYPES = "SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace"


def test_migrations_go_up_down_and_up_again(empty_database_urls: DatabaseUrls) -> None:
    # given
    owner = empty_database_urls.owner
    # when
    first = migrate.upgrade(owner)
    down = migrate.downgrade(owner, "base")
    # then
    assert down.current is None
    with psycopg.connect(libpq(owner)) as connection:
        left = {row[0] for query in (OURS, FUNCTIONS, TYPES) for row in connection.execute(query)}
    assert left <= {"alembic_version", "_alembic_version"}
    # and
    assert migrate.upgrade(owner) == first
    assert first.is_current


def test_each_migration_can_be_taken_back_alone(empty_database_urls: DatabaseUrls) -> None:
    owner = empty_database_urls.owner
    head = migrate.upgrade(owner).head
    for number in range(int(head) - 1, 0, -1):
        migrate.downgrade(owner, f"{number:04d}")
        migrate.upgrade(owner, f"{number + 1:04d}")
        state = migrate.downgrade(owner, f"{number:04d}")
        assert state.current == f"{number:04d}"


def test_the_database_equals_the_tables_in_code(database_urls: DatabaseUrls) -> None:
    engine = create_engine(database_urls.owner, poolclass=NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or not str(name).startswith("procrastinate_")},
        )
        assert compare_metadata(context, METADATA) == []


def test_check_constraints_equal_those_in_code(database_urls: DatabaseUrls) -> None:
    # compare_metadata does not look at them
    query = text(
        "SELECT conname FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace"
        " AND conname LIKE 'ck\\_%'"
    )
    engine = create_engine(database_urls.owner, poolclass=NullPool)
    with engine.connect() as connection:
        found = set(connection.scalars(query))
    wanted = {
        str(constraint.name)
        for table in METADATA.tables.values()
        for constraint in table.constraints
        if type(constraint).__name__ == "CheckConstraint"
    }
    assert found == wanted


def test_of_several_lines_of_one_clock_the_newest_stays(empty_database_urls: DatabaseUrls) -> None:
    # given: a case that was asked twice, when each run of a clock was a line
    migrate.upgrade(empty_database_urls.owner)
    migrate.downgrade(empty_database_urls.owner, "0005")
    with psycopg.connect(libpq(empty_database_urls.admin), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        for ordinal, clock in enumerate(("service", "reply", "reply")):
            connection.execute(
                "INSERT INTO deadlines (municipality, case_id, ordinal, clock, state, started, date, deadline, late)"
                " VALUES (1, gen_random_uuid(), 0, 'x', 'running', now(), now(), now(), false),"
                " (1, '01920000-0000-7000-8000-000000000000', %s, %s, 'running', now(), now(), now(), false)",
                [ordinal, clock],
            )
        # when
        migrate.upgrade(empty_database_urls.owner)
        # then
        kept = connection.execute("SELECT clock, count(*) FROM deadlines GROUP BY clock ORDER BY clock").fetchall()
        assert kept == [("reply", 1), ("service", 1), ("x", 3)]
        # and
        migrate.downgrade(empty_database_urls.owner, "0005")
        back = connection.execute("SELECT ordinal FROM deadlines WHERE clock <> 'x' ORDER BY ordinal").fetchall()
        assert back == [(0,), (1,)]
