"""Which volumes may go on an act: one question for the command that takes them and for the list people look at."""

from __future__ import annotations

from typing import Any, LiteralString

from workflow.definition.model import Period
from workflow.filing_plan import VolumeDue

# A file whose cases were all taken out holds nothing to destroy; one case kept for ever keeps its whole volume.
VOLUMES_DUE: LiteralString = """
SELECT v.index, v.year, v.volume, f.title, f.article, f.keep, c.cases, c.sheets
FROM volumes v
JOIN files f ON f.municipality = v.municipality AND f.index = v.index AND f.year = v.year AND f.closed IS NOT NULL
JOIN LATERAL (
    SELECT count(*) AS cases, sum(sheets) AS sheets, max(kept_until) AS until, bool_or(kept_until IS NULL) AS for_ever
    FROM filed_cases x WHERE x.municipality = v.municipality AND x.index = v.index AND x.year = v.year
    AND x.volume = v.volume AND x.taken_out IS NULL
) c ON c.cases > 0 AND NOT c.for_ever AND c.until <= %(today)s
WHERE v.municipality = %(municipality)s::int AND v.act IS NULL AND v.year <= %(last_year)s
ORDER BY v.year, v.index, v.volume
"""


def volume_due(row: tuple[Any, ...]) -> VolumeDue:
    """A row of it."""
    index, year, volume, title, article, keep, cases, sheets = row
    return VolumeDue(
        index=index,
        year=year,
        volume=volume,
        title=title,
        article=article,
        keep=keep_period(keep),
        cases=int(cases),
        sheets=int(sheets),
    )


def keep_text(keep: Period | None) -> str | None:
    """As a file's row holds it: `5 year`."""
    return f"{keep.length} {keep.unit}" if keep is not None else None


def keep_period(text: str | None) -> Period | None:
    """Back again."""
    if text is None:
        return None
    length, _, unit = text.partition(" ")
    return Period(length=int(length), unit=unit)
