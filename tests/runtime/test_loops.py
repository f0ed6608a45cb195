"""Recurring work goes on after failures, each on its own, and ends when told."""

from __future__ import annotations

import threading
import time

from runtime.loops import Loop, run_loops


def test_a_failing_loop_is_tried_again_and_disturbs_no_other() -> None:
    stop = threading.Event()
    rounds: list[str] = []

    def fail() -> None:
        rounds.append("failing")
        raise RuntimeError

    def work() -> None:
        rounds.append("working")
        if rounds.count("working") >= 20 and rounds.count("failing") >= 2:
            stop.set()

    loops = [Loop(name="failing", every=0.01, run=fail), Loop(name="working", every=0.2, run=work)]
    run_loops(loops, stop)

    assert rounds.count("failing") >= 2
    assert rounds.count("working") >= 20


def test_a_round_under_way_is_finished() -> None:
    stop = threading.Event()
    finished = []

    def work() -> None:
        stop.set()
        time.sleep(0.2)
        finished.append(True)

    run_loops([Loop(name="slow", every=60, run=work)], stop)

    assert finished == [True]
