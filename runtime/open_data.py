"""The public register as open data: CSV and JSON of what everybody may see, and a description of it (DCAT 2).

The same cases and the same fields as the public register (`workflow/definition/visibility.py`); written as whole
files, so that a reader never meets half of one.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from gate.journal_sheet import harmless
from store.queries.public_list import PublicCase, public_cases
from store.reading import Reading
from workflow.definition.model import Definition
from workflow.definition.visibility import is_open_to_all, needs_publishing, public_fields, public_states
from workflow.values import Json

COLUMNS = (
    "reference", "request_type", "title", "state", "state_title", "outcome", "street", "opened", "closed", "reopened",
    "fields",
)  # fmt: skip
CSV, JSON, DESCRIPTION = "cases.csv", "cases.json", "dataset.jsonld"
_AT_ONCE = 500


def write_open_data(
    folder: Path,
    look: Reading,
    offered: tuple[Definition, ...],
    pinned: Callable[[str], Definition],
    *,
    town: str,
    url: str,
    now: datetime,
) -> int:
    """Writes the three files; how many cases are in them. Raises OSError."""
    rows = [_row(one, pinned(one.definition)) for one in _every(look, offered)]
    folder.mkdir(parents=True, exist_ok=True)
    _whole(folder / CSV, _table(rows))
    _whole(folder / JSON, json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    _whole(folder / DESCRIPTION, json.dumps(_description(town, url, now), ensure_ascii=False, indent=1) + "\n")
    return len(rows)


def _every(look: Reading, offered: tuple[Definition, ...]) -> Iterator[PublicCase]:
    public = {one.request_type: one for one in offered if is_open_to_all(one)}
    states = {name: public_states(one) for name, one in public.items()}
    published = frozenset(name for name, one in public.items() if needs_publishing(one))
    cursor: str | None = None
    while True:
        page = public_cases(look, states, published=published, cursor=cursor, limit=_AT_ONCE)
        yield from page.items
        cursor = page.next
        if cursor is None:
            return


def _row(one: PublicCase, definition: Definition) -> dict[str, Json]:
    return {
        "reference": one.reference,
        "request_type": one.request_type,
        "title": definition.title,
        "state": one.state,
        "state_title": definition.states[one.state].title,
        "outcome": one.outcome,
        "street": one.street,
        "opened": one.opened.isoformat(timespec="seconds"),
        "closed": one.closed.isoformat(timespec="seconds") if one.closed else None,
        "reopened": one.reopened > 0,
        "fields": _shown(definition, one.values),
    }


def _shown(definition: Definition, values: Mapping[str, Json]) -> dict[str, Json]:
    """Public fields alone; a value kept apart stays apart, whatever is marked."""
    found = {one.name: values.get(one.name) for one in public_fields(definition)}
    return {
        name: value
        for name, value in found.items()
        if value is not None and not (isinstance(value, Mapping) and "sealed" in value)
    }


def _table(rows: list[dict[str, Json]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([csv_cell(row[column]) for column in COLUMNS] for row in rows)
    return text.getvalue()


def csv_cell(value: Json) -> str:
    """As a table program shows it, never as a formula it would run."""
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else harmless(str(value))


def _description(town: str, url: str, now: datetime) -> dict[str, Json]:
    return {
        "@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"},
        "@type": "dcat:Dataset",
        "dct:title": f"{town}: звернення, які може бачити кожен",
        "dct:description": "Що повідомили місту і що з того вийшло: вид, вулиця, стан, дні. Без персональних даних.",
        "dct:language": "uk",
        "dct:publisher": town,
        "dct:modified": now.isoformat(timespec="seconds"),
        "dct:accrualPeriodicity": {"@id": "http://publications.europa.eu/resource/authority/frequency/DAILY"},
        "dcat:landingPage": {"@id": url},
        "dcat:distribution": [
            {"@type": "dcat:Distribution", "dct:title": name, "dcat:mediaType": kind}
            for name, kind in ((CSV, "text/csv"), (JSON, "application/json"))
        ],
    }


def _whole(file: Path, text: str) -> None:
    fresh = file.with_name(f".{file.name}.new")
    fresh.write_text(text, encoding="utf-8", newline="")
    fresh.replace(file)
