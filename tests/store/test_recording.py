"""A decision is written whole or not at all, and a case comes back as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.given import order, staff
from tests.store.given import Store, fresh_moment, new_play, signed
from workflow.actor import visitor
from workflow.case import Case
from workflow.codec import event_from_json
from workflow.engine.evolve import fold
from workflow.engine.timers import timers
from workflow.errors import Conflict, NotFound

DISPATCHER = staff("dispatcher")
DIRECTOR = staff("utility_director")


def test_a_recorded_case_comes_back_as_it_was(store: Store) -> None:
    # given
    case = store.open_case()
    # when
    with store.units(1) as work:
        found = work.case(case.reference)
        same = work.case_by_id(case.id)
    # then
    assert found == case
    assert same == case


def test_a_case_moved_on_comes_back_as_it_became(store: Store) -> None:
    # given
    play = new_play()
    store.open_case(play)
    # when
    store.do(play, "route", DISPATCHER)
    store.do(play, "instruct", DIRECTOR, orders=(order(),), signed=signed(play))
    # then
    with store.units(1) as work:
        assert work.case(play.case.reference) == play.case
        resolution = play.case.resolutions[0].id
        assert work.case_of_resolution(resolution) == play.case


def test_an_unknown_case_is_not_found(store: Store) -> None:
    with store.units(1) as work, pytest.raises(NotFound, match="unknown_case"):
        work.case("26-99999")


def test_another_towns_case_is_not_found(store: Store) -> None:
    case = store.open_case()
    with store.units(2) as work, pytest.raises(NotFound, match="unknown_case"):
        work.case_by_id(case.id)


def test_what_is_not_committed_leaves_nothing(store: Store) -> None:
    # given
    play = new_play()
    decision = play.open({"place": {"address": "вул. Лісова, 8"}})
    # when
    with store.units(1) as work:
        work.record(fresh_moment(), visitor(1), None, decision)
        assert work.personal(decision.case.id)
    # then
    for table in ("cases", "history", "personal_values", "timers", "work_items", "status_links", "procrastinate_jobs"):
        assert store.rows(f"SELECT count(*) FROM {table}") == [(0,)], table


def test_history_folds_to_the_stored_case(store: Store) -> None:
    # given
    play = new_play()
    store.open_case(play)
    store.do(play, "route", DISPATCHER)
    store.do(play, "ask", DIRECTOR, {"question": "Де саме?"})
    # when
    rows = store.rows("SELECT type, schema, data::jsonb, at, actor, sequence FROM history ORDER BY sequence")
    folded: Case | None = None
    for kind, schema, data, at, actor, _ in rows:
        folded = fold(folded, (event_from_json(kind, schema, data),), at, actor)
    # then
    assert [row[5] for row in rows] == list(range(1, len(rows) + 1))
    assert folded is not None
    assert replace(folded, version=0) == replace(play.case, version=0)


def test_timers_are_what_the_case_waits_for(store: Store) -> None:
    play = new_play()
    store.open_case(play)
    for step in ("route", "ask"):
        given = {"question": "Де саме?"} if step == "ask" else None
        store.do(play, step, DISPATCHER if step == "route" else DIRECTOR, given)
        rows = store.rows("SELECT clock, rung, due FROM timers")
        assert set(rows) == {(one.clock, one.rung, one.due) for one in timers(play.case)}


def test_work_items_are_those_of_the_last_decision(store: Store) -> None:
    # given
    play = new_play()
    store.open_case(play)
    decision = store.do(play, "route", DISPATCHER)
    # then
    rows = store.rows("SELECT key, role, due FROM work_items")
    assert set(rows) == {(one.key, one.role, one.due) for one in decision.work}
    # when
    store.do(play, "ask", DIRECTOR, {"question": "Де саме?"})
    # then
    assert store.rows("SELECT key FROM work_items") == []


def test_a_case_recorded_twice_in_one_transaction_keeps_its_chain(store: Store) -> None:
    # given
    play = new_play()
    store.open_case(play)
    before = play.case
    first = play.do("route", DISPATCHER)
    second = play.do("ask", DIRECTOR, {"question": "Де саме?"})
    # when
    with store.units(1) as work:
        work.case_by_id(before.id)
        work.record(fresh_moment(), DISPATCHER, before, first)
        work.record(fresh_moment(), DIRECTOR, first.case, second)
        work.commit()
    # then
    rows = store.rows("SELECT previous, hash FROM history ORDER BY sequence")
    assert [row[0] for row in rows[1:]] == [row[1] for row in rows[:-1]]


def test_a_case_that_was_not_loaded_cannot_be_recorded(store: Store) -> None:
    play = new_play()
    store.open_case(play)
    before = play.case
    decision = play.do("route", DISPATCHER)
    with store.units(1) as work, pytest.raises(ValueError, match="loaded"):
        work.record(fresh_moment(), DISPATCHER, before, decision)


def test_a_decision_about_an_older_case_is_refused(store: Store) -> None:
    # given
    play = new_play()
    store.open_case(play)
    before = play.case
    decision = store.do(play, "route", DISPATCHER)
    # when
    with store.units(1) as work:
        work.case_by_id(before.id)
        with pytest.raises(Conflict, match="stale_version"):
            work.record(fresh_moment(), DISPATCHER, before, decision)


def test_a_reference_is_given_once(store: Store) -> None:
    case = store.open_case(reference="26-00777")
    with pytest.raises(Conflict, match="reference_taken"):
        store.open_case(reference=case.reference)


def test_a_transition_takes_two_round_trips(store: Store) -> None:
    # given
    play = new_play()
    store.open_case(play)
    before = play.case
    decision = play.do("route", DISPATCHER)
    # when
    with store.units(1) as work:
        work.case_by_id(before.id)
        work.record(fresh_moment(), DISPATCHER, before, decision)
        work.commit()
        # then: load, and everything else with the commit
        assert work.round_trips == 2


def test_personal_values_come_back_and_are_not_in_history(store: Store) -> None:
    # given
    case = store.open_case()
    # when
    with store.units(1) as work:
        values = work.personal(case.id)
    # then
    assert values["form.note"] == "Глибока яма"
    assert values["applicant.surname"] == "Зразкова"
    whole = "".join(row[0] for row in store.rows("SELECT data FROM history"))
    whole += str(store.rows("SELECT body FROM cases"))
    assert "Глибока" not in whole
    assert "Зразкова" not in whole
