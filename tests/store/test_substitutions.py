"""One acts for one at a time: kept by the database, shown without the application's own check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from runtime.database_urls import DatabaseUrls
from tests.given import MONDAY_0805
from tests.store.given import Store, fresh_moment, open_store
from tests.store.test_races import all_at_once
from workflow.actor import system
from workflow.errors import Conflict
from workflow.town import Substitution

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def busy_store(database_urls: DatabaseUrls) -> Iterator[Store]:
    with open_store(database_urls, connections=20) as made:
        yield made


def entered(store: Store, absent: str, acting: str, since: int, until: int) -> str:
    wanted = Substitution(
        absent=absent,
        acting=acting,
        since=MONDAY_0805 + since * DAY,
        until=MONDAY_0805 + until * DAY,
        order_number="1",
        order_date=date(2026, 11, 1),
    )
    try:
        with store.units(1) as work:
            work.add_substitution(wanted, None, fresh_moment(), system(1))
            work.commit()
    except Conflict as error:
        return error.code
    return "entered"


def test_overlapping_periods_of_one_absent_official_are_refused_by_the_database(busy_store: Store) -> None:
    assert entered(busy_store, "anna", "b", 0, 5) == "entered"
    assert entered(busy_store, "anna", "c", 4, 6) == "substitution_overlaps"
    assert entered(busy_store, "anna", "c", 5, 6) == "entered"
    assert entered(busy_store, "boris", "c", 0, 5) == "entered"


def test_a_hundred_enter_one_absence_and_one_does(busy_store: Store) -> None:
    told = all_at_once(100, lambda number: entered(busy_store, "clara", f"deputy_{number}", 0, 3))
    assert Counter(told) == {"entered": 1, "substitution_overlaps": 99}


def test_what_ended_early_frees_the_rest_and_what_was_put_off_frees_all(busy_store: Store) -> None:
    assert entered(busy_store, "dora", "b", 0, 10) == "entered"
    with busy_store.units(1) as work:
        (found,) = [one for one in work.lock_substitutions(MONDAY_0805, MONDAY_0805 + DAY) if one.absent == "dora"]
    assert found.until == MONDAY_0805 + 10 * DAY
    assert entered(busy_store, "dora", "c", 2, 4) == "substitution_overlaps"
    with busy_store.units(1) as work:
        identifier = work.add_substitution(
            Substitution(
                absent="emma",
                acting="b",
                since=MONDAY_0805,
                until=MONDAY_0805 + 9 * DAY,
                order_number="1",
                order_date=date(2026, 11, 1),
            ),
            MONDAY_0805 + 9 * DAY,
            fresh_moment(),
            system(1),
        )
        work.end_substitution(identifier, MONDAY_0805, None)
        work.commit()
    with busy_store.units(1) as work:
        assert work.substitution(identifier).until == MONDAY_0805
        assert not work.claim_digest(identifier, MONDAY_0805 + 20 * DAY)
        assert all(one.absent != "emma" for one in work.substitutions(MONDAY_0805))
    assert entered(busy_store, "emma", "c", 0, 9) == "entered"
