"""Cases, numbers, files and people in memory: what commands about a case ask of their transaction, without a database.

Only the part of the port `UnitOfWork` that such commands use; sessions, keys, messages and publications have no place
in a rehearsal, and a command that asks for them fails loudly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from workflow.actor import Actor
from workflow.case import Case
from workflow.decision import Decision
from workflow.effect_requests import EffectRequest
from workflow.errors import NotFound
from workflow.moment import Moment
from workflow.ports.attachment import Attachment
from workflow.ports.journal_entry import JournalEntry
from workflow.support import Tally
from workflow.town import StaffMember, Substitution, Unit
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What somebody voted."""

    choices: tuple[str, ...]
    territory: str | None
    paper: bool


@dataclass(slots=True)
class Memory:
    """`numbers` are the journals' counters by (register, year), `files` the attachments that can be named.

    `reference` is the next case's, empty for the next of the series. `others`: how many places of every group people
    have whom the play does not follow.
    """

    staff_members: Mapping[str, StaffMember]
    units: Mapping[str, Unit]
    cases: dict[UUID, Case] = field(default_factory=dict)
    files: dict[UUID, Attachment] = field(default_factory=dict)
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    recorded: list[tuple[Moment, Actor, Decision]] = field(default_factory=list)
    reference: str = ""
    votes: dict[tuple[UUID, str], Vote] = field(default_factory=dict)
    counted: dict[UUID, tuple[int, int]] = field(default_factory=dict)
    territories: dict[str, str] = field(default_factory=dict)
    others: int = 0
    deferred: list[EffectRequest] = field(default_factory=list)

    def case(self, reference: str) -> Case:
        """By its reference; NotFound(`unknown_case`)."""
        return self._first(lambda one: one.reference == reference, "unknown_case")

    def case_by_id(self, identifier: UUID) -> Case:
        """By its id; NotFound(`unknown_case`)."""
        found = self.cases.get(identifier)
        if found is None:
            raise NotFound("unknown_case")
        return found

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

    def journal_entry(self, journal: str, year: int, index: str) -> JournalEntry:
        """The card or paper of that index; NotFound(`unknown_index`)."""
        for case in self.cases.values():
            for card in case.registrations:
                if (card.journal, card.year, card.index) == (journal, year, index):
                    return JournalEntry(case=case.id, date=card.day)
            for paper in case.papers:
                if (paper.register, paper.number) == (journal, index) and paper.date is not None:
                    return JournalEntry(case=case.id, date=paper.date)
        raise NotFound("unknown_index")

    def attachments(self, identifiers: Iterable[UUID]) -> Mapping[UUID, Attachment]:
        """Those that exist."""
        return {one: self.files[one] for one in identifiers if one in self.files}

    def held_slot(self, _hold: UUID, _now: datetime) -> str | None:
        """Nobody holds slots here: a rehearsal books at once."""
        return None

    def look_at(self, reference: str) -> Case:
        """The same as `case`: nothing is locked here."""
        return self.case(reference)

    def add_vote(
        self,
        case: UUID,
        identity: str,
        _at: datetime,
        *,
        choices: Sequence[str] = (),
        territory: str | None = None,
        paper: bool = False,
    ) -> bool:
        """Each identity once."""
        if (case, identity) in self.votes:
            return False
        self.votes[case, identity] = Vote(choices=tuple(choices), territory=territory, paper=paper)
        return True

    def withdraw_vote(self, case: UUID, identity: str, _at: datetime) -> bool:
        """Takes a vote back."""
        found = self.votes.get((case, identity))
        if found is None or found.paper:
            return False
        del self.votes[case, identity]
        return True

    def count_votes(self, case: UUID, count: int, paper: int) -> tuple[int, int]:
        """(total before, total after)."""
        old = self.counted.get(case, (0, 0))
        new = (old[0] + count, old[1] + paper)
        self.counted[case] = new
        return sum(old), sum(new)

    def tally(self, case: UUID) -> Tally:
        """How a voting stands."""
        votes, paper = self.counted.get(case, (0, 0))
        chosen = Counter(one for (of, _), vote in self.votes.items() if of == case for one in vote.choices)
        return Tally(votes=votes, paper=paper, choices=dict(sorted(chosen.items())))

    def bind_territory(self, identity: str, territory: str, _at: datetime) -> str:
        """The first one stays."""
        return self.territories.setdefault(identity, territory)

    def defer(self, effects: Sequence[EffectRequest], _moment: Moment) -> None:
        """Wanted beside any decision: `outside.py` does it."""
        self.deferred += effects

    def next_turn(self, register: str) -> int:
        """From one series for each register."""
        return self.next_number(f"turn:{register}", 0)

    def first_in_register(self, register: str) -> UUID | None:
        """The case that goes first."""
        kept = [one for one in self.cases.values() if one.position and one.position.register == register]
        first = min(
            kept, key=lambda one: (one.position.rank, one.position.turn) if one.position else (0, 0), default=None
        )
        return first.id if first else None

    def free_places(self, calendar: str, group: str, capacity: int, _now: datetime) -> int:
        """What others, whom nobody sees here, and the cases of the play leave."""
        own = [one.booking for one in self.cases.values() if one.booking]
        taken = self.others + sum((one.calendar, one.slot) == (calendar, group) for one in own)
        return max(0, capacity - taken)

    def substitutions(self, _at: datetime) -> tuple[Substitution, ...]:
        """Nobody is absent in a rehearsal."""
        return ()

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
