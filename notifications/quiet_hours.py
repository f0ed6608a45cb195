"""When a message may leave without waking anybody. What is urgent does not ask here."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

QUIET = (time(21, 0), time(8, 0))
"""From nine in the evening to eight in the morning, by the town's clock."""


def next_allowed(now: datetime, zone: ZoneInfo, quiet: tuple[time, time] = QUIET) -> datetime:
    """The first moment from `now` on that is outside the quiet hours, in UTC: `now` itself if it is.

    `quiet` is (from, to) in local time, from included, to not; it may cross midnight; equal ends mean no quiet hours.
    `now` must be aware. On the nights when clocks change the morning is the local one.
    """
    if now.tzinfo is None:
        raise ValueError("now must be aware")
    start, end = quiet
    local = now.astimezone(zone)
    clock = local.time().replace(tzinfo=None)
    crosses_midnight = start > end
    is_quiet = (clock >= start or clock < end) if crosses_midnight else start <= clock < end
    if not is_quiet:
        return now.astimezone(UTC)
    day = local.date() + timedelta(days=1 if crosses_midnight and clock >= start else 0)
    return datetime.combine(day, end, tzinfo=zone).astimezone(UTC)
