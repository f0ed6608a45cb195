"""What is said on a wire travels together, is answered in order, and leaves the connection fit for the next say."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from store.pool import Checkout
from store.wire import Wire
from tests.store.given import Store

_PREPARED = "SELECT count(*) FROM pg_prepared_statements"


@pytest.fixture
def checkout(shared_store: Store) -> Iterator[Checkout]:
    taken = shared_store.database.check_out()
    yield taken
    taken.discard()


@pytest.fixture
def wire(checkout: Checkout) -> Wire:
    return checkout.wire


def test_the_rows_are_those_of_the_last_statement(wire: Wire) -> None:
    assert wire.say([("SELECT 1", None), ("SELECT %(a)s::int, %(b)s::text", {"a": 2, "b": None})]) == [(2, None)]
    assert wire.say([("SELECT 1", None), ("BEGIN", None)]) == []
    assert wire.say([("ROLLBACK", None)]) == []


def test_a_value_named_twice_is_sent_once_and_a_percent_sign_is_doubled(wire: Wire) -> None:
    rows = wire.say([("SELECT %(a)s::text, 'abc' LIKE 'a%%', %(a)s::text", {"a": "я", "unused": object()})])

    assert rows == [("я", True, "я")]


def test_a_statement_is_prepared_once_whatever_its_values(wire: Wire) -> None:
    for number in range(5):
        assert wire.say([("SELECT %(n)s::int + 1", {"n": number})]) == [(number + 1,)]
    (before,) = wire.connection.execute(_PREPARED).fetchone() or (0,)

    wire.say([("SELECT %(n)s::int + 1", {"n": 7})])

    assert (wire.connection.execute(_PREPARED).fetchone() or (0,))[0] == before


def test_more_statements_than_are_kept_prepared_are_answered_all_the_same(wire: Wire) -> None:
    for number in range(320):
        statement = f"SELECT {number}, %(n)s::int"
        assert wire.say([(statement, {"n": number})]) == [(number, number)]


def test_nothing_after_a_refused_statement_is_done_and_the_wire_goes_on(wire: Wire) -> None:
    with pytest.raises(psycopg.errors.DivisionByZero):
        wire.say(
            [
                ("SELECT set_config('sprava.seen', 'no', false)", None),
                ("SELECT 1 / %(zero)s::int", {"zero": 0}),
                ("SELECT set_config('sprava.seen', 'yes', false)", None),
            ]
        )

    assert wire.say([("SELECT current_setting('sprava.seen', true)", None)])[0][0] != "yes"
    assert wire.say([("SELECT 1 / %(zero)s::int", {"zero": 1})]) == [(1,)]


def test_a_statement_that_cannot_be_prepared_can_be_said_again_later(wire: Wire) -> None:
    for _ in range(2):
        with pytest.raises(psycopg.errors.UndefinedTable):
            wire.say(
                [("SELECT 1", None), ("SELECT * FROM no_such_table WHERE a = %(a)s", {"a": 1}), ("SELECT 2", None)]
            )

    assert wire.say([("SELECT 2", None)]) == [(2,)]


def test_a_value_nobody_can_write_sends_nothing(wire: Wire) -> None:
    with pytest.raises(psycopg.DataError):
        wire.say([("BEGIN", None), ("SELECT %(a)s::text", {"a": "a\0b"})])

    assert wire.is_alive()
    assert wire.connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE


def test_packets_larger_than_any_buffer_pass_both_ways(wire: Wire) -> None:
    large = "ї" * 3_000_000

    assert wire.say([("SELECT %(a)s::text", {"a": large})] * 3) == [(large,)]


def test_a_server_that_goes_away_breaks_the_wire_and_the_next_one_is_whole(shared_store: Store) -> None:
    checkout = shared_store.database.check_out()
    process = checkout.wire.connection.info.backend_pid

    with pytest.raises(psycopg.OperationalError):
        checkout.wire.say([("SELECT pg_terminate_backend(%(pid)s)", {"pid": process}), ("SELECT 1", None)])

    assert not checkout.wire.is_alive()
    checkout.give_back()
    again = shared_store.database.check_out()
    assert again.wire.say([("SELECT 1", None)]) == [(1,)]
    again.give_back()


def test_a_wait_that_is_broken_off_closes_the_connection(checkout: Checkout, wire: Wire) -> None:
    class Interrupted:
        def poll(self) -> None:
            raise KeyboardInterrupt

    wire._readable = Interrupted()  # type: ignore[assignment]
    with pytest.raises(KeyboardInterrupt):
        wire.say([("SELECT pg_sleep(0.2)", None)])

    assert wire.connection.closed
