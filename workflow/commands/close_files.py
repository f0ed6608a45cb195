"""The yearly closing: files of a year take no more cases, and their terms begin to run out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflow.commands.may_archive import may_archive
from workflow.commands.scene import Executed, Scene
from workflow.engine.calendar import day_start, local_date
from workflow.errors import NotAvailable, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseFiles:
    """Of `year`, and of earlier ones that were forgotten."""

    year: int


def handle(command: CloseFiles, scene: Scene) -> Executed:
    """`{"closed": how many}`; again, nothing. Raises NotPermitted, NotAvailable with `year_runs`, `cases_to_file`."""
    may_archive(scene.actor)
    zone = scene.surroundings.zone
    if command.year >= local_date(scene.moment.now, zone).year:
        raise NotAvailable([Refusal(code="year_runs", data={"year": command.year})])
    left = scene.work.unfiled(day_start(date(command.year + 1, 1, 1), zone))
    if left:
        raise NotAvailable([Refusal(code="cases_to_file", data={"count": left})])
    closed = scene.work.close_files(command.year, scene.actor.label, scene.moment.now)
    return Executed(value={"closed": closed})
