"""What the weekly report says: the board of a week that is over, on paper, in Ukrainian, without citizens' names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from gate.missed_instructions import MissedLine
from store.queries.board import Board, Count, Figure
from store.queries.repeat_places import RepeatPlace

TEMPLATE = "weekly_report.html"
_HEADLINES: Mapping[Figure, str] = {
    Figure.RECEIVED: "Надійшло",
    Figure.CLOSED: "Закрито",
    Figure.ON_TIME: "Закрито в строк",
    Figure.LATE: "Закрито із запізненням",
    Figure.SATISFIED: "Вирішено позитивно",
    Figure.FORWARDED: "Надіслано за належністю",
    Figure.OVERDUE: "Прострочено, ще відкриті",
}
_NOW: Mapping[Figure, str] = {
    Figure.OPEN: "Відкриті",
    Figure.LONG_LANE: "У програмах",
    Figure.IDLE: "Без руху понад {idle_days} дн., хоч строк не минув",
}
_IN_TABLES = (Figure.RECEIVED, Figure.ON_TIME, Figure.LATE, Figure.SATISFIED, Figure.OVERDUE)
_NOBODYS = "Без підрозділу"


def report_values(
    found: Board,
    missed: Sequence[MissedLine],
    places: Sequence[RepeatPlace],
    *,
    town: str,
    units: Mapping[str, str],
    titles: Mapping[str, str],
    made: date,
    idle_days: int,
) -> dict[str, object]:
    """The values of TEMPLATE; `units` and `titles` are names by id."""
    last = found.week.monday + timedelta(days=6)
    return {
        "town": town,
        "week": f"{found.week.monday:%d.%m}–{last:%d.%m.%Y}",
        "made": f"{made:%d.%m.%Y}",
        "headlines": [
            {
                "name": name,
                "count": found.count(figure),
                "before": found.counted_before(figure),
                "change": _signed(found.count(figure) - found.counted_before(figure)),
            }
            for figure, name in _HEADLINES.items()
        ],
        "now": [
            {"name": name.format(idle_days=idle_days), "count": found.count(figure)} for figure, name in _NOW.items()
        ],
        "columns": [_HEADLINES[one] for one in _IN_TABLES],
        "units": _table(found, lambda one: units.get(one.unit or "", _NOBODYS)),
        "types": _table(found, lambda one: titles.get(one.request_type, one.request_type)),
        "missed": [
            {
                "unit": one.unit or _NOBODYS,
                "number": one.number,
                "executors": one.executors,
                "due": f"{one.missed:%d.%m}" if one.missed else "",
                "days": one.days,
                "reason": one.reason,
                "settled": one.settled,
            }
            for one in missed
        ],
        "places": [
            {
                "what": titles.get(one.centre.request_type, one.centre.request_type),
                "street": one.centre.street or "",
                "count": len(one.spots),
            }
            for one in places
        ],
    }


def _table(found: Board, label: Callable[[Count], str]) -> list[dict[str, object]]:
    table: dict[str, dict[Figure, int]] = {}
    for figure in _IN_TABLES:
        for one in found.figures[figure]:
            table.setdefault(label(one), dict.fromkeys(_IN_TABLES, 0))[figure] += one.count
    ordered = sorted(table.items(), key=lambda pair: (-pair[1][Figure.OVERDUE], -pair[1][Figure.RECEIVED], pair[0]))
    return [{"name": name, "counts": list(line.values())} for name, line in ordered]


def _signed(change: int) -> str:
    return f"+{change}" if change > 0 else f"−{-change}" if change < 0 else "0"
