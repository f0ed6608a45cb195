"""The keeper deletes what has expired and what is erased, and nothing else; history stays whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from store.session import Database, PoolSize
from store.unit_of_work import Keeper
from store.verify_history import verify_history
from tests.given import MONDAY_0805
from tests.store.given import VAULT, Store, fresh_moment
from workflow.case import Case
from workflow.errors import NotFound
from workflow.ports import Attachment, IdempotencyKey, StoredReply

NOW = MONDAY_0805
DAY = timedelta(days=1)


@pytest.fixture
def keeper(store: Store) -> Iterator[Keeper]:
    database = Database(store.urls.keeper, vault=VAULT, pool=PoolSize(connections=1))
    yield Keeper(database=database)
    database.close()


def upload(store: Store, sha256: str, case: Case | None = None, at: timedelta = timedelta()) -> UUID:
    identifier = uuid4()
    with store.units(1) as work:
        work.add_attachment(
            Attachment(
                id=identifier,
                media_type="image/png",
                sha256=sha256,
                size=1,
                place=None,
                case=case.id if case else None,
            ),
            fresh_moment(NOW + at),
        )
        work.commit()
    return identifier


def test_uploads_nobody_claimed_for_a_day_are_dropped_with_their_bytes(store: Store, keeper: Keeper) -> None:
    # given
    case = store.open_case()
    upload(store, "old")
    upload(store, "old-but-also-claimed")
    upload(store, "old-but-also-claimed", case)
    fresh = upload(store, "fresh", at=timedelta(hours=2))
    # when
    forgotten = keeper.clean(1, NOW + DAY + timedelta(hours=1))
    # then
    assert forgotten.contents == {"old"}
    assert {row[0] for row in store.rows("SELECT sha256 FROM attachments")} == {"old-but-also-claimed", "fresh"}
    assert fresh


def test_sessions_replies_and_counters_go_when_their_time_is_over(store: Store, keeper: Keeper) -> None:
    # given
    key = IdempotencyKey(scope="public", key="k", body="b")
    with store.units(1) as work:
        work.add_session(b"s", "u", "c", None, NOW + timedelta(hours=8), fresh_moment())
        work.count_attempt("x", 60, NOW)
        work.replay(key)
        work.remember(key, StoredReply(status=200, headers={}, body=b""), NOW)
        work.commit()
    # then
    keeper.clean(1, NOW + DAY)
    assert store.rows("SELECT (SELECT count(*) FROM sessions), (SELECT count(*) FROM replies)") == [(1, 1)]
    # when
    keeper.clean(1, NOW + 9 * DAY)
    # then
    for table in ("sessions", "replies", "attempts"):
        assert store.rows(f"SELECT count(*) FROM {table}") == [(0,)], table


def test_an_erased_case_keeps_its_history_and_nothing_personal(store: Store, keeper: Keeper) -> None:
    # given
    case, other = store.open_case(), store.open_case()
    upload(store, "photo", case)
    with store.units(1) as work:
        work.add_message(uuid4(), case.id, None, "sms", "+380501234567", "текст", 1, "sent", fresh_moment())
        work.commit()
    # when
    forgotten = keeper.erase(1, case.id, "staff:admin", "прохання заявниці", NOW)
    # then
    assert forgotten.contents == {"photo"}
    with store.units(1) as work:
        assert work.personal(case.id) == {}
        assert work.personal(other.id) != {}
        assert work.case(case.reference) == case
    assert store.rows("SELECT recipient, text FROM messages") == [("", "")]
    assert store.rows("SELECT DISTINCT case_id FROM search_words") == [(other.id,)]
    with store.reading() as look:
        assert verify_history(look, lambda *_: True).breaks == ()


def test_the_list_of_erasures_is_applied_again_to_what_a_restore_brought_back(store: Store, keeper: Keeper) -> None:
    # given
    case = store.open_case()
    kept = store.rows("SELECT name, value::text, key FROM personal_values")
    keeper.erase(1, case.id, "staff:admin", "r", NOW)
    with store.superuser() as connection:
        for name, value, key in kept:
            connection.execute(
                "INSERT INTO personal_values VALUES (1, %s, %s, %s::jsonb, NULL, %s)", (case.id, name, value, key)
            )
    # when
    keeper.erase_again(1)
    # then
    assert store.rows("SELECT count(*) FROM personal_values") == [(0,)]
    assert keeper.erase_again(2).contents == frozenset()


def test_a_case_of_another_town_is_not_erased(store: Store, keeper: Keeper) -> None:
    case = store.open_case()
    with pytest.raises(NotFound, match="unknown_case"):
        keeper.erase(2, case.id, "staff:admin", "r", NOW)
    assert store.rows("SELECT count(*) > 0 FROM personal_values") == [(True,)]
