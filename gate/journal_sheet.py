"""A journal as CSV: opened in a spreadsheet, no cell of it is ever taken for a formula (rules.md 22)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

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
_FORMULA = ("=", "+", "-", "@")


def journal_csv(lines: Iterable[Mapping[str, object]]) -> str:
    """UTF-8 with a mark, semicolons and CRLF, as spreadsheets of this country open it."""
    return sheet_csv(COLUMNS, lines)


def sheet_csv(columns: Mapping[str, str], lines: Iterable[Mapping[str, object]]) -> str:
    """The same of any lines: `columns` are name → heading."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns.values())
    for line in lines:
        writer.writerow([_cell(line.get(name)) for name in columns])
    return "\ufeff" + sheet.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "так" if value else ""
    text = str(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) or text.startswith(("\t", "\r", "\n")) else text
