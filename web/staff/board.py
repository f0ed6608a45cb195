"""The board: how the week went against the week before, where it sticks and why. Every number opens its list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Response, request

from gate.actor import current_actor
from gate.catalogue import offered
from gate.control_staff import require_control_staff
from gate.doors import application, reading
from gate.languages import current_language
from gate.missed_instructions import missed_lines
from gate.policies import Policy, policy
from gate.tenant import current_municipality
from store.queries.board import Board, Count, Figure, Moved, board, week_of
from store.queries.case_filters import CaseFilters
from store.queries.case_list import CaseLine, list_cases
from store.queries.control import missed_since
from store.queries.repeat_places import RepeatPlace, repeat_places
from store.queries.units import all_units
from store.queries.weekly_reports import kept_weeks
from web import dates
from web.channel_words import channel_words
from web.charts import Bar, Chart, columns, stacked
from web.page import page
from web.staff.figure_list import NOBODYS
from web.words import words
from workflow.engine.calendar import local_date

_OLDEST = 5
_REPORTS = 12
_HEADLINES = (Figure.RECEIVED, Figure.ON_TIME, Figure.OVERDUE, Figure.SATISFIED)
_STANDING = (Figure.OPEN, Figure.PROMISED, Figure.IDLE, Figure.LONG_LANE)
_IN_TABLES = (Figure.RECEIVED, Figure.ON_TIME, Figure.LATE, Figure.SATISFIED, Figure.OVERDUE, Figure.IDLE)
_DRAWN = (Figure.ON_TIME, Figure.LATE, Figure.OVERDUE)
_TONES = {Figure.ON_TIME: "good", Figure.LATE: "warn", Figure.OVERDUE: "bad"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """One great number with what it was a week before; `better` is None where neither way is."""

    figure: str
    count: int
    before: int | None
    change: int
    better: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One line of a table: `key` is what its links ask for, `counts` in the order of the columns."""

    key: str
    label: str
    counts: tuple[tuple[str, int], ...]
    bars: tuple[Bar, ...]


@policy(Policy.STAFF)
def board_page() -> Response:
    """The board of the week asked for, else of this week."""
    actor, language, door = current_actor(), current_language(), application()
    require_control_staff(actor)
    surroundings, now = door.surroundings(current_municipality()), door.clock.now()
    zone = surroundings.zone
    today = local_date(now, zone)
    week = week_of(min(_day(request.args.get("week", ""), today), today), zone)
    with reading() as look:
        found = board(look, actor, week, now, zone, surroundings.town.idle_days)
        oldest = list_cases(look, actor, CaseFilters(now=now, open=True, joined=False, sort="opened"), limit=_OLDEST)
        units = {one.id: one.name for one in all_units(look)}
        late = missed_lines(look, missed_since(look, now, week.since), units, now, surroundings, language)
        places = repeat_places(look, actor, now)
        weeks = kept_weeks(look, _REPORTS)
    titles = {one.request_type: one.text("title", language) or one.title for one in offered()}
    return page(
        "staff/board.html",
        week=_span(week.monday),
        monday=week.monday.isoformat(),
        earlier=(week.monday - timedelta(days=7)).isoformat(),
        later=(week.monday + timedelta(days=7)).isoformat() if week.until <= now else "",
        headlines=[_headline(found, one) for one in _HEADLINES],
        standing=[(one.value, found.count(one)) for one in _STANDING],
        idle_days=surroundings.town.idle_days,
        on_time_share=_percent(found.count(Figure.ON_TIME), found.count(Figure.CLOSED)),
        closed=found.count(Figure.CLOSED),
        forwarded=found.count(Figure.FORWARDED),
        forwarded_share=_percent(found.count(Figure.FORWARDED), found.count(Figure.CLOSED)),
        lanes=_lanes(found),
        days=_days(found.days),
        chart=_chart(found.days),
        columns=[one.value for one in _IN_TABLES],
        units=_groups(found, lambda one: one.unit or NOBODYS, units | {NOBODYS: words("board.no_unit", language)}),
        types=_groups(found, lambda one: one.request_type, titles),
        channels=_groups(
            found,
            lambda one: one.channel,
            {one.channel: channel_words(one.channel, language) for one in _every(found)},
        ),
        oldest=[_old(one, now, zone, language) for one in oldest.items],
        late=late,
        places=[_place(one, titles) for one in places],
        weeks=[(one.isoformat(), _span(one)) for one in weeks],
    )


def _headline(found: Board, figure: Figure) -> Headline:
    count, before = found.count(figure), found.counted_before(figure)
    good = {Figure.ON_TIME: 1, Figure.SATISFIED: 1, Figure.OVERDUE: -1}.get(figure, 0)
    change = count - before
    return Headline(
        figure=figure.value,
        count=count,
        before=before,
        change=change,
        better=None if not good or not change else change * good > 0,
    )


def _groups(found: Board, key: Callable[[Count], str], names: Mapping[str, str]) -> tuple[Group, ...]:
    table: dict[str, dict[Figure, int]] = {}
    for figure in _IN_TABLES:
        for one in found.figures[figure]:
            line = table.setdefault(key(one), dict.fromkeys(_IN_TABLES, 0))
            line[figure] += one.count
    most = max((max(line[Figure.RECEIVED], sum(line[one] for one in _DRAWN)) for line in table.values()), default=0)
    return tuple(
        Group(
            key=name,
            label=names.get(name, name),
            counts=tuple((figure.value, line[figure]) for figure in _IN_TABLES),
            bars=stacked([(_TONES[one], line[one]) for one in _DRAWN], most),
        )
        for name, line in sorted(table.items(), key=lambda pair: (-pair[1][Figure.RECEIVED], pair[0]))
    )


def _every(found: Board) -> list[Count]:
    return [one for figure in _IN_TABLES for one in found.figures[figure]]


def _lanes(found: Board) -> tuple[tuple[str, int, int], ...]:
    """(lane, received in the week, percent): what is solved at once, and what needs a programme's money."""
    long = sum(one.count for one in found.figures[Figure.RECEIVED] if one.transferred)
    whole = found.count(Figure.RECEIVED)
    return (("fast", whole - long, _percent(whole - long, whole)), ("long", long, _percent(long, whole)))


def _chart(days: Sequence[Moved]) -> Chart:
    return columns(
        [dates.short_day(one.day) for one in days],
        [("", [one.received for one in days]), ("good", [one.on_time + one.late for one in days])],
    )


def _days(days: Sequence[Moved]) -> list[tuple[str, int, int, int]]:
    return [(dates.short_day(one.day), one.received, one.on_time, one.late) for one in days]


def _old(line: CaseLine, now: datetime, zone: ZoneInfo, language: str) -> dict[str, str]:
    definition = application().definitions.pinned(line.definition)
    title = definition.text("title", language) or definition.title
    days = (local_date(now, zone) - local_date(line.opened, zone)).days
    return {
        "reference": line.reference,
        "title": f"{title}, {line.street}" if line.street else title,
        "state": definition.text(f"states.{line.state}.title", language) or definition.states[line.state].title,
        "age": words("board.open_since", language, day=dates.full_day(local_date(line.opened, zone)), days=days),
    }


def _place(one: RepeatPlace, titles: Mapping[str, str]) -> dict[str, object]:
    centre = one.centre
    return {
        "title": titles.get(centre.request_type, centre.request_type),
        "street": centre.street or "",
        "count": len(one.spots),
        "type": centre.request_type,
        "near": f"{centre.latitude_e7},{centre.longitude_e7}",
    }


def _span(monday: date) -> str:
    return f"{dates.short_day(monday)}–{dates.full_day(monday + timedelta(days=6))}"


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today
