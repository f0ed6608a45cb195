"""Histories kept for ever: of every shipped version a few cases as stored, and its bundle. Nothing here is changed, only
added to (`python -m tests.corpus.add`)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workflow.definition.bundle import Bundle, bundle_from_bytes

HERE = Path(__file__).parent
BUNDLES, HISTORIES, SHAPES = HERE / "bundles", HERE / "histories", HERE / "shapes.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCase:
    """A case: its history rows as stored (hashes in hex), and the case they give, as in its row."""

    rows: tuple[dict[str, Any], ...]
    body: dict[str, Any]


def kept_versions() -> list[tuple[str, int]]:
    """(request type, version) of everything that is kept."""
    found = (one.name.partition(".jsonl")[0].rpartition(".") for one in HISTORIES.glob("*.jsonl*"))
    return sorted((name, int(version)) for name, _dot, version in found)


def bundle_file(name: str, version: int) -> Path:
    return BUNDLES / f"{name}.{version}.json.gz"


def history_file(name: str, version: int) -> Path:
    """The older ones lie as plain text and stay so."""
    plain = HISTORIES / f"{name}.{version}.jsonl"
    return plain if plain.exists() else plain.with_suffix(".jsonl.gz")


def kept_bundle(name: str, version: int) -> Bundle:
    return bundle_from_bytes(gzip.decompress(bundle_file(name, version).read_bytes()))


def kept_cases(name: str, version: int) -> Iterator[KeptCase]:
    """In the file a case is its rows, a line each, and then a line `{"body": …}`."""
    rows: list[dict[str, Any]] = []
    file = history_file(name, version)
    data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    for line in data.decode().splitlines():
        entry = json.loads(line)
        if "body" in entry:
            yield KeptCase(rows=tuple(rows), body=entry["body"])
            rows = []
        else:
            rows.append(entry)


def kept_shapes() -> Iterator[tuple[str, int, dict[str, Any]]]:
    """(event type, schema, shape) of every shape there has been, the oldest first."""
    for line in SHAPES.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        yield entry["type"], entry["schema"], entry["shape"]
