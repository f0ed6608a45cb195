"""Row-level security, grants and triggers: the second wall, looked at from each role."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from psycopg import errors

from runtime.database_roles import Role
from runtime.database_urls import DatabaseUrls, libpq
from store.role_check import UnsafeRole, require_plain_role
from store.session import Database
from store.tables.all_tables import METADATA
from tests.store.given import VAULT, Store

TABLES = sorted(METADATA.tables)
RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
# What the application may delete: projections of the case, rewritten with it, and what its readers put aside.
DELETABLE = {"timers", "work_items", "saved_searches"}
# What it may never change once written.
FIXED = {
    "alarm_recipients", "alarms", "bundles", "case_keys", "erasures", "history", "paper_versions", "publications",
    "replies", "seal_leaves", "seals", "search_words", "paper_words", "signing_keys", "unlocks", "vote_codes", "voters", "register_moves",
    "weekly_reports",
}  # fmt: skip
SECRET_FROM_READER = {
    "api_tokens", "attachments", "second_factors", "recovery_codes", "case_keys", "ceremonies", "messages", "personal_values", "replies", "search_words", "paper_words",
    "sessions", "signing_keys", "staff", "status_links", "drafts", "unlocks", "attempts", "vote_codes", "voters", "votes",
    "saved_searches", "weekly_reports",
}  # fmt: skip
READ_BY_ALL = {"bundles", "towns"}


def connected(url: str, municipality: int | None = None) -> psycopg.Connection[tuple[Any, ...]]:
    connection = psycopg.connect(libpq(url), autocommit=True)
    if municipality is not None:
        connection.execute("SELECT set_config('sprava.municipality', %s, false)", [str(municipality)])
    return connection


@pytest.mark.parametrize("table", TABLES)
def test_row_security_is_on_and_forced(shared_store: Store, table: str) -> None:
    flags = shared_store.rows("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = %s", table)
    assert flags == [(True, True)]


@pytest.mark.parametrize("table", TABLES)
def test_without_a_municipality_there_are_no_rows(shared_store: Store, table: str) -> None:
    seed(shared_store)
    assert shared_store.rows(f"SELECT count(*) FROM {table}") != [(0,)] or table not in SEEDED
    with connected(shared_store.urls.app) as connection:
        count = connection.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()
        assert table in READ_BY_ALL or count == (0,)
        # once set and reset it is an empty text, not absent: no rows either
        connection.execute("SELECT set_config('sprava.municipality', '', false)")
        count = connection.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()
        assert table in READ_BY_ALL or count == (0,)


@pytest.mark.parametrize("table", TABLES)
def test_another_municipality_sees_nothing(shared_store: Store, table: str) -> None:
    seed(shared_store)
    with connected(shared_store.urls.app, 77) as connection:
        count = connection.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()
    assert table in READ_BY_ALL or count == (0,)


def test_even_the_owner_sees_nothing_without_a_municipality(shared_store: Store) -> None:
    seed(shared_store)
    with connected(shared_store.urls.owner) as connection:
        assert connection.execute("SELECT count(*) FROM cases").fetchone() == (0,)


def test_a_row_cannot_be_written_into_another_municipality(shared_store: Store) -> None:
    with (
        connected(shared_store.urls.app, 2) as connection,
        pytest.raises(errors.InsufficientPrivilege, match="row-level"),
    ):
        connection.execute("INSERT INTO registers VALUES (1, 'outgoing', 2026, 7)")


def test_a_row_cannot_be_moved_into_another_municipality(shared_store: Store) -> None:
    with connected(shared_store.urls.app, 2) as connection:
        connection.execute("INSERT INTO registers VALUES (2, 'moved', 2026, 7)")
        with pytest.raises(errors.InsufficientPrivilege, match="row-level"):
            connection.execute("UPDATE registers SET municipality = 1 WHERE register = 'moved'")


def test_a_child_row_cannot_name_another_municipalitys_case(shared_store: Store) -> None:
    case = shared_store.open_case()
    with connected(shared_store.urls.app, 2) as connection, pytest.raises(errors.ForeignKeyViolation):
        connection.execute("INSERT INTO timers VALUES (2, %s, 'c', 0, now())", [case.id])


@pytest.mark.parametrize("table", TABLES)
def test_the_application_has_no_right_too_many(shared_store: Store, table: str) -> None:
    granted = rights(shared_store, Role.APP, table)
    assert granted <= {"SELECT", "INSERT", "UPDATE", "DELETE"}
    assert ("DELETE" in granted) == (table in DELETABLE)
    assert ("UPDATE" in granted) == (table not in FIXED)


@pytest.mark.parametrize("table", TABLES)
def test_the_reader_reads_and_the_backup_reads_all(shared_store: Store, table: str) -> None:
    assert rights(shared_store, Role.READER, table) <= {"SELECT"}
    assert table not in SECRET_FROM_READER or not rights(shared_store, Role.READER, table)
    assert rights(shared_store, Role.BACKUP, table) == {"SELECT"}


@pytest.mark.parametrize("table", TABLES)
def test_the_keeper_writes_no_case_and_no_history(shared_store: Store, table: str) -> None:
    granted = rights(shared_store, Role.KEEPER, table)
    assert granted <= {"SELECT", "DELETE", "UPDATE", "INSERT"}
    if table in ("cases", "history", "papers", "publications", "bundles", "seals", "registers"):
        assert granted <= {"SELECT"}


def test_the_application_makes_no_tables(shared_store: Store) -> None:
    with connected(shared_store.urls.app) as connection:
        for statement in (
            "CREATE TABLE x (y int)",
            "CREATE TEMP TABLE x (y int)",
            "DROP TABLE cases",
            "CREATE SCHEMA x",
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(statement.encode())


@pytest.mark.parametrize("change", ["UPDATE history SET actor = 'x'", "DELETE FROM history", "TRUNCATE history"])
@pytest.mark.parametrize("role", ["app", "owner"])
def test_history_is_not_changed(shared_store: Store, role: str, change: str) -> None:
    shared_store.open_case()
    refusals = (errors.InsufficientPrivilege, errors.RestrictViolation)
    with connected(getattr(shared_store.urls, role), 1) as connection, pytest.raises(refusals):
        connection.execute(change.encode())


def test_even_a_superuser_meets_the_trigger(shared_store: Store) -> None:
    shared_store.open_case()
    with shared_store.superuser() as connection:
        for change in ("UPDATE history SET actor = 'x'", "DELETE FROM seals", "TRUNCATE bundles CASCADE"):
            with pytest.raises(errors.RestrictViolation, match="only grows"):
                connection.execute(change.encode())


def test_the_keeper_deletes_unclaimed_uploads_only(shared_store: Store) -> None:
    # given
    case = shared_store.open_case()
    add = "INSERT INTO attachments VALUES (1, gen_random_uuid(), 'image/png', 's', 1, NULL, NULL, %s, now())"
    with connected(shared_store.urls.app, 1) as connection:
        connection.execute(add.encode(), [case.id])
        connection.execute(add.encode(), [None])
    # when
    with connected(shared_store.urls.keeper, 1) as connection:
        connection.execute("DELETE FROM attachments")
    # then
    assert shared_store.rows("SELECT case_id FROM attachments") == [(case.id,)]


def test_the_keeper_deletes_no_booked_place(shared_store: Store) -> None:
    # given
    case = shared_store.open_case()
    add = "INSERT INTO bookings VALUES (1, 'w', %s, 1, now(), now() + interval '1 hour', NULL, NULL, %s)"
    with connected(shared_store.urls.app, 1) as connection:
        connection.execute(add.encode(), ["booked", case.id])
        connection.execute(add.encode(), ["free", None])
    # when
    with connected(shared_store.urls.keeper, 1) as connection:
        connection.execute("DELETE FROM bookings")
    # then
    assert shared_store.rows("SELECT slot FROM bookings WHERE calendar = 'w'") == [("booked",)]


def test_an_application_role_is_let_in(shared_store: Store) -> None:
    require_plain_role(shared_store.database)


@pytest.mark.parametrize(
    ("role", "fault"), [("owner", "owns_tables"), ("admin", "superuser"), ("backup", "bypasses_row_security")]
)
def test_a_role_that_may_do_more_is_refused(database_urls: DatabaseUrls, role: str, fault: str) -> None:
    database = Database(getattr(database_urls, role), vault=VAULT)
    try:
        with pytest.raises(UnsafeRole) as caught:
            require_plain_role(database)
    finally:
        database.close()
    assert fault in caught.value.faults


SEEDED = {
    "cases",
    "history",
    "personal_values",
    "search_words",
    "timers",
    "work_items",
    "deadlines",
    "status_links",
    "towns",
}


def seed(store: Store) -> None:
    if not store.rows("SELECT 1 FROM towns"):
        store.open_case()
        with store.superuser() as connection:
            connection.execute(
                "INSERT INTO towns VALUES (1, 'Кузнецовськ', 'sprava.test', '{}') ON CONFLICT DO NOTHING"
            )


def rights(store: Store, role: Role, table: str) -> set[str]:
    found = store.rows(
        "SELECT privilege_type FROM information_schema.role_table_grants WHERE grantee = %s AND table_name = %s",
        role.value,
        table,
    )
    assert {row[0] for row in found} <= set(RIGHTS)
    return {row[0] for row in found}
