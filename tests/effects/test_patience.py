"""Pauses double, are spread, and never exceed their longest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from effects.patience import PATIENCE, Patience


@given(attempt=some.integers(1, 10_000), draw=some.floats(0, 1))
def test_a_pause_lies_between_half_of_its_doubling_and_all_of_it(attempt: int, draw: float) -> None:
    patient = Patience(tries=14, first=5.0, longest=3600.0)
    whole = min(5.0 * 2 ** (attempt - 1), 3600.0) if attempt < 50 else 3600.0
    assert whole / 2 <= patient.pause(attempt, draw) <= whole


def test_every_kind_is_tried_for_minutes_at_least_and_a_day_at_most() -> None:
    for patient in PATIENCE.values():
        least = sum(patient.pause(attempt, 0.0) for attempt in range(1, patient.tries))
        most = sum(patient.pause(attempt, 1.0) for attempt in range(1, patient.tries))
        assert least >= 60
        assert most <= 24 * 3600
