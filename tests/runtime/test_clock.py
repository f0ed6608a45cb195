"""Clocks answer aware moments in UTC and move only as told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from runtime.clock import FixedClock, SystemClock, VirtualClock

KYIV_MORNING = datetime(2026, 11, 23, 8, 5, tzinfo=timezone(timedelta(hours=2)))


def test_every_clock_answers_utc() -> None:
    for clock in (SystemClock(), FixedClock(KYIV_MORNING), VirtualClock(KYIV_MORNING)):
        assert clock.now().tzinfo is UTC

    assert FixedClock(KYIV_MORNING).now() == datetime(2026, 11, 23, 6, 5, tzinfo=UTC)


def test_a_virtual_clock_moves_by_hand_only() -> None:
    clock = VirtualClock(KYIV_MORNING)

    assert clock.now() == clock.now()
    assert clock.advance(timedelta(hours=1)) == KYIV_MORNING + timedelta(hours=1)
    assert clock.set(KYIV_MORNING) == KYIV_MORNING
    with pytest.raises(ValueError, match="-1 day"):
        clock.advance(timedelta(days=-1))


def test_naive_moments_are_refused() -> None:
    for make in (FixedClock, VirtualClock):
        with pytest.raises(ValueError, match="2026"):
            make(datetime(2026, 11, 23, 8, 5))  # noqa: DTZ001 (the very thing refused)
