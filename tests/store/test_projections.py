"""What the columns of a case row say: due, promise and lateness, the cell of a place, the words it is found by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.projections.near_cell import cells_around, near_cell, reach_e7
from store.projections.own_terms import due, late, promise
from store.projections.search_words import LIMIT, words, words_of
from tests.given import MONDAY_0805, Play, shipped
from workflow.case import Case, Deadline, DeadlineState

NOW = MONDAY_0805


def opened() -> Case:
    play = Play(definition=shipped("road_defect"))
    return play.open({"place": {"address": "вул. Лісова, 8"}}).case


def clock(name: str, hours: int, *, started: int = 0, stopped: int | None = None, law: str | None = None) -> Deadline:
    return Deadline(
        clock=name,
        law=law,
        article=None,
        state=DeadlineState.RUNNING if stopped is None else DeadlineState.STOPPED,
        started=NOW + timedelta(hours=started),
        date=date(2026, 12, 1),
        deadline=NOW + timedelta(hours=hours),
        stopped=None if stopped is None else NOW + timedelta(hours=stopped),
    )


def with_clocks(*clocks: Deadline, **more: object) -> Case:
    return replace(opened(), opened=NOW, deadlines=clocks, **more)  # type: ignore[arg-type]


def test_the_nearest_running_clock_is_due() -> None:
    case = with_clocks(clock("routing", 1), clock("service", 80), clock("old", 0, stopped=0))
    assert due(case) == NOW + timedelta(hours=1)


def test_a_stage_hurries_but_is_no_promise() -> None:
    case = with_clocks(clock("instructing", 2, started=1), clock("service", 80))
    assert promise(case) == NOW + timedelta(hours=80)


def test_a_legal_term_is_a_promise_whenever_it_began() -> None:
    assert promise(with_clocks(clock("answer", 700, started=5, law="ua_appeals.art_20"))) == NOW + timedelta(hours=700)


def test_a_paused_clock_is_not_due() -> None:
    paused = replace(clock("service", 80), state=DeadlineState.PAUSED)
    assert due(with_clocks(paused)) is None


def test_the_applicants_own_term_is_not_the_towns() -> None:
    entered = NOW + timedelta(hours=3)
    case = with_clocks(clock("reply", 100, started=3), asked_from="routed", entered=entered)
    assert due(case) is None


def test_nothing_is_due_once_a_case_is_closed() -> None:
    assert due(with_clocks(clock("service", 1), closed=NOW)) is None


def test_a_case_is_late_by_a_term_that_ended_with_it_and_not_by_a_stage() -> None:
    end = NOW + timedelta(hours=90)
    assert late(with_clocks(clock("service", 80, stopped=90), closed=end))
    assert not late(with_clocks(clock("service", 91, stopped=90), closed=end))
    assert not late(with_clocks(clock("routing", 1, stopped=5), closed=end))


def test_a_term_missed_before_it_began_anew_keeps_the_case_late() -> None:
    assert late(with_clocks(clock("answer", 700, started=5, law="ua_appeals.art_20"), missed=True))


def test_the_last_moment_belongs_to_the_next_day() -> None:
    end = NOW + timedelta(hours=80)
    assert late(with_clocks(clock("service", 80, stopped=80), closed=end))


@given(
    st.integers(-800_000_000, 800_000_000),
    st.integers(-1_790_000_000, 1_790_000_000),
    st.integers(1, 5_000),
    st.floats(-1, 1),
    st.floats(-1, 1),
)
def test_a_place_within_reach_lies_in_one_of_the_cells(
    lat: int, lon: int, metres: int, up: float, right: float
) -> None:
    north, east = reach_e7(lat, metres)
    there = lat + int(north * up), lon + int(east * right)
    assert near_cell(*there) in cells_around(lat, lon, metres)


def test_far_places_lie_in_other_cells() -> None:
    assert near_cell(513441000, 258512000) != near_cell(513541000, 258512000)
    assert len(cells_around(513441000, 258512000, 50)) <= 4


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Олена ЗРАЗКОВА", ["олена", "зразкова"]),
        ("Соломʼянська, буд. 8-а", ["солом'янська", "буд"]),
        ("+380 50 123-45-67", ["380501234567", "0501234567"]),
        ("(044) 123-45-67", ["0441234567"]),
        ("a@b.ua", ["ua"]),
        ("  ", []),
        ("Cafe\u0301", ["café"]),
    ],
)
def test_texts_are_read_as_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_words_are_found_inside_values_once_and_not_without_end() -> None:
    assert words_of([{"a": "Яма яма", "b": ["ліхтар", 7, None]}]) == ["яма", "ліхтар"]
    assert len(words_of([" ".join(f"слово{n}" for n in range(1000))])) == LIMIT


def test_what_is_kept_is_found_by_what_is_asked() -> None:
    assert set(words("зразкова")) <= set(words_of(["Зразкова Олена"]))
