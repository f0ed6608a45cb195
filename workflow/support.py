"""Support of a case by many people: the rules as they were when it opened, and how many there are. Frozen values.

Votes are rows of the store and no part of a case: only their sum is, frozen when the voting closes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """`votes` by people who proved who they are, `paper` signatures that a clerk counted; `choices` of a poll."""

    votes: int = 0
    paper: int = 0
    choices: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Everybody who supports it."""
        return self.votes + self.paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """The rules of one voting, frozen when it opened: a later law or version changes nothing of it.

    Votes are taken in state `state` until the clock `clock` ends. `identity` is how well a voter must be known.
    `threshold` None: a poll. `tally` is None until it is closed.
    """

    state: str
    clock: str
    identity: str
    opened: datetime
    threshold: int | None = None
    law: str | None = None
    at_threshold: str | None = None
    at_end: str | None = None
    choices: tuple[str, ...] = ()
    several: bool = False
    hidden: bool = False
    withdraw: bool = False
    territories: tuple[str, ...] = ()
    closed: datetime | None = None
    tally: Tally | None = None

    def reached_by(self, tally: Tally) -> bool:
        """Whether so many are enough."""
        return self.threshold is not None and tally.total >= self.threshold
