"""Places that people report again and again: several reports of one kind close together within two weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from store.projections.near_cell import reach_e7
from store.queries.scope import where
from store.reading import Reading
from store.tables.cases import CaseRow
from workflow.actor import Actor
from workflow.policy import Action, scope

METRES = 50
WITHIN = timedelta(days=14)
AT_LEAST = 3
_MOST_READ = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One report with its place in 1e-7 degrees."""

    reference: str
    request_type: str
    street: str | None
    latitude_e7: int
    longitude_e7: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatPlace:
    """`spots` lie within METRES (as a square, as lists of nearby cases measure) of `centre`, one of them."""

    centre: Spot
    spots: tuple[Spot, ...]


def repeat_places(look: Reading, actor: Actor, now: datetime) -> tuple[RepeatPlace, ...]:
    """Places with AT_LEAST reports of one type that came in WITHIN, the most reported first. A joined report counts:
    somebody rang again."""
    query = (
        select(CaseRow.reference, CaseRow.request_type, CaseRow.street, CaseRow.latitude_e7, CaseRow.longitude_e7)
        .where(
            where(scope(actor, Action.READ)),
            CaseRow.opened >= now - WITHIN,
            CaseRow.cell.is_not(None),
        )
        .order_by(CaseRow.opened.desc(), CaseRow.id.desc())
        .limit(_MOST_READ)
    )
    spots = [
        Spot(
            reference=row.reference,
            request_type=row.request_type,
            street=row.street,
            latitude_e7=row.latitude_e7,
            longitude_e7=row.longitude_e7,
        )
        for row in look.connection.execute(query)
    ]
    return gathered(spots)


def gathered(spots: Sequence[Spot]) -> tuple[RepeatPlace, ...]:
    """The fullest place first; what lies in one begins no other, though both may name it."""
    grid: dict[tuple[str, int, int], list[Spot]] = {}
    for one in spots:
        grid.setdefault(_square(one), []).append(one)
    crowded = sorted(((_around(one, grid), one) for one in spots), key=lambda pair: (-len(pair[0]), pair[1].reference))
    taken: set[str] = set()
    found: list[RepeatPlace] = []
    for near, centre in crowded:
        if len(near) < AT_LEAST:
            break
        if centre.reference in taken:
            continue
        left = [one for one in near if one.reference not in taken]
        if len(left) >= AT_LEAST:
            taken.update(one.reference for one in left)
            found.append(RepeatPlace(centre=centre, spots=tuple(sorted(near, key=lambda one: one.reference))))
    return tuple(found)


def _square(one: Spot) -> tuple[str, int, int]:
    """Which square of a grid of its own reach a spot lies in; neighbours within reach lie in it or beside it."""
    north, east = reach_e7(_band(one), METRES)
    return one.request_type, one.latitude_e7 // north, one.longitude_e7 // east


def _band(one: Spot) -> int:
    """One latitude for the grid of a whole town's neighbourhood: squares of one degree's band are equally wide."""
    return round(one.latitude_e7 / 10_000_000) * 10_000_000


def _around(centre: Spot, grid: dict[tuple[str, int, int], list[Spot]]) -> list[Spot]:
    kind, row, column = _square(centre)
    north, east = reach_e7(centre.latitude_e7, METRES)
    return [
        one
        for r in (row - 1, row, row + 1)
        for c in (column - 2, column - 1, column, column + 1, column + 2)
        for one in grid.get((kind, r, c), ())
        if abs(one.latitude_e7 - centre.latitude_e7) <= north and abs(one.longitude_e7 - centre.longitude_e7) <= east
    ]
