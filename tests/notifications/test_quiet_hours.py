from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.quiet_hours import next_allowed

KYIV = ZoneInfo("Europe/Kyiv")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=KYIV)


@pytest.mark.parametrize(
    ("now", "allowed"),
    [
        ("2026-11-23T20:59:59", "2026-11-23T20:59:59"),
        ("2026-11-23T21:00:00", "2026-11-24T08:00:00"),
        ("2026-11-23T23:30:00", "2026-11-24T08:00:00"),
        ("2026-11-24T00:00:00", "2026-11-24T08:00:00"),
        ("2026-11-24T07:59:59", "2026-11-24T08:00:00"),
        ("2026-11-24T08:00:00", "2026-11-24T08:00:00"),
        ("2026-12-31T22:00:00", "2027-01-01T08:00:00"),
    ],
)
def test_a_night_message_waits_for_the_morning(now: str, allowed: str) -> None:
    assert next_allowed(local(now), KYIV) == local(allowed)


@pytest.mark.parametrize(
    ("now", "hours"),
    [("2026-10-24T21:00:00", 12), ("2026-03-28T21:00:00", 10), ("2026-11-23T21:00:00", 11)],
)
def test_the_morning_is_the_local_one_when_clocks_change(now: str, hours: int) -> None:
    now_local = local(now).astimezone(UTC)

    assert (next_allowed(now_local, KYIV) - now_local).total_seconds() == hours * 3600


def test_quiet_hours_may_lie_within_a_day_or_be_none() -> None:
    noon = (time(12), time(14))

    assert next_allowed(local("2026-11-23T13:00:00"), KYIV, noon) == local("2026-11-23T14:00:00")
    assert next_allowed(local("2026-11-23T23:00:00"), KYIV, noon) == local("2026-11-23T23:00:00")
    assert next_allowed(local("2026-11-23T13:00:00"), KYIV, (time(9), time(9))) == local("2026-11-23T13:00:00")


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        next_allowed(datetime(2026, 11, 23, 12), KYIV)  # noqa: DTZ001 - the very thing refused


@given(st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_what_is_allowed_is_never_before_now_never_quiet_and_within_twelve_hours(now: datetime) -> None:
    allowed = next_allowed(now, KYIV)

    assert 0 <= (allowed - now).total_seconds() <= 12 * 3600
    assert time(8) <= allowed.astimezone(KYIV).time() < time(21)
