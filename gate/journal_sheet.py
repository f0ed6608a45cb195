"""A journal as CSV: opened in a spreadsheet, no cell of it is ever taken for a formula (rules.md 22)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from gate.record_printing import DELIVERIES, OCCURRENCES
from workflow.engine.calendar import local_date

COLUMNS: Mapping[str, str] = {
    "index": "Індекс",
    "date": "Дата",
    "received": "Надійшло",
    "correspondent": "Кореспондент",
    "their_number": "Їх №",
    "their_date": "Їх дата",
    "delivery": "Спосіб надходження",
    "sheets": "Аркушів",
    "enclosures": "Аркушів додатків",
    "summary": "Короткий зміст",
    "occurrence": "Ознака надходження",
    "category": "Категорія",
    "title": "Вид",
    "document_title": "Документ",
    "reference": "Картка",
    "state_title": "Стан",
    "void": "Анульовано",
}
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for the beginning of a formula, in both widths (OWASP, CSV injection)."""


def journal_csv(lines: Iterable[Mapping[str, object]], zone: ZoneInfo) -> str:
    """UTF-8 with a mark, semicolons and CRLF, as spreadsheets of this country open it; codes are said in words."""
    return sheet_csv(COLUMNS, ({**line, **_said(line)} for line in lines), zone)


def sheet_csv(columns: Mapping[str, str], lines: Iterable[Mapping[str, object]], zone: ZoneInfo) -> str:
    """The same of any lines: `columns` are name → heading; a moment is its day in the town's `zone`."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns.values())
    for line in lines:
        writer.writerow([_cell(line.get(name), zone) for name in columns])
    return "\ufeff" + sheet.getvalue()


def harmless(words: str) -> str:
    """As a table program shows them, never as a formula it would run."""
    return f"'{words}" if words.lstrip().startswith(_FORMULA) or words.startswith(("\t", "\r", "\n")) else words


def _said(line: Mapping[str, object]) -> Mapping[str, object]:
    given = {"delivery": DELIVERIES, "occurrence": OCCURRENCES}
    return {name: words.get(str(line.get(name)), line.get(name)) for name, words in given.items()}


def _cell(value: object, zone: ZoneInfo) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "так" if value else ""
    return harmless(str(local_date(value, zone) if isinstance(value, datetime) else value))
