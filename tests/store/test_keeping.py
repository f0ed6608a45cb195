"""The keeper deletes what has expired and what is erased, and nothing else; history stays whole."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from runtime.database_urls import libpq
from store.session import Database, PoolSize
from store.unit_of_work import Keeper
from store.verify_history import verify_history
from store.writes.keeping import Erasing
from tests.given import MONDAY_0805
from tests.store.given import VAULT, Store, fresh_moment
from workflow.case import Case
from workflow.filing import Erased, Ground
from workflow.ports.attachment import Attachment
from workflow.ports.idempotency import IdempotencyKey, StoredReply
from workflow.ports.written import Written

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


def test_bytes_that_a_paper_or_an_instruction_names_are_never_given_up(store: Store, keeper: Keeper) -> None:
    # given: uploads of bytes that papers, an older version of one and a signed instruction have too
    case = store.open_case()
    paper = uuid4()
    with store.superuser() as connection:
        connection.execute(
            "INSERT INTO papers (municipality, id, case_id, type, status, drafted, sha256)"
            " VALUES (1, %s, %s, 'answer', 'complete', now(), 'paper')",
            (paper, case.id),
        )
        connection.execute("INSERT INTO paper_versions VALUES (1, 'version', %s, 'opened', now())", (paper,))
        connection.execute(
            "UPDATE cases SET body = jsonb_set(body, '{resolutions}', %s::jsonb) WHERE id = %s",
            ('[{"signed": null}, {"signed": {"statement": "statement", "signature": "signature"}}]', case.id),
        )
    everything = ("paper", "version", "statement", "signature", "nobodys")
    for sha256 in everything:
        upload(store, sha256)
    # when
    keeper.clean(1, NOW + 2 * DAY)
    removed = [one for one in everything if keeper.let_go(1, one, lambda: None)]
    # then
    assert removed == ["nobodys"]


def test_cleaning_itself_names_no_bytes_of_a_paper(store: Store, keeper: Keeper) -> None:
    case, paper = store.open_case(), uuid4()
    with store.superuser() as connection:
        connection.execute(
            "INSERT INTO papers (municipality, id, case_id, type, status, drafted, sha256)"
            " VALUES (1, %s, %s, 'answer', 'complete', now(), 'paper')",
            (paper, case.id),
        )
    upload(store, "paper")
    upload(store, "nobodys")
    assert keeper.clean(1, NOW + 2 * DAY).contents == {"nobodys"}


def test_an_upload_of_equal_bytes_waits_until_they_are_gone(store: Store, keeper: Keeper) -> None:
    # given
    noted = threading.Event()

    def note() -> None:
        upload(store, "same")
        noted.set()

    beside = threading.Thread(target=note)
    waited: list[bool] = []

    def remove() -> None:
        beside.start()
        waited.append(not noted.wait(0.5))

    # when
    removed = keeper.let_go(1, "same", remove)
    beside.join()
    # then
    assert (removed, waited, noted.is_set()) == (True, [True], True)
    assert not keeper.let_go(1, "same", lambda: None)


def test_what_fails_to_be_removed_stays_as_it_was(store: Store, keeper: Keeper) -> None:
    def fail() -> None:
        raise OSError("read-only")

    with pytest.raises(OSError, match="read-only"):
        keeper.let_go(1, "x", fail)
    assert keeper.let_go(1, "x", lambda: None)


def test_holds_go_when_they_are_over_and_booked_places_stay(store: Store, keeper: Keeper) -> None:
    # given
    case = store.open_case()
    add = "INSERT INTO bookings VALUES (1, 'c', %s, 1, now(), now() + interval '1 hour', %s, %s, %s)"
    with store.superuser() as connection:
        connection.execute(add, ("over", uuid4(), NOW - DAY, None))
        connection.execute(add, ("held", uuid4(), NOW + timedelta(minutes=5), None))
        connection.execute(add, ("free", None, None, None))
        connection.execute(add, ("booked", None, None, case.id))
    # when
    keeper.clean(1, NOW)
    # then
    assert {row[0] for row in store.rows("SELECT slot FROM bookings")} == {"held", "booked"}


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


def test_a_draft_is_kept_until_its_hour_and_found_no_longer(store: Store, keeper: Keeper) -> None:
    # given
    with store.units(1) as work:
        work.keep_draft(b"d" * 32, b"first", NOW + DAY)
        work.keep_draft(b"d" * 32, b"second", NOW + DAY)
        work.commit()
    assert store.rows("SELECT sealed FROM drafts") == [(b"second",)]
    # when
    keeper.clean(1, NOW + DAY - timedelta(minutes=1))
    assert store.rows("SELECT count(*) FROM drafts") == [(1,)]
    keeper.clean(1, NOW + DAY + timedelta(minutes=1))
    # then
    assert store.rows("SELECT count(*) FROM drafts") == [(0,)]


def listed(store: Store, case: Case, ground: Ground = Ground.REQUEST) -> None:
    """Decided: what the command writes beside the history."""
    with store.units(1) as work:
        work.add_erasure(case.id, Erased(at=NOW, ground=ground.value, by="staff:admin"), "прохання заявниці")
        work.commit()


def test_an_erased_case_keeps_its_history_and_nothing_personal(store: Store, keeper: Keeper) -> None:
    # given
    case, other = store.open_case(), store.open_case()
    upload(store, "photo", case)
    with store.units(1) as work:
        work.add_message(uuid4(), case.id, None, "sms", "+380501234567", "текст", 1, "sent", fresh_moment())
        for one in (case, other):
            work.keep_text(Written.PAPER, uuid4(), one.id, ["", "mayor"], ["дорога"], fresh_moment())
        work.commit()
    listed(store, case)
    # when
    erasing = keeper.erase(1)
    # then
    assert store.rows("SELECT DISTINCT case_id FROM paper_words") == [(other.id,)]
    assert erasing == Erasing(cases=(case.id,), contents=frozenset({"photo"}))
    with store.units(1) as work:
        assert work.personal(case.id) == {}
        assert work.personal(other.id) != {}
        assert work.case(case.reference) == case
    assert store.rows("SELECT recipient, text FROM messages") == [("", "")]
    assert store.rows("SELECT DISTINCT case_id FROM search_words") == [(other.id,)]
    with store.reading() as look:
        assert verify_history(look, lambda *_: True).breaks == ()


def test_bytes_are_named_until_they_are_said_to_be_gone(store: Store, keeper: Keeper) -> None:
    # given: a keeper that was killed before the bytes went
    case = store.open_case()
    upload(store, "photo", case)
    listed(store, case)
    assert keeper.erase(1).contents == {"photo"}
    # when
    again = keeper.erase(1)
    assert again.contents == {"photo"}
    assert keeper.let_go(1, "photo", lambda: None)
    keeper.erased(1, again, NOW)
    # then
    assert store.rows("SELECT count(*) FROM attachments") == [(0,)]
    assert store.rows("SELECT applied FROM erasures") == [(NOW,)]
    assert keeper.erase(1).cases == ()


def test_what_another_case_names_stays(store: Store, keeper: Keeper) -> None:
    # given: the same photo in two cases
    case, other = store.open_case(), store.open_case()
    upload(store, "same", case)
    upload(store, "same", other)
    listed(store, case)
    # when
    erasing = keeper.erase(1)
    # then
    assert erasing.contents == frozenset()
    assert not keeper.let_go(1, "same", lambda: None)
    keeper.erased(1, erasing, NOW)
    assert store.rows("SELECT case_id FROM attachments") == [(other.id,)]


def test_papers_of_an_erased_case_and_signed_instructions_go_too(store: Store, keeper: Keeper) -> None:
    # given
    case, paper = store.open_case(), uuid4()
    with store.superuser() as connection:
        connection.execute(
            "INSERT INTO papers (municipality, id, case_id, type, status, drafted, sha256)"
            " VALUES (1, %s, %s, 'answer', 'complete', now(), 'newest')",
            (paper, case.id),
        )
        connection.execute("INSERT INTO paper_versions VALUES (1, 'first', %s, 'opened', now())", (paper,))
        connection.execute(
            "UPDATE cases SET body = jsonb_set(body, '{resolutions}', %s::jsonb) WHERE id = %s",
            ('[{"signed": null}, {"signed": {"statement": "said", "signature": "proof", "by": "mayor"}}]', case.id),
        )
    assert not keeper.let_go(1, "newest", lambda: None)
    listed(store, case)
    # when
    contents = keeper.erase(1).contents
    # then
    assert contents == {"newest", "first", "said", "proof"}
    assert all(keeper.let_go(1, one, lambda: None) for one in contents)


def test_the_list_of_erasures_is_applied_again_to_what_a_restore_brought_back(store: Store, keeper: Keeper) -> None:
    # given
    case = store.open_case()
    kept = store.rows("SELECT name, value::text, key FROM personal_values")
    listed(store, case)
    keeper.erased(1, keeper.erase(1), NOW)
    with store.superuser() as connection:
        for name, value, key in kept:
            connection.execute(
                "INSERT INTO personal_values VALUES (1, %s, %s, %s::jsonb, NULL, %s)", (case.id, name, value, key)
            )
    assert keeper.erase(1).cases == ()
    # when
    keeper.erase(1, again=True)
    # then
    assert store.rows("SELECT count(*) FROM personal_values") == [(0,)]
    assert keeper.erase(2, again=True).cases == ()


def test_a_case_of_another_town_is_not_erased(store: Store, keeper: Keeper) -> None:
    case = store.open_case()
    listed(store, case)
    keeper.erase(2, again=True)
    assert store.rows("SELECT count(*) > 0 FROM personal_values") == [(True,)]


def test_the_keeper_puts_nobody_on_the_list(store: Store, keeper: Keeper) -> None:
    case = store.open_case()
    with (
        psycopg.connect(libpq(store.urls.keeper), autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("INSERT INTO erasures VALUES (1, %s, now(), 'x', 'r', 'request', NULL)", (case.id,))
