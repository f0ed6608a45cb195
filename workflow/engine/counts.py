"""What the store has counted for one decision, under its locks: votes, a turn in a register, free places."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.support import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Each None where the decision needs none. `free` is how many places are left where this move wants one."""

    tally: Tally | None = None
    turn: int | None = None
    free: int | None = None


UNCOUNTED = Counts()
"""Nothing was counted: for offers, which promise nothing."""
