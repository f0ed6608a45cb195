"""The inventory of a year's files, or of one file, as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from gate.filing_words import keep_words
from gate.journal_sheet import sheet_csv
from store.queries.filing_plan import FileLine

_FILES: Mapping[str, str] = {
    "index": "Індекс",
    "title": "Назва справи",
    "volume": "Том",
    "first": "Перша дата",
    "last": "Остання дата",
    "cases": "Карток",
    "sheets": "Аркушів",
    "keep": "Строк зберігання",
    "article": "Стаття",
    "kept_until": "Зберігати до",
    "act": "Акт про вилучення",
    "destroyed": "Знищено",
}
_CASES: Mapping[str, str] = {
    "number": "№",
    "volume": "Том",
    "reference": "Картка",
    "title": "Вид",
    "opened": "Надійшло",
    "closed": "Завершено",
    "sheets": "Аркушів",
    "kept_until": "Зберігати до",
    "taken_out": "Вилучено: розгляд поновлено",
    "erased": "Стерто",
}


def files_csv(files: Iterable[FileLine], zone: ZoneInfo) -> str:
    """One line per volume."""
    return sheet_csv(_FILES, _volumes(files), zone)


def cases_csv(lines: Iterable[Mapping[str, object]], zone: ZoneInfo) -> str:
    """One line per case of a file."""
    return sheet_csv(_CASES, lines, zone)


def _volumes(files: Iterable[FileLine]) -> Iterator[Mapping[str, object]]:
    for file in files:
        for one in file.volumes:
            yield {
                "index": file.index,
                "title": file.title,
                "volume": one.volume,
                "first": one.first,
                "last": one.last,
                "cases": one.cases,
                "sheets": one.sheets,
                "keep": keep_words(file.keep, "uk"),
                "article": file.article,
                "kept_until": one.kept_until,
                "act": one.act,
                "destroyed": one.destroyed,
            }
