"""The list of erasures outside the database: what a restored older backup gets again (rules.md 24).

One JSON object a line, only ever added to, beside the data (`erasures.jsonl`) and in the archive folder. It names no
person: cases by id and reference, who erased, why.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from runtime.boot import Runtime
from store.queries.retention import Erasure, reference_of
from workflow.actor import system
from workflow.commands.erase_case import EraseCase
from workflow.filing import Ground

NAME = "erasures.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedErasure:
    """One line."""

    municipality: int
    case: UUID
    ground: Ground
    reason: str


def note(folders: Iterable[Path], municipality: int, erasures: Iterable[Erasure]) -> None:
    """Adds lines and waits until they are on disk: before anything is deleted. Said twice does no harm."""
    lines = "".join(
        json.dumps(
            {
                "municipality": municipality,
                "case": str(one.case),
                "reference": one.reference,
                "at": one.at.isoformat(),
                "by": one.by,
                "ground": one.ground,
                "reason": one.reason,
            },
            ensure_ascii=False,
        )
        + "\n"
        for one in erasures
    )
    for folder in folders if lines else ():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (folder / NAME).open("a", encoding="utf-8") as file:
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())


def read(path: Path) -> tuple[ListedErasure, ...]:
    """Every case once. A last line cut off by a power failure is left out: it was not acted upon. FileNotFoundError,
    ValueError for a file that is no such list."""
    found: dict[tuple[int, UUID], ListedErasure] = {}
    text = path.read_text(encoding="utf-8")
    whole = text[: text.rfind("\n") + 1]
    for line in whole.splitlines():
        said = json.loads(line)
        one = ListedErasure(
            municipality=int(said["municipality"]),
            case=UUID(said["case"]),
            ground=Ground(said["ground"]),
            reason=str(said["reason"]),
        )
        found[one.municipality, one.case] = one
    return tuple(found.values())


def erase_listed(runtime: Runtime, listed: Iterable[ListedErasure]) -> int:
    """Decides anew what the list says of cases that are there and not erased; how many. The keeper does the rest."""
    done = 0
    for one in listed:
        with runtime.database.reading(one.municipality) as look:
            reference = reference_of(look, one.case)
        if reference is None:
            continue
        command = EraseCase(reference=reference, ground=one.ground, reason=one.reason or "–", again=True)
        executed = runtime.application.execute(system(one.municipality), command).executed
        done += int(bool(executed.value["erased"]))
    return done
