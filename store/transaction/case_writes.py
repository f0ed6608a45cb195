"""Part of a transaction (store/unit_of_work.py): cases, locked, recorded, and what is personal in them."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from store import recorder
from store.conversation import Conversation
from store.personal_writer import PersonalWriter
from store.recorder import Recorder
from store.references import References
from store.writes import registers
from workflow.actor import Actor
from workflow.case import Case
from workflow.decision import Decision
from workflow.moment import Moment
from workflow.ports.journal_entry import JournalEntry
from workflow.values import Json


class CaseWrites:
    """See ports.case_writes."""

    _talk: Conversation
    _references: References
    _personal: PersonalWriter
    _recorder: Recorder

    def expect_version(self, reference: str, version: int) -> None:
        """That case must stand at that version when it is loaded: else Conflict(`stale_version`)."""
        self._recorder.expected = (reference, version)

    def case(self, reference: str) -> Case:
        """The case under its row lock; NotFound(`unknown_case`)."""
        return self._recorder.load(recorder.BY_REFERENCE, reference, "unknown_case")

    def case_by_id(self, identifier: UUID) -> Case:
        """The same by id."""
        return self._recorder.load(recorder.BY_ID, identifier, "unknown_case")

    def case_of_paper(self, document: UUID) -> Case:
        """The case a paper belongs to, under its lock; NotFound(`unknown_document`)."""
        return self._recorder.load(recorder.BY_PAPER, document, "unknown_document")

    def case_of_resolution(self, resolution: UUID) -> Case:
        """The case a resolution belongs to, under its lock; NotFound(`unknown_resolution`)."""
        return self._recorder.load(recorder.BY_RESOLUTION, resolution, "unknown_resolution")

    def case_of_work(self, work: UUID) -> Case:
        """The case a work by hand belongs to, under its lock; NotFound(`unknown_work`)."""
        return self._recorder.load(recorder.BY_WORK, work, "unknown_work")

    def record(self, moment: Moment, actor: Actor, before: Case | None, decision: Decision) -> None:
        """Writes one decision whole (ports). Conflict: `attachment_claimed`, `slot_taken`; at the commit also
        `reference_taken`, `number_taken`, `code_taken`."""
        self._recorder.record(moment, actor, before, decision)

    def refresh_timers(self, case: Case) -> None:
        """Writes the case's timer rows anew from what it is."""
        self._recorder.refresh_timers(case)

    def personal(self, case: UUID) -> Mapping[str, Json]:
        """Every personal value by name, decrypted."""
        return self._personal.values(case)

    def next_reference(self, year: int) -> str:
        """`YY-NNNNN`, unique, not gapless."""
        return self._references.next(self._talk.municipality, year)

    def next_number(self, register: str, year: int) -> int:
        """The next number of a journal, gapless; its counter row stays locked to the commit."""
        self._recorder.register_years[register] = year
        return registers.next_number(self._talk, register, year)

    def journal_entry(self, journal: str, year: int, index: str) -> JournalEntry:
        """Where an index of ours stands; NotFound(`unknown_index`)."""
        return registers.entry(self._talk, journal, year, index)
