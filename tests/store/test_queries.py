"""What the read side answers: by policy, by filter, page by page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from runtime.database_urls import DatabaseUrls
from store.definitions import PublishedDefinitions
from store.projections.near_cell import near_cell
from store.queries.alarms import alarms_for
from store.queries.awaiting import awaiting, case_of_resolution
from store.queries.case_filters import CaseFilters, Near
from store.queries.case_list import CaseLine, count_cases, list_cases
from store.queries.history import history_of, states_entered
from store.queries.incidents import open_incidents
from store.queries.links import find_link, unlocked
from store.queries.messages import message_of_provider, messages_of
from store.queries.papers import paper_by_bytes, paper_by_code, paper_by_id
from store.queries.public_list import public_cases
from store.queries.slots import day_list, present_until, taken_places
from store.queries.staff import all_staff
from store.queries.statistics import GroupBy, statistics
from store.queries.substitutions import substitutions_from
from store.queries.timers import due_timers, next_timer
from store.queries.units import all_units, unit_name
from store.queries.work_queue import work_queue
from tests.given import MONDAY_0805, Play, local, order, shipped, staff
from tests.store.given import LINK_KEY, Store, fresh_moment, new_play, open_store, signed
from workflow.actor import ActingFor, Actor, system, visitor
from workflow.case import PersonRole
from workflow.definition.model import Definition
from workflow.engine.timers import timers
from workflow.errors import DefinitionError, InvalidInput, NotFound
from workflow.policy import Action, allows, scope
from workflow.status_link import digest, token
from workflow.town import StaffMember, Substitution, Unit

NOW = MONDAY_0805
DISPATCHER = staff("dispatcher", unit=None)
DIRECTOR = staff("utility_director")
MAYOR = staff("mayor", unit=None)
FOREMAN = staff("foreman", unit="brigade")


@pytest.fixture(scope="module")
def town(database_urls: DatabaseUrls) -> Iterator[Store]:
    with open_store(database_urls) as store:
        live(store)
        yield store


PLAYS: dict[str, Play] = {}


def live(store: Store) -> None:
    """Five potholes, each a little further on."""
    for number, name in enumerate(("registered", "routed", "in_work", "waiting", "other")):
        play = new_play(now=NOW + timedelta(minutes=number))
        PLAYS[name] = play
        applicant = {"surname": f"Зразкова{number}", "given_name": "Олена", "phone": f"+38050123456{number}"}
        store.open_case(
            play,
            reference=f"26-0010{number}",
            form={"place": {"address": "вул. Лісова, 8"}, "note": f"Яма номер {number}"},
            applicant=applicant,
        )
    for name in ("routed", "in_work", "waiting"):
        PLAYS[name].later(minutes=9)
        store.do(PLAYS[name], "route", DISPATCHER)
    store.do(PLAYS["in_work"], "instruct", DIRECTOR, orders=(order(),), signed=signed(PLAYS["in_work"]))
    store.do(PLAYS["waiting"], "ask", DIRECTOR, {"question": "Де саме?"})


def found(store: Store, actor: Actor = MAYOR, now: object = None, **filters: object) -> list[str]:
    with store.reading() as look:
        page = list_cases(look, actor, CaseFilters(now=NOW, **filters))  # type: ignore[arg-type]
    return [one.reference for one in page.items]


def test_cases_are_listed_newest_first(town: Store) -> None:
    assert found(town) == [f"26-0010{number}" for number in (4, 3, 2, 1, 0)]
    assert found(town, sort="opened") == [f"26-0010{number}" for number in range(5)]


def test_pages_follow_each_other_without_gap_or_overlap(town: Store) -> None:
    for sort in ("-opened", "opened", "due"):
        seen: list[CaseLine] = []
        cursor = None
        with town.reading() as look:
            while True:
                page = list_cases(look, MAYOR, CaseFilters(now=NOW, sort=sort), cursor=cursor, limit=2)
                seen += page.items
                cursor = page.next
                if cursor is None:
                    break
        assert [one.reference for one in seen] == found(town, sort=sort)
        assert len({one.id for one in seen}) == len(seen)


@pytest.mark.parametrize("cursor", ["", "x", "W10", "WzFd", "WyIyMDI2LTExLTIzIiwieCJd", "\u0000"])
def test_a_foreign_cursor_is_refused(town: Store, cursor: str) -> None:
    with town.reading() as look, pytest.raises(InvalidInput):
        list_cases(look, MAYOR, CaseFilters(now=NOW), cursor=cursor)


def test_filters_narrow_the_list(town: Store) -> None:
    assert found(town, state="routed") == ["26-00101"]
    assert found(town, request_type="nothing") == []
    assert found(town, channel="page") == found(town)
    assert found(town, created_after=NOW + timedelta(minutes=3)) == ["26-00104", "26-00103"]
    assert found(town, open=False) == []


def test_overdue_is_measured_at_the_given_now(town: Store) -> None:
    later = NOW + timedelta(hours=2)
    with town.reading() as look:
        then = [one.reference for one in list_cases(look, MAYOR, CaseFilters(now=later, overdue=True)).items]
        rest = [one.reference for one in list_cases(look, MAYOR, CaseFilters(now=later, overdue=False)).items]
    assert found(town, overdue=True) == []
    assert set(then) >= {"26-00100", "26-00104"}
    assert sorted(then + rest) == sorted(found(town))


@pytest.mark.parametrize(
    ("q", "wanted"),
    [
        ("26-00102", ["26-00102"]),
        ("зразкова2", ["26-00102"]),
        ("ЗРАЗКОВА2 Олена", ["26-00102"]),
        ("зразк", ["26-00104", "26-00103", "26-00102", "26-00101", "26-00100"]),
        ("зразкова2 зразкова1", []),
        ("+380 50 123 45 63", ["26-00103"]),
        ("0501234563", ["26-00103"]),
        ("26-99999", []),
        ("%", ["26-00104", "26-00103", "26-00102", "26-00101", "26-00100"]),
    ],
)
def test_cases_are_found_by_what_staff_type(town: Store, q: str, wanted: list[str]) -> None:
    assert found(town, q=q) == wanted


def test_lists_keep_to_the_policy(town: Store) -> None:
    # theirs to carry out, and one on which the definition lets a foreman ask
    assert found(town, FOREMAN) == ["26-00102", "26-00101"]
    assert found(town, staff("stranger", unit="elsewhere")) == []
    assert found(town, visitor(1)) == []
    assert found(town, replace(MAYOR, municipality=2)) == []


def test_the_policy_in_sql_is_the_policy(town: Store) -> None:
    """Every actor on every case: `where(scope)` lists it exactly when `allows` lets it through."""
    absent = ActingFor(
        username="foreman",
        name="Ф",
        position="майстер",
        roles=frozenset({"foreman"}),
        unit="utility",
        order_number="1",
        order_date=date(2026, 11, 1),
        since=NOW,
        until=NOW + timedelta(days=9),
    )
    case = PLAYS["routed"].case
    actors = [
        MAYOR, DISPATCHER, DIRECTOR, FOREMAN, staff("utility_director", unit="other"), staff("x", "foreman", unit=None),
        staff("x", "nothing", unit="utility"), staff("x", unit="roads"), staff("deputy", "clerk"),
        staff("sub", "nothing", unit=None, substitutes=(absent,)), visitor(1), system(1), system(2),
        replace(visitor(1), case=case.id, person=case.people[0].id),
        replace(visitor(1), case=case.id, person=case.people[0].id, unlocked=True),
    ]  # fmt: skip
    with town.reading() as look:
        for actor in actors:
            listed = {one.id for one in list_cases(look, actor, CaseFilters(now=NOW), limit=100).items}
            allowed = {
                play.case.id
                for play in PLAYS.values()
                if allows(scope(actor, Action.READ), play.case, awaiting(look, play.case.id))
            }
            assert listed == allowed, actor
            assert count_cases(look, actor, CaseFilters(now=NOW)) == len(allowed)


def queue(store: Store, actor: Actor) -> list[tuple[str, str, str | None]]:
    with store.reading() as look:
        return [(one.kind, one.reference or "", one.acting_for) for one in work_queue(look, actor).items]


def test_a_queue_holds_what_awaits_the_actor(town: Store) -> None:
    # a dispatcher may still forward what the director has not yet instructed
    waiting = [reference for _, reference, _ in queue(town, DISPATCHER)]
    assert waiting == ["26-00100", "26-00104", "26-00101"]
    assert ("execute", "26-00102", None) in queue(town, FOREMAN)
    assert queue(town, staff("x", "nothing", unit=None)) == []


def test_a_queue_is_the_same_page_by_page(town: Store) -> None:
    with town.reading() as look:
        whole = work_queue(look, DISPATCHER).items
        first = work_queue(look, DISPATCHER, limit=1)
        second = work_queue(look, DISPATCHER, limit=2, cursor=first.next)
    assert (first.items + second.items, second.next) == (whole, None)
    assert whole[0].clock == "routing"
    assert whole[0].due is not None


def test_who_stands_in_sees_the_work_of_the_absent_under_their_name(town: Store) -> None:
    absent = ActingFor(
        username="foreman",
        name="Ф",
        position="майстер",
        roles=frozenset({"foreman"}),
        unit="utility",
        order_number="1",
        order_date=date(2026, 11, 1),
        since=NOW,
        until=NOW + timedelta(days=9),
    )
    deputy = staff("deputy", "nothing", unit=None, substitutes=(absent,))
    assert ("execute", "26-00102", "foreman") in queue(town, deputy)


def test_history_is_read_in_order_and_in_pages(town: Store) -> None:
    case = PLAYS["in_work"].case
    with town.reading() as look:
        whole = history_of(look, case.id, cursor=None, limit=100).items
        first = history_of(look, case.id, cursor=None, limit=3)
        second = history_of(look, case.id, cursor=first.next, limit=100)
        entered = states_entered(look, case.id)
    assert [one.sequence for one in whole] == list(range(1, case.sequence + 1))
    assert first.items + second.items == whole
    assert whole[0].type == "CaseOpened"
    assert whole[0].data["reference"] == "26-00102"
    assert len(whole[0].hash) == 64
    assert [one.state for one in entered] == ["registered", "routed", "in_work"]
    assert (entered[0].at, entered[0].by, entered[1].by) == (case.opened, None, "route")


def test_a_resolution_leads_to_its_case(town: Store) -> None:
    case = PLAYS["in_work"].case
    with town.reading() as look:
        assert case_of_resolution(look, case.resolutions[0].id) == case
        with pytest.raises(NotFound, match="unknown_resolution"):
            case_of_resolution(look, uuid4())


def test_due_timers_are_those_whose_moment_has_come(town: Store) -> None:
    every = sorted(one.due for play in PLAYS.values() for one in timers(play.case))
    at = every[2]
    with town.reading() as look:
        assert next_timer(look) == every[0]
        assert [one.due for one in due_timers(look, at)] == [due for due in every if due <= at]
        assert len(due_timers(look, at, limit=1)) == 1


def test_a_link_opens_its_case_until_it_is_replaced(town: Store) -> None:
    case = PLAYS["routed"].case
    person = case.person(PersonRole.APPLICANT)
    assert person is not None
    key = digest(token(LINK_KEY.secret, case.id, person.id, person.generation))
    assert key is not None
    with town.reading() as look:
        link = find_link(look, key)
        assert link is not None
        assert (link.case, link.person) == (case.id, person.id)
        assert find_link(look, hashlib.sha256(b"other").digest()) is None
        assert not unlocked(look, key, case.id, person.id, NOW)
    with town.reading(2) as look:
        assert find_link(look, key) is None


def test_figures_add_up_and_open_overdue_cases_count(town: Store) -> None:
    def figures(now: object, by: GroupBy) -> list[tuple[object, ...]]:
        with town.reading() as look:
            rows = statistics(look, MAYOR, NOW, NOW + timedelta(days=1), now, by)  # type: ignore[arg-type]
        return [(one.key, one.received, one.on_time, one.open_on_time, one.overdue) for one in rows]

    assert figures(NOW, GroupBy.NOTHING) == [(None, 5, 0, 5, 0)]
    assert figures(NOW + timedelta(days=60), GroupBy.TYPE) == [("road_defect", 5, 0, 0, 5)]
    assert sum(row[1] for row in figures(NOW, GroupBy.UNIT)) == 5  # type: ignore[misc]


def test_the_public_register_shows_public_states_only(town: Store) -> None:
    with town.reading() as look:
        page = public_cases(look, {"road_defect": frozenset({"routed", "in_work"})})
        assert [one.reference for one in page.items] == ["26-00102", "26-00101"]
        assert public_cases(look, {}).items == ()


def test_people_units_substitutions_and_deliveries_are_listed(store: Store) -> None:
    # given
    case = store.open_case()
    message, alarm, effect, letter = (uuid4() for _ in range(4))
    member = StaffMember(username="a", name="Б", position="п", roles=frozenset({"x"}), unit="roads")
    gone = replace(member, username="b", name="А", active=False)
    substitution = Substitution(
        absent="a", acting="b", since=NOW, until=NOW + timedelta(days=1), order_number="1", order_date=date(2026, 11, 1)
    )
    with store.units(1) as work:
        work.add_unit(Unit(id="roads", name="Дороги"))
        work.add_staff(member, "h", fresh_moment())
        work.add_staff(gone, "h", fresh_moment())
        work.add_substitution(substitution, None, fresh_moment(), MAYOR)
        work.add_message(message, case.id, None, "sms", "+380", "т", 1, "queued", fresh_moment())
        work.message_status(message, "sent", "p-1", NOW)
        work.add_alarm(alarm, case.id, ["role:mayor", "user:mayor"], "blown", {"n": 1}, NOW)
        work.add_incident(effect, case.id, "notify", "down", {}, NOW)
        work.set_presence("hall", "mayor", NOW + timedelta(hours=1))
        work.commit()
    # then
    with store.reading() as look:
        assert all_staff(look) == (member,)
        assert all_staff(look, active_only=False) == (gone, member)
        assert all_staff(look, unit="other") == ()
        assert (unit_name(look, "roads"), unit_name(look, "x")) == ("Дороги", None)
        assert [one.id for one in all_units(look)] == ["roads"]
        assert [one.substitution for one in substitutions_from(look, NOW)] == [substitution]
        assert substitutions_from(look, substitution.until) == ()
        (sent,) = messages_of(look, case.id).items
        assert (sent.id, sent.status, sent.to) == (message, "sent", "+380")
        assert message_of_provider(look, "sms", "p-1") == message
        assert [(one.id, one.data) for one in alarms_for(look, MAYOR).items] == [(alarm, {"n": 1})]
        assert alarms_for(look, FOREMAN).items == ()
        assert [one.effect for one in open_incidents(look)] == [effect]
        assert present_until(look, "hall", NOW) == NOW + timedelta(hours=1)
        assert present_until(look, "hall", NOW + timedelta(hours=2)) is None
        kinds = [one.kind for one in work_queue(look, staff("root", "admin", unit=None)).items]
        assert kinds == ["incident"]
    assert letter


def test_taken_places_count_bookings_and_living_holds(store: Store) -> None:
    starts = local("2026-11-25", "15:00")
    with store.units(1) as work:
        for number, until in enumerate((NOW + timedelta(minutes=10), NOW - timedelta(minutes=1))):
            identifier = UUID(int=number + 1)
            work.hold(
                identifier, "hall", "s1", starts, starts + timedelta(minutes=20), 5, until, NOW - timedelta(hours=1)
            )
        work.commit()
    day = date(2026, 11, 25)
    with store.reading() as look:
        assert taken_places(look, "hall", day, day, NOW) == {"s1": 1}
        assert taken_places(look, "hall", day + timedelta(days=9), day + timedelta(days=9), NOW) == {}
        assert taken_places(look, "other", day, day, NOW) == {}
        assert day_list(look, "hall", [], starts, starts + timedelta(days=1)) == ()


def test_papers_are_found_by_code_and_by_every_content_they_had(store: Store) -> None:
    # given
    play = new_play()
    store.open_case(play)
    for name, actor in (("route", DISPATCHER), ("refuse", DIRECTOR)):
        store.do(play, name, actor, {"grounds": "не наше"} if name == "refuse" else None)
    (paper,) = play.case.papers
    # then
    with store.reading() as look:
        seen = paper_by_id(look, paper.id)
        assert seen is not None
        assert (seen.case, seen.paper, seen.whole) == (play.case, paper, False)
        assert paper_by_id(look, uuid4()) is None
        assert paper_by_code(look, "123456789012") is None
        assert paper_by_bytes(look, "ab" * 32) is None


def test_published_definitions_are_parsed_once_and_the_newest_is_current(store: Store) -> None:
    # given
    base = shipped("road_defect")
    parsed: list[bytes] = []

    def load(content: bytes) -> Definition:
        parsed.append(content)
        return replace(base, version=int(content), digest=hashlib.sha256(content).hexdigest())

    definitions = PublishedDefinitions(store.database, load)
    with pytest.raises(NotFound, match="unknown_request_type"):
        definitions.current(1, "road_defect")
    with store.units(1) as work:
        for content in (b"1", b"2"):
            digest_ = hashlib.sha256(content).hexdigest()
            work.publish(replace(base, version=int(content), digest=digest_), content, fresh_moment(), system(1))
        work.commit()
    # then
    assert definitions.current(1, "road_defect").version == 2
    assert definitions.current(1, "road_defect") is definitions.pinned(hashlib.sha256(b"2").hexdigest())
    assert parsed == [b"2"]
    with pytest.raises(DefinitionError, match="definition_missing"):
        definitions.pinned("00" * 32)
    with pytest.raises(NotFound):
        definitions.current(2, "road_defect")


def test_a_place_nearby_is_found_and_a_far_one_is_not(store: Store) -> None:
    # given
    case = store.open_case()
    with store.superuser() as connection:
        connection.execute(
            "UPDATE cases SET latitude_e7 = 513441000, longitude_e7 = 258512000, cell = %s",
            [near_cell(513441000, 258512000)],
        )
    near = Near(latitude_e7=513441500, longitude_e7=258512500, metres=50)
    with store.reading() as look:
        lines = list_cases(look, MAYOR, CaseFilters(now=NOW, near=near)).items
        assert [one.id for one in lines] == [case.id]
        away = replace(near, latitude_e7=513461000)
        assert list_cases(look, MAYOR, CaseFilters(now=NOW, near=away)).items == ()
