"""Everything else a command writes: slots, people, sessions, papers, deliveries, publications."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from store.errors import StoreBusy, StoreUnavailable
from store.session import Database, Limits, PoolSize
from store.unit_of_work import UnitOfWork, UnitsOfWork
from tests.given import MONDAY_0805, order, shipped, staff
from tests.store.given import LINK_KEY, VAULT, Store, fresh_moment, new_play, signed
from workflow.actor import system
from workflow.case import Booking, Case, Paper, PaperSignature, PaperStatus, PersonRole
from workflow.decision import Decision
from workflow.effect_requests import TellStaff
from workflow.engine.evolve import fold
from workflow.errors import Conflict, DefinitionError, InvalidInput, NotFound
from workflow.events import (
    DocumentDrafted,
    DocumentNumbered,
    DocumentSent,
    Event,
    LinkRenewed,
    PaperAdded,
    SlotBooked,
    SlotReleased,
)
from workflow.ports.attachment import Attachment
from workflow.ports.idempotency import IdempotencyKey, StoredReply
from workflow.status_link import digest, token
from workflow.town import StaffMember, Substitution, Town, Unit
from workflow.values import Json, PersonalValue

NOW = MONDAY_0805
DIRECTOR = staff("utility_director")


def tell(store: Store, case: Case, *events: Event, personal: tuple[PersonalValue, ...] = ()) -> Case:
    """Records events on a case as they are."""
    with store.units(1) as work:
        return told(work, work.case_by_id(case.id), *events, personal=personal)


def told(work: UnitOfWork, case: Case, *events: Event, personal: tuple[PersonalValue, ...] = ()) -> Case:
    moment = fresh_moment()
    folded = fold(case, events, moment.now, "system")
    work.record(moment, system(1), case, Decision(case=folded, events=events, personal=personal))
    work.commit()
    return folded


def slot(number: int = 1, capacity: int = 1) -> Booking:
    starts = NOW + timedelta(days=2, minutes=20 * number)
    return Booking(
        calendar="mayor_reception",
        slot=f"slot-{number}",
        starts=starts,
        ends=starts + timedelta(minutes=20),
        capacity=capacity,
    )


def held(store: Store, booking: Booking) -> UUID:
    identifier = uuid4()
    with store.units(1) as work:
        until = NOW + timedelta(minutes=10)
        work.hold(
            identifier, booking.calendar, booking.slot, booking.starts, booking.ends, booking.capacity, until, NOW
        )
        work.commit()
    return identifier


def test_a_slot_booked_by_a_case_is_taken_for_others(store: Store) -> None:
    first, second = store.open_case(), store.open_case()
    tell(store, first, SlotBooked(booking=slot()))
    with pytest.raises(Conflict, match="slot_taken"):
        tell(store, second, SlotBooked(booking=slot()))


def test_a_hold_keeps_the_slot_from_others_and_gives_it_to_who_shows_it(store: Store) -> None:
    # given
    case, other = store.open_case(), store.open_case()
    hold = held(store, slot())
    # then
    with pytest.raises(Conflict, match="slot_taken"):
        tell(store, other, SlotBooked(booking=slot()))
    # when
    with store.units(1) as work:
        assert work.held_slot(hold, NOW) == "slot-1"
        told(work, work.case_by_id(case.id), SlotBooked(booking=slot()))
    # then
    assert store.rows("SELECT case_id, hold FROM bookings") == [(case.id, None)]


def test_a_hold_that_has_run_out_keeps_nothing(store: Store) -> None:
    hold = held(store, slot())
    with store.units(1) as work:
        assert work.held_slot(hold, NOW + timedelta(minutes=10)) is None
        later = NOW + timedelta(minutes=11)
        work.hold(uuid4(), "mayor_reception", "slot-1", slot().starts, slot().ends, 1, later, later)
        work.commit()
    assert store.rows("SELECT count(*) FROM bookings") == [(1,)]


def test_a_released_slot_is_free_again_and_a_moved_one_too(store: Store) -> None:
    # given
    case, other = store.open_case(), store.open_case()
    booked = tell(store, case, SlotBooked(booking=slot(1)))
    # when
    released = SlotReleased(calendar="mayor_reception", slot="slot-1")
    moved = tell(store, booked, released, SlotBooked(booking=slot(2)))
    # then
    assert moved.booking == slot(2)
    tell(store, other, SlotBooked(booking=slot(1)))
    assert store.rows("SELECT slot, case_id FROM bookings ORDER BY slot") == [
        ("slot-1", other.id),
        ("slot-2", case.id),
    ]


def uploaded(store: Store) -> UUID:
    identifier = uuid4()
    with store.units(1) as work:
        work.add_attachment(
            Attachment(id=identifier, media_type="image/jpeg", sha256="ab", size=7, place=(1, 2), case=None),
            fresh_moment(),
        )
        work.commit()
    return identifier


def test_an_attachment_belongs_to_one_case(store: Store) -> None:
    # given
    case, other = store.open_case(), store.open_case()
    identifier = uploaded(store)
    # when
    claimed = tell(store, case, PaperAdded(attachments=(identifier,)))
    # then
    with store.units(1) as work:
        assert work.attachments([identifier, uuid4()]) == {
            identifier: Attachment(
                id=identifier, media_type="image/jpeg", sha256="ab", size=7, place=(1, 2), case=case.id
            )
        }
    with pytest.raises(Conflict, match="attachment_claimed"):
        tell(store, other, PaperAdded(attachments=(identifier,)))
    with pytest.raises(Conflict, match="attachment_claimed"):
        tell(store, claimed, PaperAdded(attachments=(uuid4(),)))


def test_sensitive_values_are_stored_sealed_and_come_back_open(store: Store) -> None:
    # given
    case = store.open_case()
    secret = PersonalValue(name="form.diagnosis", value={"text": "таємниця", "n": 3}, key=b"k" * 32, sensitive=True)
    empty = PersonalValue(name="form.empty", value=None, key=b"k" * 32)
    # when
    first = tell(store, case, PaperAdded(attachments=()), personal=(secret, empty))
    second = replace(secret, name="form.more", value="ще")
    tell(store, first, PaperAdded(attachments=()), personal=(second,))
    # then
    with store.units(1) as work:
        values = work.personal(case.id)
    assert values["form.diagnosis"] == {"text": "таємниця", "n": 3}
    assert values["form.more"] == "ще"
    assert values["form.empty"] is None
    assert store.rows("SELECT count(*) FROM case_keys") == [(1,)]
    whole = str(store.rows("SELECT value, sealed FROM personal_values")) + str(
        store.rows("SELECT word FROM search_words")
    )
    assert "таємниця" not in whole
    assert "таємниця".encode().hex() not in whole


def test_each_person_has_a_link_and_a_renewed_one_replaces_it(store: Store) -> None:
    # given
    case = store.open_case()
    person = case.person(PersonRole.APPLICANT)
    assert person is not None
    first = digest(token(LINK_KEY.secret, case.id, person.id, 1))
    assert store.rows("SELECT digest, revoked, key_id FROM status_links") == [(first, False, "k1")]
    # when
    renewed = tell(store, case, LinkRenewed(person=person.id, generation=2))
    second = digest(token(LINK_KEY.secret, case.id, person.id, 2))
    # then
    rows = store.rows("SELECT digest, revoked FROM status_links ORDER BY generation")
    assert rows == [(first, True), (second, False)]
    # when
    tell(store, renewed, LinkRenewed(person=person.id, generation=2, revoked=True))
    # then
    assert store.rows("SELECT bool_and(revoked) FROM status_links") == [(True,)]


def drafted(store: Store, case: Case) -> tuple[Case, Paper]:
    paper = Paper(
        id=uuid4(),
        type="answer_letter",
        status=PaperStatus.DRAFT,
        drafted=NOW,
        signatures=(PaperSignature(role="utility_director"),),
        register="outgoing",
    )
    return tell(store, case, DocumentDrafted(paper=paper)), paper


def test_a_number_is_given_to_one_paper_a_year(store: Store) -> None:
    # given
    case, paper = drafted(store, store.open_case())
    other, twin = drafted(store, store.open_case())

    def number(case: Case, paper: Paper, code: str, year: int, given: str) -> Case:
        with store.units(1) as work:
            loaded = work.case_of_paper(paper.id)
            assert loaded == case
            work.next_number("outgoing", year)
            event = DocumentNumbered(document=paper.id, register="outgoing", number=given, code=code)
            return told(work, loaded, event)

    # when
    number(case, paper, "111111111111", 2026, "1/02-21")
    # then
    with pytest.raises(Conflict, match="number_taken"):
        number(other, twin, "222222222222", 2026, "1/02-21")
    with pytest.raises(Conflict, match="code_taken"):
        number(other, twin, "111111111111", 2026, "2/02-21")
    number(other, twin, "222222222222", 2027, "1/02-21")
    assert store.rows("SELECT year, number FROM papers ORDER BY year") == [(2026, "1/02-21"), (2027, "1/02-21")]


def test_a_letter_handed_to_the_post_leaves_the_list(store: Store) -> None:
    # given
    case, paper = drafted(store, store.open_case())
    effect = uuid4()
    with store.units(1) as work:
        assert work.post_entry(effect, case.id, paper.id, fresh_moment())
        assert not work.post_entry(effect, case.id, paper.id, fresh_moment())
        work.commit()
    # when
    tell(store, case, DocumentSent(document=paper.id, way="post", tracking="RR123"))
    # then
    assert store.rows("SELECT tracking, sent FROM post_entries") == [("RR123", NOW)]


def test_people_units_and_substitutions_come_back(store: Store) -> None:
    # given
    member = StaffMember(
        username="foreman", name="Василь Примірний", position="майстер", roles=frozenset({"foreman"}), unit="roads"
    )
    unit = Unit(id="roads", name="Дільниця доріг", body="КП", phone="1580", head="foreman")
    substitution = Substitution(
        absent="foreman",
        acting="deputy",
        since=NOW,
        until=NOW + timedelta(days=14),
        order_number="214-к",
        order_date=date(2026, 11, 20),
    )
    with store.units(1) as work:
        work.add_unit(unit)
        work.add_staff(member, "hash", fresh_moment())
        work.add_substitution(substitution, None, fresh_moment(), DIRECTOR)
        work.commit()
    # then
    with store.units(1) as work:
        assert work.staff("foreman") == member
        assert work.staff("nobody") is None
        assert work.unit("roads") == unit
        assert work.unit("none") is None
        assert work.staff_with_role("foreman") == (member,)
        assert work.staff_with_role("foreman", "other") == ()
        assert work.substitutions(NOW) == (substitution,)
        assert work.substitutions(NOW - timedelta(seconds=1)) == ()
        assert work.substitutions(substitution.until) == ()
        # when
        work.set_staff_active("foreman", False)
        assert work.staff_with_role("foreman") == ()
        with pytest.raises(NotFound, match="unknown_user"):
            work.set_staff_active("nobody", True)


def test_a_username_is_given_once(store: Store) -> None:
    member = StaffMember(username="a", name="A", position="p", roles=frozenset(), unit=None)
    with store.units(1) as work:
        work.add_staff(member, "h", fresh_moment())
        work.commit()
    with store.units(1) as work:
        work.add_staff(member, "h", fresh_moment())
        with pytest.raises(Conflict, match="username_taken"):
            work.commit()


def test_attempts_are_counted_in_windows(store: Store) -> None:
    def attempt(seconds: int) -> int:
        with store.units(1) as work:
            count = work.count_attempt("pin:director", 60, NOW + timedelta(seconds=seconds))
            work.commit()
        return count

    assert [attempt(0), attempt(10), attempt(59), attempt(60), attempt(61)] == [1, 2, 3, 1, 2]
    with store.units(1) as work:
        work.clear_attempts("pin:director")
        work.commit()
    assert attempt(62) == 1
    assert "director" not in str(store.rows("SELECT key FROM attempts"))


def test_a_ceremony_ends_by_time_and_by_hand(store: Store) -> None:
    identifier = uuid4()
    expires = NOW + timedelta(minutes=5)
    with store.units(1) as work:
        work.add_ceremony(identifier, "director", "many", b"sealed", {"papers": ["a"]}, expires)
        work.commit()
    with store.units(1) as work:
        found = work.ceremony(identifier, NOW)
        assert found is not None
        assert (found.username, found.sealed, found.data) == ("director", b"sealed", {"papers": ["a"]})
        assert work.ceremony(identifier, expires) is None
        work.end_ceremony(identifier)
        assert work.ceremony(identifier, NOW) is None
        work.commit()
    assert store.rows("SELECT sealed FROM ceremonies") == [(b"",)]


def test_an_effect_writes_its_message_and_alarm_once(store: Store) -> None:
    case = store.open_case()
    message, alarm = uuid4(), uuid4()
    with store.units(1) as work:
        wrote = [
            work.add_message(message, case.id, None, "sms", "+380501234567", "текст", 1, "queued", fresh_moment())
            for _ in range(2)
        ]
        told = [
            work.add_alarm(alarm, case.id, ["role:mayor", "user:x"], "blown", {"clock": "a"}, NOW) for _ in range(2)
        ]
        work.message_status(message, "delivered", "kannel-7", NOW)
        work.message_status(message, "read", None, NOW)
        work.commit()
    assert (wrote, told) == ([True, False], [True, False])
    assert store.rows("SELECT status, provider_id FROM messages") == [("read", "kannel-7")]
    assert store.rows("SELECT recipient FROM alarm_recipients ORDER BY 1") == [("role:mayor",), ("user:x",)]


def test_an_incident_gives_back_the_effect_and_is_settled_once(store: Store) -> None:
    # given
    case = store.open_case()
    effect = TellStaff(id=uuid4(), case=case.id, to=("role:mayor",), code="blown", data={"rung": 1})
    data: dict[str, Json] = {
        "id": str(effect.id),
        "case": str(case.id),
        "to": ["role:mayor"],
        "code": "blown",
        "data": {"rung": 1},
    }
    with store.units(1) as work:
        first = work.add_incident(effect.id, case.id, "tell_staff", "smsc down", data, NOW)
        again = work.add_incident(effect.id, case.id, "tell_staff", "still down", data, NOW + timedelta(hours=1))
        other = work.add_incident(uuid4(), None, "wake_case", "unknown_event", {}, NOW)
        # then
        assert first == again
        assert work.settle_incident(first, "retry", DIRECTOR, NOW) == effect
        assert work.settle_incident(other, "drop", DIRECTOR, NOW) is None
        with pytest.raises(NotFound, match="unknown_incident"):
            work.settle_incident(first, "retry", DIRECTOR, NOW)
        # and what is told once stays told, though somebody has settled it
        assert work.add_incident(effect.id, case.id, "tell_staff", "down", data, NOW, once=True) == first
        # and the same effect may get stuck again
        assert work.add_incident(effect.id, case.id, "tell_staff", "down", data, NOW + timedelta(hours=2)) != first


def test_a_version_is_published_once_and_never_a_smaller_one(store: Store) -> None:
    base = shipped("road_defect")

    def publish(version: int, content: bytes) -> None:
        definition = replace(base, version=version, digest=hashlib.sha256(content).hexdigest())
        with store.units(1) as work:
            work.publish(definition, content, fresh_moment(), system(1))
            work.commit()

    publish(1, b"one")
    publish(1, b"one")
    publish(3, b"three")
    with pytest.raises(Conflict, match="version_published"):
        publish(3, b"other")
    with pytest.raises(Conflict, match="version_not_increased"):
        publish(2, b"two")
    with store.units(1) as work, pytest.raises(DefinitionError, match="digest_mismatch"):
        work.publish(base, b"not it", fresh_moment(), system(1))
    assert store.rows("SELECT version FROM publications ORDER BY 1") == [(1,), (3,)]


def test_a_stored_reply_is_given_again_and_not_for_another_body(store: Store) -> None:
    key = IdempotencyKey(scope="staff:a", key="k", body="one")
    reply = StoredReply(status=201, headers={"ETag": '"1"'}, body=b'{"a": 1}')
    with store.units(1) as work:
        assert work.replay(key) is None
        work.remember(key, reply, NOW)
        work.commit()
    with store.units(1) as work:
        assert work.replay(key) == reply
        assert work.replay(replace(key, scope="staff:b")) is None
        with pytest.raises(InvalidInput, match="key_reused"):
            work.replay(replace(key, body="two"))


def test_a_refused_command_leaves_its_key_free(store: Store) -> None:
    key = IdempotencyKey(scope="public", key="k", body="one")
    with store.units(1) as work:
        assert work.replay(key) is None
    with store.units(1) as work:
        assert work.replay(key) is None


def test_a_twin_that_runs_too_long_is_a_conflict(store: Store) -> None:
    key = IdempotencyKey(scope="public", key="slow", body="one")
    hurried = Database(store.urls.app, vault=VAULT, pool=PoolSize(connections=1), limits=Limits(lock=100))
    units = replace(store.units, database=hurried)
    with store.units(1) as work:
        work.replay(key)
        with units(1) as twin, pytest.raises(Conflict, match="key_in_use"):
            twin.replay(key)
    hurried.close()


def test_waiting_in_vain_for_a_case_is_busy(store: Store) -> None:
    case = store.open_case()
    hurried = Database(
        store.urls.app, vault=VAULT, pool=PoolSize(connections=1, wait_seconds=0.1), limits=Limits(lock=100)
    )
    units: UnitsOfWork = replace(store.units, database=hurried)
    with store.units(1) as work:
        work.case_by_id(case.id)
        with units(1) as other:
            with pytest.raises(StoreBusy):
                other.case_by_id(case.id)
            # its only connection is still out
            with units(1) as third, pytest.raises(StoreBusy):
                third.case_by_id(case.id)
    hurried.close()


def test_a_connection_the_server_closed_is_replaced_unseen(store: Store) -> None:
    # given
    case = store.open_case()
    with store.superuser() as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = 'sprava_app'"
        )
    # then
    with store.units(1) as work:
        assert work.case_by_id(case.id) == case
    with store.superuser() as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = 'sprava_app'"
        )
    with store.reading() as look:
        assert look.connection.execute(text("SELECT count(*) FROM cases")).scalar_one() == 1


def test_a_connection_lost_in_the_middle_is_unavailable_and_the_next_one_works(store: Store) -> None:
    case = store.open_case()
    with store.units(1) as work:
        work.case_by_id(case.id)
        with store.superuser() as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND usename = 'sprava_app'"
            )
        with pytest.raises(StoreUnavailable):
            work.staff("x")
    with store.units(1) as work:
        assert work.case_by_id(case.id) == case


def test_a_unit_of_work_is_over_after_its_commit(store: Store) -> None:
    with store.units(1) as work:
        work.clear_attempts("x")
        work.commit()
        with pytest.raises(RuntimeError, match="over"):
            work.staff("x")
        with pytest.raises(RuntimeError, match="over"):
            work.commit()


def test_a_unit_of_work_that_says_nothing_needs_no_connection(store: Store) -> None:
    with store.units(1) as work:
        work.commit()
        assert work.round_trips == 0


def test_a_town_is_put_under_its_own_number(store: Store) -> None:
    town = Town(
        municipality=1, name="K", host="k.test", zone="Europe/Kyiv", phone="1", jurisdiction="ukraine", office="hall"
    )
    with store.units(1) as work:
        work.put_town(town)
        work.put_town(replace(town, phone="2"))
        work.commit()
    assert store.rows("SELECT settings->>'phone' FROM towns") == [("2",)]
    with store.units(2) as work, pytest.raises(ValueError, match="another municipality"):
        work.put_town(town)
    with store.units(2) as work:
        work.put_town(replace(town, municipality=2))
        with pytest.raises(Conflict, match="host_taken"):
            work.commit()


def test_sessions_tokens_and_unlocks_are_rows_that_end(store: Store) -> None:
    case = store.open_case()
    with store.units(1) as work:
        for digest_ in (b"a", b"b"):
            work.add_session(digest_, "director", "csrf", None, NOW + timedelta(hours=1), fresh_moment())
        work.add_token(b"t", "robot", "director", None, fresh_moment())
        work.add_unlock(b"u", case.id, uuid4(), NOW)
        work.end_session(b"a")
        work.commit()
    assert store.rows("SELECT digest, ended FROM sessions ORDER BY digest") == [(b"a", True), (b"b", False)]
    with store.units(1) as work:
        work.end_sessions_of("director")
        work.end_token("robot", NOW)
        with pytest.raises(NotFound, match="unknown_token"):
            work.end_token("robot", NOW)
        work.commit()
    assert store.rows("SELECT bool_and(ended) FROM sessions") == [(True,)]


def test_resolutions_and_their_executors_are_projected(store: Store) -> None:
    play = new_play()
    store.open_case(play)
    store.do(play, "route", staff("dispatcher"))
    store.do(play, "instruct", DIRECTOR, orders=(order(),), signed=signed(play))
    rows = store.rows("SELECT r.number, r.status, e.username, e.role, r.lead_username FROM resolutions r, executors e")
    assert rows == [("1", "open", "foreman", "lead", "foreman")]
