"""What only one may have, when many want it at once: shown to be held by the database, not by luck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError
from typing import Any
from uuid import UUID

import pytest

from runtime.database_urls import DatabaseUrls
from store.references import References
from store.session import Database, PoolSize
from store.writes import slots
from tests.given import MONDAY_0805
from tests.store.given import VAULT, Store, open_store
from workflow.errors import Conflict
from workflow.ports.idempotency import IdempotencyKey, StoredReply

STARTS = MONDAY_0805 + timedelta(days=2)
UNTIL = MONDAY_0805 + timedelta(minutes=10)
NO_LOCK = "SELECT %(lock)s::text, %(municipality)s::int"


@pytest.fixture(scope="module")
def busy_store(database_urls: DatabaseUrls) -> Iterator[Store]:
    with open_store(database_urls, connections=20) as made:
        yield made


def all_at_once(count: int, attempt: Callable[[int], Any], threads: int = 20) -> list[Any]:
    """Every attempt in a thread, `threads` at a time, the first ones let go together."""
    together = Barrier(min(count, threads))

    def run(number: int) -> Any:
        if number < threads:
            together.wait(30)
        return attempt(number)

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(count)))


class Rivals:
    """Whoever holds the place keeps the transaction open until a second one holds it too, or for as long as `wait`.

    So two transactions overlap on any machine: whether one place is sold twice is then a matter of the database alone.
    """

    def __init__(self, wait: float = 2) -> None:
        self._both = Barrier(2)
        self._wait = wait

    def meet(self) -> None:
        with suppress(BrokenBarrierError):
            self._both.wait(self._wait)


def hold(store: Store, slot: str, number: int, capacity: int = 1, rivals: Rivals | None = None) -> str:
    try:
        with store.units(1) as work:
            identifier = UUID(int=number + 1 + hash(slot) % 2**100 * 1000)
            ends = STARTS + timedelta(minutes=20)
            work.hold(identifier, "mayor_reception", slot, STARTS, ends, capacity, UNTIL, MONDAY_0805)
            if rivals is not None:
                rivals.meet()
            work.commit()
    except Conflict as error:
        return error.code
    return "held"


def test_two_hundred_want_one_slot_and_one_gets_it(busy_store: Store) -> None:
    results = Counter(all_at_once(200, lambda number: hold(busy_store, "one", number)))
    assert results == {"held": 1, "slot_taken": 199}


def test_two_hundred_want_a_slot_of_five_places_and_five_get_one(busy_store: Store) -> None:
    results = Counter(all_at_once(200, lambda number: hold(busy_store, "five", number, capacity=5)))
    assert results == {"held": 5, "slot_taken": 195}
    assert busy_store.rows("SELECT array_agg(place ORDER BY place) FROM bookings WHERE slot = 'five'") == [
        ([1, 2, 3, 4, 5],)
    ]


def test_the_constraint_alone_keeps_a_slot_from_being_sold_twice(
    busy_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots, "LOCK", NO_LOCK)
    rivals = Rivals()
    results = Counter(all_at_once(200, lambda number: hold(busy_store, "alone", number, rivals=rivals)))
    assert results["held"] == 1


def test_without_the_constraint_the_same_race_sells_it_twice(
    fresh_database_urls: DatabaseUrls, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proof that the race above is one: neither lock nor key, and several hold the same place."""
    monkeypatch.setattr(slots, "LOCK", NO_LOCK)
    monkeypatch.setattr(slots, "TAKE", slots.TAKE[: slots.TAKE.index("ON CONFLICT")] + "RETURNING place")
    with open_store(fresh_database_urls, connections=20) as store:
        with store.superuser() as connection:
            connection.execute("ALTER TABLE bookings DROP CONSTRAINT pk_bookings")
        rivals = Rivals()
        results = Counter(all_at_once(200, lambda number: hold(store, "twice", number, rivals=rivals)))
    assert results["held"] > 1


def test_five_hundred_numbers_taken_at_once_are_gapless(busy_store: Store) -> None:
    def take(number: int) -> int:
        with busy_store.units(1) as work:
            taken = work.next_number("outgoing", 2026)
            if number % 10 == 0:
                return 0  # rolled back: its number must go to the next
            work.commit()
        return taken

    taken = [one for one in all_at_once(555, take) if one]
    assert sorted(taken) == list(range(1, 500))


def test_references_taken_at_once_are_unique_and_do_not_wait_for_the_command(busy_store: Store) -> None:
    with busy_store.units(1) as slow:
        # a command that has its reference and is not over yet
        first = slow.next_reference(2026)
        slow.set_presence("c", "u", None)
        slow.staff("u")

        def take(_: int) -> str:
            with busy_store.units(1) as work:
                return work.next_reference(2026)

        taken = all_at_once(100, take)
    assert len({first, *taken}) == 101
    assert all(one.startswith("26-") and len(one) == 8 for one in taken)


def test_counting_a_reference_leaves_nothing_on_its_connection(busy_store: Store) -> None:
    aside = Database(busy_store.urls.app, vault=VAULT, pool=PoolSize(connections=1))
    References(aside).next(1, 2031)
    checkout = aside.check_out()
    left = checkout.wire.connection.execute(
        "SELECT current_setting('sprava.municipality', true), current_setting('synchronous_commit')"
    ).fetchone()
    checkout.give_back()
    aside.close()
    assert left is not None
    assert left[0] in ("", None)
    assert left[1] == busy_store.rows("SELECT current_setting('synchronous_commit')")[0][0]


def test_twins_under_one_key_have_one_effect_and_the_same_answer(busy_store: Store) -> None:
    key = IdempotencyKey(scope="public", key="k-1", body="b")

    def command(number: int) -> tuple[str, bytes]:
        with busy_store.units(1) as work:
            stored = work.replay(key)
            if stored is not None:
                return "again", stored.body
            reply = StoredReply(status=201, headers={"ETag": str(number)}, body=str(number).encode())
            work.next_number("twins", 2026)
            work.remember(key, reply, MONDAY_0805)
            work.commit()
        return "done", reply.body

    results = all_at_once(40, command)
    assert Counter(kind for kind, _ in results) == {"done": 1, "again": 39}
    assert len({body for _, body in results}) == 1
    assert busy_store.rows("SELECT last FROM registers WHERE register = 'twins'") == [(1,)]


def test_one_case_moved_by_many_keeps_one_chain(busy_store: Store) -> None:
    # given
    case = busy_store.open_case()

    def look(_: int) -> int:
        with busy_store.units(1) as work:
            return work.case(case.reference).sequence

    # then: readers under the lock wait for each other and none is lost
    assert set(all_at_once(40, look)) == {case.sequence}
