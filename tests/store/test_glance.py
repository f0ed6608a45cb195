"""A glance answers one reading statement, in its municipality, and leaves the connection as it was."""

from __future__ import annotations

import psycopg
import pytest

from tests.store.given import Store


def test_a_glance_sees_its_own_municipality_alone(store: Store) -> None:
    case = store.open_case()
    query = "SELECT reference FROM cases"

    assert store.database.glance(1).ask(query, {}) == [(case.reference,)]
    assert store.database.glance(2).ask(query, {}) == []


def test_a_glance_writes_nothing_and_the_next_one_works(store: Store) -> None:
    case = store.open_case()

    with pytest.raises(psycopg.Error, match="read-only"):
        store.database.glance(1).ask("UPDATE cases SET version = 99", {})

    assert store.database.glance(1).ask("SELECT version FROM cases", {}) == [(case.version,)]


def test_more_glances_than_connections_leave_none_taken(store: Store) -> None:
    answers = [store.database.glance(1).ask("SELECT %(number)s::int", {"number": number}) for number in range(20)]

    assert answers == [[(number,)] for number in range(20)]


def test_nothing_of_a_glance_stays_with_its_connection(store: Store) -> None:
    # given: asked often enough for its statements to be prepared
    for _ in range(10):
        store.database.glance(1).ask("SELECT reference FROM cases", {})
    checkout = store.database.check_out()
    # when
    left = checkout.wire.connection.execute(
        "SELECT current_setting('sprava.municipality', true), current_setting('transaction_read_only')"
    ).fetchone()
    checkout.give_back()
    # then
    assert left is not None
    assert left[0] in (None, "")
    assert left[1] == "off"
