"""Part of a transaction (unit_of_work.py): cases, locked, recorded, and what is personal in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

from workflow.actor import Actor
from workflow.case import Case
from workflow.decision import Decision
from workflow.moment import Moment
from workflow.ports.journal_entry import JournalEntry
from workflow.values import Json


class CaseWrites(Protocol):
    """Cases, loaded under their row's lock and recorded with what was decided; numbers, and what is personal."""

    def expect_version(self, reference: str, version: int) -> None:
        """That case must stand at that version when it is loaded: else Conflict(`stale_version`)."""

    def case(self, reference: str) -> Case:
        """The case under its row lock; NotFound(`unknown_case`)."""

    def case_by_id(self, identifier: UUID) -> Case:
        """The same by id."""

    def case_of_paper(self, document: UUID) -> Case:
        """The case that a document belongs to, under its lock; NotFound(`unknown_document`)."""

    def case_of_resolution(self, resolution: UUID) -> Case:
        """The case that a resolution belongs to, under its lock; NotFound(`unknown_resolution`)."""

    def case_of_work(self, work: UUID) -> Case:
        """The case that a work by hand belongs to, under its lock; NotFound(`unknown_work`)."""

    def record(self, moment: Moment, actor: Actor, before: Case | None, decision: Decision) -> None:
        """Writes case row, chained history, personal values, projections, timers and jobs of one decision.

        `decision.case` is `before` with all events folded. Claims its new attachments, holds its booking (a sold slot
        → Conflict(`slot_taken`)).
        """

    def refresh_timers(self, case: Case) -> None:
        """Writes the case's timer rows anew from what it is: a row that woke nobody was out of date."""

    def personal(self, case: UUID) -> Mapping[str, Json]:
        """Every personal value of a case by name, decrypted."""

    def next_reference(self, year: int) -> str:
        """`YY-NNNNN`, unique, not gapless."""

    def next_number(self, register: str, year: int) -> int:
        """The next number of a journal, gapless: its counter row is locked last and stays locked to the commit."""

    def journal_entry(self, journal: str, year: int, index: str) -> JournalEntry:
        """Where an index of ours stands; NotFound(`unknown_index`)."""
