"""A finished case is put into its file (house.md, "filing"): by the system, once, and anew after it was reopened."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.engine.calendar import local_date
from workflow.engine.filing import kept_until, planned_file, sheets_of
from workflow.events import CaseFiled
from workflow.filing import Filed


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCase:
    """The year is that of the day the case ended, or the first later one whose files are not closed."""

    case: UUID


def handle(command: FileCase, scene: Scene) -> Executed:
    """`{"filed": bool}`. Raises NotFound, DefinitionError. A case that is open or filed is not touched."""
    case = scene.work.case_by_id(command.case)
    if case.closed is None or case.filed is not None:
        return Executed(case=case, value={"filed": False})
    definition = scene.definitions.pinned(case.definition)
    file = planned_file(scene.surroundings.town, definition)
    sheets = sheets_of(case)
    ended = local_date(case.closed, scene.surroundings.zone)
    place = scene.work.place_in_file(file, ended.year, sheets)
    terms = (file.keep, definition.filing.keep) if definition.filing is not None else (file.keep,)
    filed = Filed(
        index=file.index,
        year=place.year,
        volume=place.volume,
        number=place.number,
        sheets=sheets,
        at=scene.moment.now,
        kept_until=kept_until(place.year, *terms),
    )
    executed = scene.tell(case, definition, CaseFiled(filed=filed))
    return Executed(case=executed.case, value={"filed": True})
