"""Many vote at once: one vote per identity and one crossing of the threshold, held by the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

import pytest

from runtime.database_urls import DatabaseUrls
from store.writes import votes
from tests.given import MONDAY_0805, Play, citizen, shipped, staff
from tests.store.given import Store, open_store
from tests.store.test_races import all_at_once
from workflow.errors import NotAvailable

FORM = {
    "subject": "Освітити стежку до школи № 2",
    "demand": "Діти йдуть додому в темряві. Просимо поставити шість ліхтарів.",
    "addressed_to": "mayor",
}


@pytest.fixture(scope="module")
def busy_store(database_urls: DatabaseUrls) -> Iterator[Store]:
    with open_store(database_urls, connections=20) as made:
        yield made


def collecting(store: Store) -> tuple[Play, UUID]:
    play = Play(shipped("petition"))
    case = store.open_case(play, form=FORM)
    store.do(play, "publish", staff("registrar"))
    return play, case.id


def voted(store: Store, case: UUID, phone: str) -> tuple[int, int] | None:
    """The totals before and after; None for somebody who had voted."""
    with store.units(1) as work:
        if not work.add_vote(case, f"phone:{phone}", MONDAY_0805):
            return None
        totals = work.count_votes(case, 1, 0)
        work.commit()
    return totals


def test_two_hundred_votes_of_one_phone_are_one(busy_store: Store) -> None:
    _, case = collecting(busy_store)
    results = all_at_once(200, lambda _: voted(busy_store, case, "+380501112233"))
    assert Counter(one is not None for one in results) == {True: 1, False: 199}
    assert busy_store.rows("SELECT votes FROM tallies WHERE case_id = %s", case) == [(1,)]


def test_without_the_constraint_the_same_race_counts_a_phone_twice(
    fresh_database_urls: DatabaseUrls, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proof that the race above is one: looking first is not enough."""
    look_first = """
    INSERT INTO votes (municipality, case_id, identity, choices, territory, paper, at)
    SELECT %(municipality)s::int, %(case)s::uuid, %(identity)s::bytea, %(choices)s::text[], %(territory)s::text,
        %(paper)s::boolean, %(at)s::timestamptz
    WHERE NOT EXISTS (SELECT FROM votes v WHERE v.case_id = %(case)s::uuid AND v.identity = %(identity)s::bytea)
    RETURNING 1
    """
    monkeypatch.setattr(votes, "ADD", look_first)
    with open_store(fresh_database_urls, connections=20) as store:
        _, case = collecting(store)
        with store.superuser() as connection:
            connection.execute("ALTER TABLE votes DROP CONSTRAINT pk_votes")
        with store.units(1) as first, store.units(1) as second:
            seen = [work.add_vote(case, "phone:+380501112233", MONDAY_0805) for work in (first, second)]
            first.commit()
            second.commit()
        assert seen == [True, True]


def test_of_all_who_vote_at_once_exactly_one_makes_the_hundred(busy_store: Store) -> None:
    _, case = collecting(busy_store)
    totals = all_at_once(120, lambda number: voted(busy_store, case, f"+38050{number:07d}"))
    crossings = [one for one in totals if one is not None and one[0] < 100 <= one[1]]
    assert crossings == [(99, 100)]
    assert sorted(one[1] for one in totals if one) == list(range(1, 121))


def test_a_vote_waits_for_no_lock_on_the_case(busy_store: Store) -> None:
    _, case = collecting(busy_store)
    with busy_store.units(1) as slow:
        slow.case_by_id(case)
        assert voted(busy_store, case, "+380501112233") == (0, 1)


def test_nothing_is_counted_once_the_case_says_closed(busy_store: Store) -> None:
    play, case = collecting(busy_store)
    busy_store.do(play, "withdraw", citizen(play.case))
    with pytest.raises(NotAvailable):
        voted(busy_store, case, "+380501112233")
    assert busy_store.rows("SELECT count(*) FROM votes WHERE case_id = %s", case) == [(0,)]


def test_no_row_holds_the_phone_and_the_same_phone_looks_different_on_every_case(busy_store: Store) -> None:
    _, first = collecting(busy_store)
    _, second = collecting(busy_store)
    for case in (first, second):
        voted(busy_store, case, "+380671112233")
    rows = busy_store.rows("SELECT identity, v::text FROM votes v WHERE case_id IN (%s, %s)", first, second)
    assert len({row[0] for row in rows}) == 2
    assert not [row for row in rows if "671112233" in row[1]]
