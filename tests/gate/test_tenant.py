"""Which town a host name means."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gate.problems import GateRefusal
from gate.tenant import Towns
from runtime.clock import VirtualClock
from tests.town_hall import MONDAY


def test_each_host_has_its_town() -> None:
    towns = Towns(lambda: {"one.test": 1, "two.test": 2}, VirtualClock(MONDAY).now)

    assert (towns.municipality("one.test"), towns.municipality("two.test")) == (1, 2)


def test_with_several_towns_an_unknown_host_is_nobodys() -> None:
    towns = Towns(lambda: {"one.test": 1, "two.test": 2}, VirtualClock(MONDAY).now)

    with pytest.raises(GateRefusal, match="wrong_host"):
        towns.municipality("three.test")


def test_one_town_alone_answers_to_any_trusted_host() -> None:
    assert Towns(lambda: {"one.test": 7}, VirtualClock(MONDAY).now).municipality("127.0.0.1") == 7


def test_a_new_town_is_known_within_a_minute_and_not_read_for_every_request() -> None:
    hosts, reads, clock = {"one.test": 1}, [], VirtualClock(MONDAY)

    def read() -> dict[str, int]:
        reads.append(1)
        return dict(hosts)

    towns = Towns(read, clock.now)
    for _ in range(5):
        towns.municipality("one.test")
    hosts["two.test"] = 2
    clock.advance(timedelta(seconds=61))

    assert towns.municipality("two.test") == 2
    assert len(reads) == 2
