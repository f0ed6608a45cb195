"""The formula of the chain: the hash is over the canonical JSON of the whole row, every part of it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
import rfc8785

from store.chain import entry_hash
from workflow.codec import canonical

DATA: Any = {"name": "route", "values": {"я": "«так»", "n": 7}, "list": [None, True]}
ENTRY: dict[str, Any] = {
    "case": UUID(int=9),
    "sequence": 3,
    "at": datetime(2026, 11, 23, 6, 5, tzinfo=UTC),
    "actor": "staff:dispatcher",
    "acting_for": None,
    "kind": "Transitioned",
    "schema": 1,
    "data": canonical(DATA),
    "definition": "ab" * 32,
    "previous": b"p" * 32,
}


def test_the_hash_is_over_the_canonical_json_of_the_row() -> None:
    whole: Any = {
        "case": "00000000-0000-0000-0000-000000000009",
        "sequence": 3,
        "at": "2026-11-23T06:05:00.000000Z",
        "actor": "staff:dispatcher",
        "acting_for": None,
        "type": "Transitioned",
        "schema": 1,
        "data": DATA,
        "definition": "ab" * 32,
        "previous": (b"p" * 32).hex(),
    }
    assert entry_hash(**ENTRY) == hashlib.sha256(rfc8785.dumps(whole)).digest()


def test_the_zone_an_instant_is_told_in_does_not_matter() -> None:
    kyiv = ENTRY["at"].astimezone(timezone(timedelta(hours=2)))
    assert entry_hash(**{**ENTRY, "at": kyiv}) == entry_hash(**ENTRY)


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("case", UUID(int=10)),
        ("sequence", 4),
        ("at", ENTRY["at"] + timedelta(microseconds=1)),
        ("actor", "system"),
        ("acting_for", "deputy"),
        ("kind", "Assigned"),
        ("schema", 2),
        ("data", canonical({"name": "refuse"})),
        ("definition", "cd" * 32),
        ("previous", None),
    ],
)
def test_whatever_differs_gives_another_hash(part: str, other: object) -> None:
    assert entry_hash(**{**ENTRY, part: other}) != entry_hash(**ENTRY)
