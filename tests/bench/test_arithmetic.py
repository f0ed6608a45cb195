"""What a benchmark's line says follows from what was measured, and contestants share what the machine does."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from bench.interleave import interleaved, repeated
from bench.line import Sense, at_least, at_most, compared
from bench.report import as_json, table
from bench.tap import Said
from bench.transition import said_per_request

TAKEN = {"ours": [2.0, 4.0, 3.0], "bare": [1.0, 3.0, 3.0]}


def test_a_speed_is_the_floors_time_over_ours_round_by_round() -> None:
    line = compared("b", TAKEN, ours="ours", floor="bare", sense=Sense.AT_LEAST, target=at_least(0.75))

    assert line.ratios == (0.5, 0.75, 1.0)
    assert line.median == 0.75
    assert line.met is True


def test_a_time_is_ours_over_the_floors_and_the_median_is_no_mean() -> None:
    taken = {"ours": [1.0, 2.0, 30.0], "bare": [1.0, 1.0, 1.0]}

    line = compared("b", taken, ours="ours", floor="bare", sense=Sense.AT_MOST, target=at_most(1.9))

    assert line.median == 2.0
    assert line.met is False


def test_between_two_middle_rounds_lies_their_mean() -> None:
    taken = {"ours": [1.0, 2.0, 3.0, 4.0], "bare": [1.0] * 4}

    assert compared("b", taken, ours="ours", floor="bare", sense=Sense.AT_MOST).median == 2.5


def test_a_line_without_a_target_is_neither_reached_nor_missed() -> None:
    assert compared("b", TAKEN, ours="ours", floor="bare", sense=Sense.AT_MOST).met is None


def test_rounds_that_do_not_pair_up_are_no_result() -> None:
    with pytest.raises(ValueError, match="shorter"):
        compared("b", {"ours": [1.0, 2.0], "bare": [1.0]}, ours="ours", floor="bare", sense=Sense.AT_MOST)


def test_contestants_take_turns_there_and_back_and_the_first_round_warms_up() -> None:
    order: list[tuple[str, int]] = []

    def contestant(name: str) -> Callable[[int], float]:
        def go(number: int) -> float:
            order.append((name, number))
            return float(number)

        return go

    taken = interleaved({"a": contestant("a"), "b": contestant("b")}, 2)

    assert order == [("a", 0), ("b", 0), ("b", 1), ("a", 1), ("a", 2), ("b", 2)]
    assert taken == {"a": [1.0, 2.0], "b": [1.0, 2.0]}


def test_work_is_done_as_often_as_said_and_its_time_is_that_of_one() -> None:
    done: list[int] = []
    ticks = iter([10.0, 14.0])

    seconds = repeated(lambda: done.append(1), 8, clock=lambda: next(ticks))(0)

    assert len(done) == 8
    assert seconds == 0.5


def test_a_request_says_so_many_statements_in_so_many_round_trips() -> None:
    first = Said(connection=1, statements=(("BEGIN", None), ("SELECT 1", None)), pipelined=True)
    second = Said(connection=1, statements=(("COMMIT", None),), pipelined=False)

    assert said_per_request([[first, second], [first, second], [first, first, second]]) == (3, 2)


def test_the_report_tells_what_is_reached_and_what_is_not() -> None:
    lines = [
        compared("b", TAKEN, ours="ours", floor="bare", sense=Sense.AT_LEAST, target=at_least(ratio))
        for ratio in (0.7, 0.8)
    ]

    assert [one["met"] for one in json.loads(as_json(lines))] == [True, False]
    assert [row.split()[-1] for row in table(lines).splitlines()[1:]] == ["reached", "MISSED"]
