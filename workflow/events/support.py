"""Votes and signatures for a matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from workflow.quick_values import quicken
from workflow.support import Support, Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportOpened:
    """Voting began, under these rules and no later ones."""

    schema: ClassVar[int] = 1
    support: Support


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportClosed:
    """Voting ended; `tally` is final."""

    schema: ClassVar[int] = 1
    at: datetime
    tally: Tally
    reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturesEntered:
    """A clerk counted signatures on paper: `counted` are new, `repeated` came from people who had voted already."""

    schema: ClassVar[int] = 1
    counted: int
    repeated: int


quicken(SupportOpened, SupportClosed, SignaturesEntered)
