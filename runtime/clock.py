"""The only place that reads the clock. Everybody else is handed `now` as a value, or one of these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still."""

    moment: datetime

    def __post_init__(self) -> None:
        _require_aware(self.moment)

    def now(self) -> datetime:
        """Always the same moment, aware, in UTC."""
        return self.moment.astimezone(UTC)


class VirtualClock:
    """A clock moved by hand, for tests and for the days the demo town has already lived."""

    def __init__(self, start: datetime) -> None:
        self._moment = _require_aware(start)

    def now(self) -> datetime:
        """The moment it was last moved to, aware, in UTC."""
        return self._moment.astimezone(UTC)

    def advance(self, by: timedelta) -> datetime:
        """Moves forward and answers the new moment; ValueError for going back."""
        if by < timedelta(0):
            raise ValueError(by)
        self._moment += by
        return self.now()

    def set(self, moment: datetime) -> datetime:
        """Moves to `moment`, later or earlier, and answers it."""
        self._moment = _require_aware(moment)
        return self.now()


def _require_aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(moment)
    return moment
