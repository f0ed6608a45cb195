"""Instructions whose date was missed, as the board and the weekly report tell of them: whose, how late, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gate.control_words import reason_not_given
from store.queries.control import Controlled
from store.queries.effect_reads import personal_values
from store.reading import Reading
from workflow.engine.lateness import missed_day, working_days_late
from workflow.surroundings import Surroundings
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedLine:
    """One instruction. `number` is `26-00064/1.1`, `missed` the first day missed, `days` working days; `unit` is empty
    for nobody's; `reason` is never empty."""

    number: str
    reference: str
    resolution: UUID
    unit: str
    executors: str
    missed: date | None
    days: int
    reason: str
    settled: bool


def missed_lines(
    look: Reading,
    found: Sequence[Controlled],
    units: Mapping[str, str],
    now: datetime,
    surroundings: Surroundings,
    language: str,
) -> tuple[MissedLine, ...]:
    """In the order given; `units` are names by id."""
    values: dict[UUID, Mapping[str, Json]] = {}
    for one in found:
        if one.case.id not in values:
            values[one.case.id] = personal_values(look, one.case.id)
    return tuple(_line(one, values[one.case.id], units, now, surroundings, language) for one in found)


def _line(
    one: Controlled,
    values: Mapping[str, Json],
    units: Mapping[str, str],
    now: datetime,
    surroundings: Surroundings,
    language: str,
) -> MissedLine:
    resolution = one.resolution
    said = values.get(resolution.lateness_reason or "")
    return MissedLine(
        number=f"{one.case.reference}/{resolution.number}",
        reference=one.case.reference,
        resolution=resolution.id,
        unit=units.get(one.unit or "", ""),
        executors=", ".join(each.name for each in resolution.executors),
        missed=missed_day(resolution, now),
        days=working_days_late(resolution, now, surroundings),
        reason=str(said) if said else reason_not_given(language),
        settled=resolution.off_control_at is not None,
    )
