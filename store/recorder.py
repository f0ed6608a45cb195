"""Writes one decision: the case row, its chained history, and every projection that differs from before.

Loads cases too: only what was loaded under its lock, with the head of its chain, may be recorded on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import LiteralString
from uuid import UUID

from store.conversation import Conversation
from store.jobs import DEFER, job_rows
from store.link_key import LinkKey
from store.personal_writer import PersonalWriter
from store.projections import (
    case_row,
    deadline_rows,
    file_rows,
    history_rows,
    journal_rows,
    paper_rows,
    resolution_rows,
    timer_rows,
    work_rows,
    works_rows,
)
from store.row_json import TableRow, row_json
from store.row_parameters import row_texts
from store.wire import Row
from store.writes import attachments, deliveries, positions, slots, status_links, votes
from workflow.actor import Actor
from workflow.case import Case
from workflow.codec import case_from_json, case_row_body
from workflow.decision import Decision
from workflow.effect_requests import EffectRequest
from workflow.errors import Conflict, NotFound
from workflow.events import DocumentNumbered, DocumentSent
from workflow.moment import Moment

BY_REFERENCE: LiteralString = """
SELECT c.body, c.head, c.work FROM cases c
WHERE c.municipality = %(municipality)s::int AND c.reference = %(key)s FOR UPDATE
"""
LOOK: LiteralString = """
SELECT c.body FROM cases c WHERE c.municipality = %(municipality)s::int AND c.reference = %(key)s
"""
BY_ID: LiteralString = """
SELECT c.body, c.head, c.work FROM cases c
WHERE c.municipality = %(municipality)s::int AND c.id = %(key)s::uuid FOR UPDATE
"""
BY_PAPER: LiteralString = """
SELECT c.body, c.head, c.work FROM papers p JOIN cases c ON c.municipality = p.municipality AND c.id = p.case_id
WHERE p.municipality = %(municipality)s::int AND p.id = %(key)s::uuid FOR UPDATE OF c
"""
BY_RESOLUTION: LiteralString = """
SELECT c.body, c.head, c.work FROM resolutions r JOIN cases c ON c.municipality = r.municipality AND c.id = r.case_id
WHERE r.municipality = %(municipality)s::int AND r.id = %(key)s::uuid FOR UPDATE OF c
"""

BY_WORK: LiteralString = """
SELECT c.body, c.head, c.work FROM works w JOIN cases c ON c.municipality = w.municipality AND c.id = w.case_id
WHERE w.municipality = %(municipality)s::int AND w.id = %(key)s::uuid FOR UPDATE OF c
"""


@dataclass(frozen=True, slots=True)
class _Stored:
    sequence: int
    head: bytes | None
    work: bytes | None


_NOTHING = _Stored(0, None, None)


class Recorder:
    """Loads and records the cases of one transaction."""

    def __init__(self, talk: Conversation, link_key: LinkKey, personal: PersonalWriter) -> None:
        self._talk = talk
        self._link_key = link_key
        self._personal = personal
        self._stored: dict[UUID, _Stored] = {}
        self._ahead: tuple[str, Row] | None = None
        self.expected: tuple[str, int] | None = None
        """A case by its reference, and the version in which whoever asks has seen it."""
        self.register_years: dict[str, int] = {}
        """In which year this transaction took a number of a register."""
        self.holds: dict[tuple[str, str], UUID] = {}
        """Holds this transaction has shown or made, by calendar and slot: a booking turns its hold into a sale."""

    def load(self, query: LiteralString, key: str | UUID, unknown: str) -> Case:
        """The one case `query` finds, under its row lock; NotFound(`unknown`), Conflict(`stale_version`)."""
        if query is BY_REFERENCE and self._ahead is not None and self._ahead[0] == key:
            return self._as_expected(self._remember(self._ahead[1]))
        rows = self._talk.ask(query, {"key": str(key)})
        if not rows:
            raise NotFound(unknown)
        return self._as_expected(self._remember(rows[0]))

    def _as_expected(self, case: Case) -> Case:
        if self.expected is not None and self.expected[0] == case.reference:
            expected, self.expected = self.expected[1], None
            if case.version != expected:
                raise Conflict("stale_version", version=case.version)
        return case

    def loaded_ahead(self, reference: str, row: Row) -> None:
        """Body, head and work of the case of that reference, which this transaction has locked."""
        self._ahead = (reference, row)

    def look_at(self, reference: str) -> Case:
        """The case of that reference as it was last committed; it cannot be recorded on. NotFound(`unknown_case`)."""
        rows = self._talk.ask(LOOK, {"key": reference})
        if not rows:
            raise NotFound("unknown_case")
        return case_from_json(rows[0][0])

    def record(self, moment: Moment, actor: Actor, before: Case | None, decision: Decision) -> None:
        """See ports.UnitOfWork.record."""
        case = decision.case
        if decision.events:
            stored = self._stored_before(before, decision)
            self._write_case(moment, actor, before, decision, stored)
            self._write_projections(moment, before, decision)
            self._personal.write(case, decision.personal, moment, is_new=before is None)
            status_links.write(self._talk, before, case, self._link_key, moment)
            attachments.claim(self._talk, before, case)
            slots.move_booking(self._talk, before, case, self.holds, moment)
            votes.open_or_close(self._talk, decision, moment)
            positions.move(self._talk, before, decision, moment)
            for event in decision.events:
                if isinstance(event, DocumentSent) and event.way == "post":
                    deliveries.mark_posted(self._talk, event.document, event.tracking, moment.now)
        elif decision.personal or (before is not None and case != before):
            raise ValueError("a case changes only with its history")
        self.defer(decision.effects, moment)

    def defer(self, effects: Sequence[EffectRequest], moment: Moment) -> None:
        """Writes jobs, to be done once this transaction is committed."""
        if effects:
            rows = job_rows(self._talk.municipality, effects, moment.correlation)
            self._talk.tell(DEFER, {"rows": row_json(rows)})

    def refresh_timers(self, case: Case) -> None:
        """Makes the timers what the case says, whatever they were."""
        self._talk.tell(*timer_rows.REPLACE.of(timer_rows.timer_rows(case), {"case": case.id}))

    def _remember(self, row: Row) -> Case:
        body, head, work = row
        case = case_from_json(body)
        self._stored[case.id] = _Stored(case.sequence, bytes(head), None if work is None else bytes(work))
        return case

    def _stored_before(self, before: Case | None, decision: Decision) -> _Stored:
        stored = _NOTHING if before is None else self._stored.get(before.id)
        if stored is None:
            raise ValueError("a case must be loaded in the transaction that records it")
        if before is not None and before.sequence != stored.sequence:
            raise Conflict("stale_version")
        if decision.case.sequence != stored.sequence + len(decision.events):
            raise ValueError("the case must be the old one with all events folded in")
        return stored

    def _write_case(
        self, moment: Moment, actor: Actor, before: Case | None, decision: Decision, stored: _Stored
    ) -> None:
        case = decision.case
        rows, head = history_rows.history_rows(moment, actor, decision, stored.sequence, stored.head)
        assert head is not None
        items = work_rows.work_rows(case, decision.work)
        work = work_rows.work_digest(items)
        body = case_row_body(case)
        if before is None:
            row = {**case_row.case_row(case, head, work, moment.now), "body": body}
            self._talk.tell(case_row.INSERT, {"rows": row_json([row])})
        elif case_row.only_moved(before, case):
            moved = row_texts(case_row.moved_row(case, head, work, moment.now))
            self._talk.tell(case_row.MOVE, {**moved, "body": row_json(body)})
        else:
            whole = row_texts(case_row.case_row(case, head, work, moment.now))
            self._talk.tell(case_row.UPDATE, {**whole, "body": row_json(body)})
        self._talk.tell(*history_rows.INSERT.of(rows))
        if work != stored.work and (items or before is not None):
            self._talk.tell(*work_rows.REPLACE.of(items, {"case": case.id}))
        self._stored[case.id] = _Stored(case.sequence, head, work)

    def _write_projections(self, moment: Moment, before: Case | None, decision: Decision) -> None:
        case = decision.case
        if before is None or before.deadlines != case.deadlines:
            old = deadline_rows.deadline_rows(before) if before else []
            lines = [row for row in deadline_rows.deadline_rows(case) if row not in old]
            if lines:
                self._talk.tell(*deadline_rows.UPSERT.of(lines))
        if before is None or before.resolutions != case.resolutions:
            old = resolution_rows.resolution_rows(before) if before else []
            self._changed(resolution_rows.UPSERT, old, resolution_rows.resolution_rows(case))
            old = resolution_rows.executor_rows(before) if before else []
            self._changed(resolution_rows.UPSERT_EXECUTORS, old, resolution_rows.executor_rows(case))
        if case.papers and (before is None or before.papers != case.papers):
            years = self._years(moment, decision)
            old = paper_rows.paper_rows(before, years) if before else []
            self._changed(paper_rows.UPSERT, old, paper_rows.paper_rows(case, years))
            self._changed(paper_rows.INSERT_VERSIONS, [], paper_rows.version_rows(case, decision.events, moment))
        if case.works and (before is None or before.works != case.works):
            self._changed(
                works_rows.UPSERT, works_rows.works_rows(before) if before else [], works_rows.works_rows(case)
            )
        numbered = journal_rows.new_rows(case, decision.events, self._years(moment, decision), moment)
        self._changed(journal_rows.INSERT, [], numbered)
        if before is not None and before.registrations != case.registrations:
            self._changed(journal_rows.UPSERT, [], journal_rows.voided_rows(before, case))
        if before is not None and before.filed is not None and case.filed != before.filed:
            self._talk.tell(file_rows.TAKE_OUT, {"case": case.id, "at": moment.now})
        self._changed(file_rows.INSERT, [], file_rows.new_rows(case, decision.events))
        self._change_timers(before, case)

    def _change_timers(self, before: Case | None, case: Case) -> None:
        old = timer_rows.timer_rows(before) if before else []
        gone, rows = timer_rows.difference(old, timer_rows.timer_rows(case))
        if gone:
            values = {**timer_rows.gone_values(gone), "case": case.id}
            self._talk.tell(*(timer_rows.CHANGE.of(rows, values) if rows else (timer_rows.DROP, values)))
        elif rows:
            self._talk.tell(*timer_rows.UPSERT.of(rows))

    def _years(self, moment: Moment, decision: Decision) -> Mapping[UUID, int]:
        return {
            event.document: self.register_years.get(event.register, moment.now.year)
            for event in decision.events
            if isinstance(event, DocumentNumbered)
        }

    def _changed(self, write: LiteralString, old: list[TableRow], new: list[TableRow]) -> None:
        rows = [row for row in new if row not in old]
        if rows:
            self._talk.tell(write, {"rows": row_json(rows)})
