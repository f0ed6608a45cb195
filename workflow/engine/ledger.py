"""What a running term has used so far.

Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from workflow.definition.office_calendar import Calendar
from workflow.engine.count import count
from workflow.engine.pauses import Pause, gaps, still_open
from workflow.engine.term import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """`budget` and `spent`, never more than the budget, in `measure` (`day` or `second`).

    A day is spent from its beginning on. `running_since` is the start or the last resumption, `paused_since` the
    start of the pause the term stands in; exactly one of them is given.
    """

    measure: str
    budget: int
    spent: int
    running_since: datetime | None
    paused_since: datetime | None

    @property
    def left(self) -> int:
        """What remains of the budget."""
        return self.budget - self.spent


def ledger(
    term: Term,
    start: datetime,
    *,
    pauses: Sequence[Pause] = (),
    calendar: Calendar,
    office: Calendar,
    now: datetime,
) -> Ledger:
    """The ledger of `term` at `now`, which is not before `start`. Pauses that begin later do not matter. Raises as
    `deadlines.compute`."""
    start = start.astimezone(UTC)
    begun = [pause for pause in pauses if pause.start <= now] if term.may_pause else []
    waiting = still_open(begun)
    ended = [pause for pause in begun if waiting is None or pause.start < waiting.start]
    standing = [gap for gap in gaps(ended, start) if gap.start <= now < gap.end]
    since = standing[0].start if standing else max(waiting.start, start) if waiting else None
    counted = count(
        term,
        start,
        [pause for pause in ended if pause.end is not None],
        calendar,
        office,
    )
    return Ledger(
        measure=counted.measure,
        budget=counted.budget,
        spent=counted.spent(now if since is None else min(now, since)),
        running_since=max((gap.end for gap in gaps(ended, start) if gap.end <= now), default=start)
        if since is None
        else None,
        paused_since=since,
    )
