"""The inventory (опис справ) printed: all files of a year, or the cases of one file (facts.md, "records practice")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from gate.doors import application, doors
from gate.filing_words import keep_words
from gate.tenant import current_municipality
from store.queries.filing_plan import FileLine
from workflow.engine.calendar import local_date


def print_files(year: int, files: Sequence[FileLine]) -> bytes:
    """One row per volume, with a summary."""
    rows = [
        {
            "index": file.index,
            "title": file.title,
            "volume": one.volume,
            "dates": " – ".join(_day(day) for day in (one.first, one.last) if day is not None),
            "cases": one.cases,
            "sheets": one.sheets,
            "keep": " ".join(part for part in (keep_words(file.keep, "uk"), file.article) if part),
            "gone": f"знищено, акт {one.act}" if one.destroyed else (f"в акті {one.act}" if one.act else ""),
        }
        for file in files
        for one in file.volumes
    ]
    closed = bool(files) and all(file.closed for file in files)
    return _printed(
        "inventory.html",
        {
            "year": year,
            "closed": closed,
            "files": len(files),
            "rows": rows,
            "cases": sum(file.cases for file in files),
        },
    )


def print_cases(file: FileLine, lines: Sequence[Mapping[str, object]]) -> bytes:
    """One row per case of one file."""
    rows = [
        {
            "number": line["number"],
            "volume": line["volume"],
            "reference": line["reference"],
            "title": line["title"],
            "opened": _moment(line["opened"]),
            "closed": _moment(line["closed"]),
            "sheets": line["sheets"],
            "gone": "стерто" if line["erased"] else ("вилучено: розгляд поновлено" if line["taken_out"] else ""),
        }
        for line in lines
    ]
    return _printed(
        "inner_inventory.html",
        {
            "year": file.year,
            "index": file.index,
            "title": file.title,
            "keep": keep_words(file.keep, "uk"),
            "article": file.article,
            "volumes": len(file.volumes),
            "rows": rows,
        },
    )


def _printed(template: str, values: Mapping[str, object]) -> bytes:
    now = application().clock.now()
    around = application().surroundings(current_municipality())
    told = {
        **values,
        "town": around.town.body or around.town.name,
        "printed": _day(local_date(now, around.zone)),
    }
    return doors().printing.printed(template, told, now)


def _moment(value: object) -> str:
    zone = application().surroundings(current_municipality()).zone
    return _day(local_date(value, zone)) if isinstance(value, datetime) else ""


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""
