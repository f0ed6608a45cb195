"""Seals over a municipality's histories: what makes even a cut tail visible (house.md, "Chain per case").

A seal states the Merkle root over the cases changed since the last one (case, sequence, head), and the seal before it,
and is signed. Whoever keeps a copy of a seal can show later that nothing under it was taken away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import LiteralString, Protocol
from uuid import UUID

from store.chain import instant
from store.conversation import Conversation
from store.row_json import TableRow, row_json
from store.tables.seals import SealLeafRow
from store.upsert import insert
from workflow.codec import canonical

_BATCH = 5_000
_OVERLAP = timedelta(hours=1)
"""How long after its moment a command may at most commit: fifteen seconds by the timeouts, an hour by generosity."""

_LAST: LiteralString = """
SELECT number, at, hash FROM seals WHERE municipality = %(municipality)s::int ORDER BY number DESC LIMIT 1
"""
_CHANGED: LiteralString = """
SELECT c.id, c.sequence, c.head FROM cases c
WHERE c.municipality = %(municipality)s::int AND c.recorded >= %(since)s::timestamptz AND NOT EXISTS (
    SELECT FROM seal_leaves l WHERE l.municipality = c.municipality AND l.case_id = c.id AND l.sequence = c.sequence
) ORDER BY c.recorded LIMIT %(limit)s::int
"""
_SEAL: LiteralString = """
INSERT INTO seals (municipality, number, at, previous, root, cases, hash, signature, key_id)
VALUES (%(municipality)s, %(number)s, %(at)s, %(previous)s, %(root)s, %(cases)s, %(hash)s, %(signature)s, %(key)s)
"""
_LEAVES = insert(SealLeafRow)
_LOCK: LiteralString = "SELECT pg_advisory_xact_lock(hashtextextended('seals', %(municipality)s::bigint))"


class SealKey(Protocol):
    """What signs seals. `id` names the key, so that it can be found for checking."""

    @property
    def id(self) -> str: ...

    def sign(self, message: bytes) -> bytes:
        """A signature over `message`."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """How far one case's history goes: its newest row and that row's hash."""

    case: UUID
    sequence: int
    head: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """One seal as stated and signed; this is what goes to an outside witness."""

    municipality: int
    number: int
    at: datetime
    previous: bytes | None
    root: bytes
    cases: int
    signature: bytes
    key_id: str

    @property
    def statement(self) -> bytes:
        """What is signed."""
        return statement(self.municipality, self.number, self.at, self.previous, self.root, self.cases, self.key_id)

    @property
    def hash(self) -> bytes:
        """What the next seal holds of this one."""
        return hashlib.sha256(self.statement).digest()


def statement(
    municipality: int, number: int, at: datetime, previous: bytes | None, root: bytes, cases: int, key_id: str
) -> bytes:
    """Canonical JSON of what a seal states."""
    return canonical(
        {
            "municipality": municipality,
            "number": number,
            "at": instant(at),
            "previous": None if previous is None else previous.hex(),
            "root": root.hex(),
            "cases": cases,
            "key": key_id,
        }
    )


def seal_changes(talk: Conversation, key: SealKey, now: datetime) -> Seal | None:
    """Seals every case changed since the last seal; None when none has. Two sealers wait for each other."""
    talk.tell(_LOCK, {})
    last = talk.ask(_LAST, {})
    number, since, previous = (last[0][0], last[0][1] - _OVERLAP, bytes(last[0][2])) if last else (0, "-infinity", None)
    changed = talk.ask(_CHANGED, {"since": since, "limit": _BATCH})
    if not changed:
        return None
    leaves = sorted((Leaf(row[0], row[1], bytes(row[2])) for row in changed), key=lambda one: one.case)
    root = merkle_root(leaves)
    stated = statement(talk.municipality, number + 1, now, previous, root, len(leaves), key.id)
    seal = Seal(
        municipality=talk.municipality,
        number=number + 1,
        at=now,
        previous=previous,
        root=root,
        cases=len(leaves),
        signature=key.sign(stated),
        key_id=key.id,
    )
    _write(talk, seal, leaves)
    return seal


def merkle_root(leaves: Sequence[Leaf]) -> bytes:
    """Root of the tree over leaves in the order of their case ids (RFC 9162, 2.1.1: leaves and nodes hashed apart)."""
    return _root([_leaf_hash(one) for one in leaves])


def merkle_path(leaves: Sequence[Leaf], place: int) -> tuple[tuple[str, bytes], ...]:
    """What leads from the leaf at `place` to the root, from below: (`left` or `right`, hash of that neighbour)."""
    hashes = [_leaf_hash(one) for one in leaves]
    path: list[tuple[str, bytes]] = []
    while len(hashes) > 1:
        split = _left_part(len(hashes))
        if place < split:
            path.append(("right", _root(hashes[split:])))
            hashes = hashes[:split]
        else:
            path.append(("left", _root(hashes[:split])))
            hashes, place = hashes[split:], place - split
    return tuple(reversed(path))


def _write(talk: Conversation, seal: Seal, leaves: Sequence[Leaf]) -> None:
    talk.tell(
        _SEAL,
        {
            "number": seal.number,
            "at": seal.at,
            "previous": seal.previous,
            "root": seal.root,
            "cases": seal.cases,
            "hash": seal.hash,
            "signature": seal.signature,
            "key": seal.key_id,
        },
    )
    rows: list[TableRow] = [
        {"municipality": seal.municipality, "case_id": one.case, "sequence": one.sequence, "seal": seal.number}
        for one in leaves
    ]
    talk.tell(_LEAVES, {"rows": row_json(rows)})


def _root(hashes: Sequence[bytes]) -> bytes:
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = _left_part(len(hashes))
    return hashlib.sha256(b"\x01" + _root(hashes[:split]) + _root(hashes[split:])).digest()


def _left_part(whole: int) -> int:
    """The greatest power of two smaller than the whole."""
    return 1 << (whole - 1).bit_length() - 1


def _leaf_hash(leaf: Leaf) -> bytes:
    return hashlib.sha256(b"\x00" + leaf.case.bytes + leaf.sequence.to_bytes(8) + leaf.head).digest()
