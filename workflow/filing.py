"""The file of the filing plan a case lies in, and what is left of one that was erased. Frozen, nothing personal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """Where a finished case lies: file `index` of `year`, which volume, and its running number in that file.

    `sheets` is how much room it takes. `kept_until` is the first day on which it may be destroyed, None: never.
    """

    index: str
    year: int
    volume: int
    number: int
    sheets: int
    at: datetime
    kept_until: date | None = None


class Ground(StrEnum):
    """Why a case was erased: its term was over and it was no record of the town, by a signed act, or at somebody's
    request."""

    KEEP_ENDED = "keep_ended"
    ACT = "act"
    REQUEST = "request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """That everything personal of a case was deleted: when, why, by whom (actor label); `act` is the reference of the
    act that listed it."""

    at: datetime
    ground: str
    by: str
    act: str | None = None
