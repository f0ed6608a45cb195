"""The town's figures for everybody: the numbers of the mayor's board, without lists and without anybody in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import Response, request

from gate.catalogue import is_public, offered
from gate.doors import application, reading
from gate.languages import current_language
from gate.limits import STATUS, network, take
from gate.policies import Policy, policy
from gate.tenant import current_municipality
from store.queries.board import Board, Count, Figure, board, week_of
from web import dates
from web.charts import columns
from web.page import page
from web.words import words
from workflow.actor import system
from workflow.engine.calendar import local_date

_HEADLINES = (Figure.RECEIVED, Figure.ON_TIME, Figure.OVERDUE, Figure.SATISFIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicGroup:
    """One service with its numbers in the order of the headlines."""

    label: str
    counts: tuple[int, ...]


@policy(Policy.PUBLIC)
def public_statistics() -> Response:
    """This week so far beside the week before."""
    take(STATUS, network(request.remote_addr))
    door, municipality, language = application(), current_municipality(), current_language()
    around = door.surroundings(municipality)
    now, zone = door.clock.now(), around.zone
    week = week_of(local_date(now, zone), zone)
    with reading() as look:
        # Counts alone leave this page, so the whole town's may be counted.
        found = board(look, system(municipality), week, now, zone, around.town.idle_days, (*_HEADLINES, Figure.CLOSED))
    titles = {one.request_type: one.text("title", language) or one.title for one in offered() if is_public(one)}
    return page(
        "citizen/statistics.html",
        week=f"{dates.short_day(week.monday)}–{dates.full_day(week.monday + timedelta(days=6))}",
        headlines=[(one.value, found.count(one), found.counted_before(one)) for one in _HEADLINES],
        columns=[one.value for one in _HEADLINES],
        groups=_groups(found, titles, words("statistics.inner", language)),
        chart=columns(
            [dates.short_day(one.day) for one in found.days],
            [("", [one.received for one in found.days]), ("good", [one.on_time + one.late for one in found.days])],
        ),
        days=[(dates.short_day(one.day), one.received, one.on_time, one.late) for one in found.days],
    )


def _groups(found: Board, titles: dict[str, str], inner: str) -> list[PublicGroup]:
    """What people may order by name; the town hall's own papers in one line."""
    table: dict[str, list[int]] = {}
    for place, figure in enumerate(_HEADLINES):
        for one in found.figures[figure]:
            table.setdefault(_label(one, titles, inner), [0] * len(_HEADLINES))[place] += one.count
    ordered = sorted(table.items(), key=lambda pair: (-pair[1][0], pair[0]))
    return [PublicGroup(label=label, counts=tuple(counts)) for label, counts in ordered]


def _label(one: Count, titles: dict[str, str], inner: str) -> str:
    return titles.get(one.request_type, inner)
