"""What API and pages read of the archive in one look: a year's files, one file's inventory, what fell due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gate.doors import application, reading
from gate.tenant import current_municipality
from store.queries.filing_plan import FiledLine, FileLine, cases_in_file, files_of
from store.queries.retention import CaseDue, Erasure, cases_due, count_cases_due, erasures, volumes_due
from workflow.actor import Actor
from workflow.engine.calendar import local_date
from workflow.filing_plan import VolumeDue

_SHOWN = 50
_STEP = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """What fell due today, and the newest lines of the list of erasures."""

    volumes: tuple[VolumeDue, ...]
    cases: tuple[CaseDue, ...]
    case_count: int
    erasures: tuple[Erasure, ...]


def today() -> date:
    """The town's own day."""
    door = application()
    return local_date(door.clock.now(), door.surroundings(current_municipality()).zone)


def files_in(year: int) -> tuple[FileLine, ...]:
    """Files of a year with their volumes."""
    zone = application().surroundings(current_municipality()).zone
    with reading() as look:
        return files_of(look, year, zone.key)


def whole_file(actor: Actor, year: int, index: str) -> Iterator[FiledLine]:
    """Every line of one file, in one consistent look."""
    cursor = None
    with reading() as look:
        while True:
            page = cases_in_file(look, actor, year, index, cursor=cursor, limit=_STEP)
            yield from page.items
            cursor = page.next
            if cursor is None:
                return


def retention() -> Retention:
    """As of today."""
    day = today()
    with reading() as look:
        return Retention(
            volumes=volumes_due(look, day),
            cases=cases_due(look, day, _SHOWN),
            case_count=count_cases_due(look, day),
            erasures=erasures(look, waiting=False, limit=_SHOWN),
        )
