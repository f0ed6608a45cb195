"""Adds to the corpus what it lacks: `python -m tests.corpus.add`. Run it when a shipped definition gets a new version or an
event a new field; it never changes what is there. A new version is noted in `definitions/PUBLISHED` too."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import Any

from runtime.published_record import note_published
from store.projections.history_rows import history_rows
from tests.corpus.kept import BUNDLES, HISTORIES, SHAPES, bundle_file, history_file, kept_shapes, kept_versions
from tests.corpus.shapes import event_kinds, shape_of
from workflow.codec import case_to_json, to_json
from workflow.definition.definition_files import read_folder
from workflow.definition.load import load_files
from workflow.definition.model import Definition
from workflow.definition.shared_parts import read_shared_parts
from workflow.engine.calendar import at_local
from workflow.rehearsal.play import Play
from workflow.rehearsal.scenario_paths import definition_folders, put_on_stage
from workflow.rehearsal.simulate import FIRST_DAY
from workflow.rehearsal.stage import Stage
from workflow.rehearsal.walk import walked

DEFINITIONS = Path(__file__).parents[2] / "definitions"
CASES, TRIED, LONGEST = 2, 40, 32


def main() -> None:
    """Says what was added."""
    for folder in (BUNDLES, HISTORIES):
        folder.mkdir(exist_ok=True)
    known = set(kept_versions())
    for folder in definition_folders(DEFINITIONS):
        here = put_on_stage(folder, shipped=DEFINITIONS)
        key = (here.definition.request_type, here.definition.version)
        if key not in known:
            _add(folder, here.definition, here.stage)
            sys.stdout.write(f"added {key[0]} {key[1]}\n")
        if note_published(DEFINITIONS, *key, here.definition.digest):
            sys.stdout.write(f"noted {key[0]} {key[1]} in PUBLISHED\n")
    _add_shapes()


def _add(folder: Path, definition: Definition, stage: Stage) -> None:
    _, bundle = load_files(read_folder(folder), read_shared_parts(DEFINITIONS / "_shared").files)
    name, version = definition.request_type, definition.version
    bundle_file(name, version).write_bytes(gzip.compress(bundle.to_bytes(), 9, mtime=0))
    lines = [
        json.dumps(line, ensure_ascii=False, sort_keys=True)
        for play in _chosen(definition, stage)
        for line in _lines(play)
    ]
    stored = ("\n".join(lines) + "\n").encode()
    history_file(name, version).write_bytes(gzip.compress(stored, 9, mtime=0))


def _chosen(definition: Definition, stage: Stage) -> list[Play]:
    """Walks that show as many moves and kinds of events as few short cases can."""
    plays = [play for play in _walks(definition, stage) if play.opened and play.case.sequence <= LONGEST]
    seen: set[str] = set()
    chosen: list[Play] = []
    while plays and len(chosen) < CASES:
        best = max(plays, key=lambda one: len(_shown(one) - seen))
        chosen.append(best)
        plays.remove(best)
        seen |= _shown(best)
    return chosen


def _walks(definition: Definition, stage: Stage) -> Iterator[Play]:
    begin = at_local(FIRST_DAY, time(9), stage.surroundings.zone)
    for number in range(TRIED):
        yield walked(definition, stage, begin, f"corpus/{number}")[1]


def _shown(play: Play) -> set[str]:
    return {f"{type(event).__name__} {getattr(event, 'name', '')}" for one in play.decisions for event in one.events}


def _lines(play: Play) -> Iterator[dict[str, Any]]:
    case = play.case.id
    sequence, head = 0, None
    for moment, actor, decision in play.memory.recorded:
        if decision.case.id != case:
            continue
        rows, head = history_rows(moment, actor, decision, sequence, head)
        sequence += len(rows)
        for row in rows:
            yield {key: _written(value) for key, value in row.items()}
    yield {"body": case_to_json(play.case)}


def _written(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else to_json(value)


def _add_shapes() -> None:
    newest = {(name, schema): shape for name, schema, shape in kept_shapes()} if SHAPES.exists() else {}
    with SHAPES.open("a", encoding="utf-8") as file:
        for kind in event_kinds():
            schema: int = kind.schema  # type: ignore[attr-defined]
            shape = shape_of(kind)
            if newest.get((kind.__name__, schema)) != shape:
                entry = {"type": kind.__name__, "schema": schema, "shape": shape}
                file.write(json.dumps(entry, sort_keys=True) + "\n")
                sys.stdout.write(f"added the shape of {kind.__name__}\n")


if __name__ == "__main__":
    main()
