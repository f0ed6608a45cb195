"""Checks every history and every seal of a municipality, and says where the first thing does not fit.

Chains show what was changed or put in between; seals show what was cut off or put back to an earlier day; folding shows
a case row that says something else than its history.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import select

from store.chain import entry_hash
from store.reading import Reading
from store.seals import Leaf, merkle_root, statement
from store.tables.cases import CaseRow
from store.tables.history import HistoryRow
from store.tables.seals import SealLeafRow, SealRow
from workflow.case import Case
from workflow.codec import canonical, case_from_json, event_from_json
from workflow.engine.evolve import fold
from workflow.errors import DomainError

CheckSignature = Callable[[str, bytes, bytes], bool]
"""(key id, message, signature) → whether it is good."""

_FETCH = 500


class Fault(StrEnum):
    """What does not fit."""

    SEQUENCE = "sequence"
    """a number is missing, doubled or out of order"""
    PREVIOUS = "previous"
    """a row does not hold the hash of the one before"""
    DATA = "data"
    """the data are not canonical JSON"""
    HASH = "hash"
    """the row is not what was hashed"""
    HEAD = "head"
    """the case row ends elsewhere than its history"""
    STATE = "state"
    """the case row says something else than its history"""
    NO_HISTORY = "no_history"
    SEAL_SEQUENCE = "seal_sequence"
    SEAL_PREVIOUS = "seal_previous"
    SEAL_HASH = "seal_hash"
    SEAL_SIGNATURE = "seal_signature"
    SEAL_ROOT = "seal_root"
    """what was sealed is no longer there, or no longer the same"""
    SEAL_MISSING = "seal_missing"
    """a seal that a witness holds is not here, or is another"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Where it breaks: a case and the sequence number, or a seal's number."""

    fault: Fault
    case: UUID | None = None
    reference: str | None = None
    sequence: int | None = None
    seal: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was looked at. `unsealed` cases have changed since the last seal: their newest rows only the chain holds."""

    cases: int
    events: int
    seals: int
    unsealed: int
    breaks: tuple[Break, ...]


def verify_history(
    look: Reading, check: CheckSignature, *, witness: Mapping[int, bytes] | None = None, refold: bool = True
) -> Verification:
    """Everything of one municipality; each case is reported at its first break. `refold` False skips folding.

    `witness` are hashes of seals by number that somebody outside has kept: only they show that seals were cut off.
    """
    breaks: list[Break] = []
    cases, events = 0, 0
    heads = {row.id: row for row in look.connection.execute(_case_rows(look))}
    for case, rows in groupby(_history(look), key=lambda row: row.case_id):
        entries = list(rows)
        cases += 1
        events += len(entries)
        row = heads.pop(case, None)
        found = _chain_break(case, entries) or _end_break(case, entries, row)
        if found is None and refold:
            found = _state_break(look, case, entries)
        if found is not None:
            breaks.append(replace(found, case=case, reference=row.reference if row else None))
    breaks += [Break(fault=Fault.NO_HISTORY, case=one.id, reference=one.reference) for one in heads.values()]
    seals, sealed, broken = _seals(look, check, witness or {})
    breaks += broken
    unsealed = sum(1 for row in look.connection.execute(_case_rows(look)) if sealed.get(row.id) != row.sequence)
    return Verification(cases=cases, events=events, seals=seals, unsealed=unsealed, breaks=tuple(breaks))


def _case_rows(look: Reading) -> Any:
    return select(CaseRow.id, CaseRow.reference, CaseRow.sequence, CaseRow.head).where(
        CaseRow.municipality == look.municipality
    )


def _history(look: Reading) -> Iterator[Any]:
    query = (
        select(
            HistoryRow.case_id,
            HistoryRow.sequence,
            HistoryRow.at,
            HistoryRow.actor,
            HistoryRow.acting_for,
            HistoryRow.type,
            HistoryRow.schema,
            HistoryRow.data,
            HistoryRow.definition,
            HistoryRow.previous,
            HistoryRow.hash,
        )
        .where(HistoryRow.municipality == look.municipality)
        .order_by(HistoryRow.case_id, HistoryRow.sequence)
    )
    yield from look.connection.execution_options(yield_per=_FETCH).execute(query)


def _chain_break(case: UUID, entries: Sequence[Any]) -> Break | None:
    previous: bytes | None = None
    for number, row in enumerate(entries, start=1):
        if row.sequence != number:
            return Break(fault=Fault.SEQUENCE, sequence=number)
        if (None if row.previous is None else bytes(row.previous)) != previous:
            return Break(fault=Fault.PREVIOUS, sequence=number)
        data = row.data.encode()
        if not _is_canonical(data):
            return Break(fault=Fault.DATA, sequence=number)
        wanted = entry_hash(
            case=case,
            sequence=row.sequence,
            at=row.at,
            actor=row.actor,
            acting_for=row.acting_for,
            kind=row.type,
            schema=row.schema,
            data=data,
            definition=row.definition,
            previous=previous,
        )
        if bytes(row.hash) != wanted:
            return Break(fault=Fault.HASH, sequence=number)
        previous = wanted
    return None


def _is_canonical(data: bytes) -> bool:
    try:
        return canonical(json.loads(data)) == data
    except ValueError:
        return False


def _end_break(case: UUID, entries: Sequence[Any], row: Any) -> Break | None:
    last = entries[-1]
    if row is None or row.sequence != last.sequence or bytes(row.head) != bytes(last.hash):
        return Break(fault=Fault.HEAD, case=case, sequence=last.sequence)
    return None


def _state_break(look: Reading, case: UUID, entries: Sequence[Any]) -> Break | None:
    query = select(CaseRow.body).where(CaseRow.municipality == look.municipality, CaseRow.id == case)
    body = look.connection.execute(query).scalar_one()
    try:
        stored = case_from_json(body)
        folded: Case | None = None
        for row in entries:
            event = event_from_json(row.type, row.schema, json.loads(row.data))
            folded = fold(folded, (event,), row.at, row.actor)
    except (DomainError, ValueError, TypeError, KeyError, LookupError):
        folded = None
    # The version counts commands, not events: several events may have been one command.
    if folded is None or replace(folded, version=stored.version) != stored:
        return Break(fault=Fault.STATE, sequence=entries[-1].sequence)
    return None


def _seals(
    look: Reading, check: CheckSignature, witness: Mapping[int, bytes]
) -> tuple[int, dict[UUID, int], list[Break]]:
    query = (
        select(
            SealRow.number,
            SealRow.at,
            SealRow.previous,
            SealRow.root,
            SealRow.cases,
            SealRow.hash,
            SealRow.signature,
            SealRow.key_id,
        )
        .where(SealRow.municipality == look.municipality)
        .order_by(SealRow.number)
    )
    rows = look.connection.execute(query).all()
    sealed: dict[UUID, int] = {}
    breaks: list[Break] = []
    previous: bytes | None = None
    for number, row in enumerate(rows, start=1):
        leaves, complete = _leaves(look, row.number)
        fault = _seal_fault(look, row, number, previous, leaves if complete else None, check)
        if fault is not None:
            breaks.append(Break(fault=fault, seal=number))
            if fault is Fault.SEAL_SEQUENCE:
                break
        previous = bytes(row.hash)
        sealed.update({one.case: max(one.sequence, sealed.get(one.case, 0)) for one in leaves})
    here = {row.number: bytes(row.hash) for row in rows}
    breaks += [
        Break(fault=Fault.SEAL_MISSING, seal=number) for number, kept in witness.items() if here.get(number) != kept
    ]
    return len(rows), sealed, breaks


def _seal_fault(
    look: Reading, row: Any, number: int, previous: bytes | None, leaves: Sequence[Leaf] | None, check: CheckSignature
) -> Fault | None:
    if row.number != number:
        return Fault.SEAL_SEQUENCE
    before = None if row.previous is None else bytes(row.previous)
    if before != previous:
        return Fault.SEAL_PREVIOUS
    stated = statement(look.municipality, row.number, row.at, before, bytes(row.root), row.cases, row.key_id)
    if hashlib.sha256(stated).digest() != bytes(row.hash):
        return Fault.SEAL_HASH
    if not check(row.key_id, stated, bytes(row.signature)):
        return Fault.SEAL_SIGNATURE
    if leaves is None or len(leaves) != row.cases or merkle_root(leaves) != bytes(row.root):
        return Fault.SEAL_ROOT
    return None


def _leaves(look: Reading, seal: int) -> tuple[list[Leaf], bool]:
    """Leaves of a seal with the hashes that history has there now; and whether all of them are still there."""
    query = (
        select(SealLeafRow.case_id, SealLeafRow.sequence, HistoryRow.hash)
        .outerjoin(
            HistoryRow,
            (HistoryRow.municipality == SealLeafRow.municipality)
            & (HistoryRow.case_id == SealLeafRow.case_id)
            & (HistoryRow.sequence == SealLeafRow.sequence),
        )
        .where(SealLeafRow.municipality == look.municipality, SealLeafRow.seal == seal)
        .order_by(SealLeafRow.case_id)
    )
    rows = look.connection.execute(query).all()
    found = [Leaf(row.case_id, row.sequence, bytes(row.hash)) for row in rows if row.hash is not None]
    return found, len(found) == len(rows)
