"""The list behind a number of the board: which cases are asked for by `figure`, and what that is called.

The same filters count and list, so a list is as long as its number says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from store.queries.board import Figure, filters_of, week_of
from store.queries.case_filters import CaseFilters, Near
from store.queries.repeat_places import METRES, WITHIN
from web import dates
from web.channel_words import channel_words
from web.words import words
from workflow.engine.calendar import local_date
from workflow.surroundings import Surroundings

NOBODYS = "-"
"""How a link asks for cases without a unit."""

_WITH_WEEK = frozenset(Figure) - {Figure.OPEN, Figure.LONG_LANE, Figure.IDLE, Figure.PROMISED}
_DEGREE_E7 = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`filters` of the list, `said` what they are in words, `query` what leads to the next page."""

    filters: CaseFilters
    said: tuple[str, ...]
    query: Mapping[str, str]


def asked_figure(
    given: Mapping[str, str], units: Mapping[str, str], now: datetime, around: Surroundings, language: str
) -> Asked | None:
    """What the address asks for; None where it names no figure and no place. Whatever is not understood is left out."""
    near = _near(given.get("near", ""))
    if near is not None:
        filters = CaseFilters(now=now, near=near, created_after=now - WITHIN)
        return Asked(
            filters=_narrowed(filters, given),
            said=(words("board.places_list", language, metres=METRES, days=WITHIN.days),),
            query=_kept(given),
        )
    try:
        figure = Figure(given.get("figure", ""))
    except ValueError:
        return None
    week = week_of(_day(given.get("week", ""), local_date(now, around.zone)), around.zone)
    said = [words(f"board.figure.{figure.value}", language)]
    if figure in _WITH_WEEK:
        last = week.monday + timedelta(days=6)
        said.append(words("board.week", language, days=f"{dates.short_day(week.monday)}–{dates.full_day(last)}"))
    if given.get("unit"):
        said.append(words("board.no_unit", language) if given["unit"] == NOBODYS else units.get(given["unit"], ""))
    if given.get("channel"):
        said.append(channel_words(given["channel"], language))
    if given.get("lane") in ("fast", "long"):
        said.append(words(f"board.lane.{given['lane']}", language))
    return Asked(
        filters=_narrowed(filters_of(figure, week, now, around.town.idle_days), given),
        said=tuple(one for one in said if one),
        query=_kept(given),
    )


def _narrowed(filters: CaseFilters, given: Mapping[str, str]) -> CaseFilters:
    unit, lane = given.get("unit") or None, given.get("lane")
    return replace(
        filters,
        request_type=given.get("type") or None,
        channel=given.get("channel") or None,
        unit=unit if unit != NOBODYS else None,
        homeless=True if unit == NOBODYS else None,
        transferred={"fast": False, "long": True}.get(lane or "", filters.transferred),
    )


def _kept(given: Mapping[str, str]) -> Mapping[str, str]:
    names = ("figure", "week", "unit", "channel", "lane", "type", "near")
    return {name: given[name] for name in names if given.get(name)}


def _near(text: str) -> Near | None:
    latitude, _, longitude = text.partition(",")
    try:
        found = Near(latitude_e7=int(latitude), longitude_e7=int(longitude), metres=METRES)
    except ValueError:
        return None
    inside = abs(found.latitude_e7) <= 90 * _DEGREE_E7 and abs(found.longitude_e7) <= 180 * _DEGREE_E7
    return found if inside else None


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today
