"""What a command would do, without doing it: the handler decides as ever, and nothing is recorded or committed.

For looking at a letter before it is sent for signature. Rows are locked as long as the look takes, and no longer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from workflow.actor import Actor
from workflow.case import Case
from workflow.decision import Decision
from workflow.moment import Moment
from workflow.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """`before` is the case as it stands, `decision` what the command would make of it."""

    before: Case | None
    decision: Decision


class Foresight:
    """A unit of work that reads like the one behind it and keeps what it was to record, instead of recording it."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work
        self.foreseen: Foreseen | None = None

    def __getattr__(self, name: str) -> object:
        return getattr(self._work, name)

    def record(self, moment: Moment, actor: Actor, before: Case | None, decision: Decision) -> None:
        """Keeps the decision."""
        self.foreseen = Foreseen(before=before, decision=decision)

    def as_work(self) -> UnitOfWork:
        """This, as handlers take it."""
        return cast("UnitOfWork", self)
