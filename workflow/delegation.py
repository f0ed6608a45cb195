"""One paper or one piece of work of a case handed to another person for a while: per piece, not per absence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class DelegationEnd(StrEnum):
    """Why a delegation is over."""

    DONE = "done"
    TAKEN_BACK = "taken_back"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """`by` handed the work item `key` (`sign:PAPER:ROLE`, `transition:ROLE`, `work:ID`) to `to`, until `until`.

    `until` is the first instant after the time allowed. `reason` names the personal value that says why. `absent`: whom
    `by` stood in for. Names are those of that day.
    """

    id: UUID
    key: str
    by: str
    by_name: str
    to: str
    to_name: str
    since: datetime
    until: datetime
    reason: str
    commitment: str
    absent: str | None = None
    ended: datetime | None = None
    how: DelegationEnd | None = None
