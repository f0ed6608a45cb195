"""Cases, numbers, files and people in memory: what commands about a case ask of their transaction, without a database.

Only the part of the port `UnitOfWork` that such commands use; sessions, keys, messages and publications have no place
in a rehearsal, and a command that asks for them fails loudly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from workflow.actor import Actor
from workflow.case import Case
from workflow.decision import Decision
from workflow.errors import NotFound
from workflow.moment import Moment
from workflow.ports import Attachment
from workflow.town import StaffMember, Unit
from workflow.values import Json


@dataclass(slots=True)
class Memory:
    """`numbers` are the journals' counters by (register, year), `files` the attachments that can be named.

    `reference` is the next case's, empty for the next of the series.
    """

    staff_members: Mapping[str, StaffMember]
    units: Mapping[str, Unit]
    cases: dict[UUID, Case] = field(default_factory=dict)
    files: dict[UUID, Attachment] = field(default_factory=dict)
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    recorded: list[tuple[Moment, Actor, Decision]] = field(default_factory=list)
    reference: str = ""

    def case(self, reference: str) -> Case:
        """By its reference; NotFound(`unknown_case`)."""
        return self._first(lambda one: one.reference == reference, "unknown_case")

    def case_by_id(self, identifier: UUID) -> Case:
        """By its id; NotFound(`unknown_case`)."""
        return self._first(lambda one: one.id == identifier, "unknown_case")

    def case_of_paper(self, document: UUID) -> Case:
        """The case a paper belongs to; NotFound(`unknown_document`)."""
        return self._first(lambda one: one.paper(document) is not None, "unknown_document")

    def case_of_resolution(self, resolution: UUID) -> Case:
        """The case an instruction belongs to; NotFound(`unknown_resolution`)."""
        return self._first(lambda one: one.resolution(resolution) is not None, "unknown_resolution")

    def case_of_work(self, work: UUID) -> Case:
        """The case a work by hand belongs to; NotFound(`unknown_work`)."""
        return self._first(lambda one: one.work(work) is not None, "unknown_work")

    def record(self, moment: Moment, actor: Actor, _before: Case | None, decision: Decision) -> None:
        """Keeps a decision and the case it made."""
        self.cases[decision.case.id] = decision.case
        self.recorded.append((moment, actor, decision))

    def personal(self, case: UUID) -> Mapping[str, Json]:
        """What was kept apart about a case, by name."""
        return {
            value.name: value.value
            for _, _, decision in self.recorded
            if decision.case.id == case
            for value in decision.personal
        }

    def refresh_timers(self, _case: Case) -> None:
        """Timers are read off the case itself here."""

    def next_reference(self, year: int) -> str:
        """`YY-NNNNN` from one series."""
        return self.reference or f"{year % 100:02d}-{42 + len(self.cases):05d}"

    def next_number(self, register: str, year: int) -> int:
        """The next number of a journal."""
        self.numbers[register, year] = self.numbers.get((register, year), 0) + 1
        return self.numbers[register, year]

    def attachments(self, identifiers: Iterable[UUID]) -> Mapping[UUID, Attachment]:
        """Those that exist."""
        return {one: self.files[one] for one in identifiers if one in self.files}

    def held_slot(self, _hold: UUID, _now: datetime) -> str | None:
        """Nobody holds slots here: a rehearsal books at once."""
        return None

    def staff(self, username: str) -> StaffMember | None:
        """Somebody of the town hall, or None."""
        return self.staff_members.get(username)

    def staff_with_role(self, role: str, unit: str | None = None) -> Sequence[StaffMember]:
        """Everybody who holds a role."""
        return [one for one in self.staff_members.values() if role in one.roles and unit in (None, one.unit)]

    def staff_of_unit(self, unit: str) -> Sequence[StaffMember]:
        """Everybody of a unit."""
        return [one for _name, one in sorted(self.staff_members.items()) if one.unit == unit]

    def unit(self, identifier: str) -> Unit | None:
        """A department, or None."""
        return self.units.get(identifier)

    def _first(self, fits: Callable[[Case], bool], code: str) -> Case:
        found = next((one for one in self.cases.values() if fits(one)), None)
        if found is None:
            raise NotFound(code)
        return found
