"""Files, volumes and acts of the filing plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, LiteralString
from uuid import UUID

from store.conversation import Conversation
from store.volumes_due import VOLUMES_DUE, keep_text, volume_due
from workflow.filing import Erased
from workflow.filing_plan import SHEETS_PER_VOLUME, FilePlace, PlannedFile, VolumeDue

_OPEN_YEAR: LiteralString = """
SELECT coalesce(max(year) + 1, %(year)s::int) FROM files
WHERE municipality = %(municipality)s::int AND index = %(index)s AND year >= %(year)s::int AND closed IS NOT NULL
"""
_NEXT: LiteralString = """
INSERT INTO files AS f (municipality, index, year, title, keep, unit, article, last)
VALUES (%(municipality)s, %(index)s, %(year)s, %(title)s, %(keep)s, %(unit)s, %(article)s, 1)
ON CONFLICT (municipality, index, year) DO UPDATE SET last = f.last + 1 WHERE f.closed IS NULL RETURNING last
"""
_NEWEST: LiteralString = """
SELECT volume, sheets FROM volumes
WHERE municipality = %(municipality)s::int AND index = %(index)s AND year = %(year)s ORDER BY volume DESC LIMIT 1
"""
_FILL: LiteralString = """
INSERT INTO volumes AS v (municipality, index, year, volume, sheets)
VALUES (%(municipality)s, %(index)s, %(year)s, %(volume)s, %(sheets)s)
ON CONFLICT (municipality, index, year, volume) DO UPDATE SET sheets = v.sheets + excluded.sheets
"""
_UNFILED: LiteralString = """
SELECT count(*) FROM cases
WHERE municipality = %(municipality)s::int AND closed IS NOT NULL AND NOT filed AND closed < %(before)s
"""
_CLOSE: LiteralString = """
UPDATE files SET closed = %(at)s, closed_by = %(by)s
WHERE municipality = %(municipality)s::int AND year <= %(year)s AND closed IS NULL RETURNING index
"""
_DUE: LiteralString = VOLUMES_DUE + " FOR UPDATE OF v"
_PUT_ON: LiteralString = """
UPDATE volumes SET act = %(act)s::uuid WHERE municipality = %(municipality)s::int
AND index = %(index)s AND year = %(year)s AND volume = %(volume)s AND act IS NULL
"""
_TAKE_OFF: LiteralString = """
UPDATE volumes SET act = NULL
WHERE municipality = %(municipality)s::int AND act = %(act)s::uuid AND destroyed IS NULL RETURNING volume
"""
_DESTROY: LiteralString = """
UPDATE volumes SET destroyed = %(at)s
WHERE municipality = %(municipality)s::int AND act = %(act)s::uuid AND destroyed IS NULL RETURNING volume
"""
_ON_ACT: LiteralString = """
SELECT EXISTS (SELECT FROM filed_cases x JOIN volumes v ON v.municipality = x.municipality AND v.index = x.index
AND v.year = x.year AND v.volume = x.volume AND v.act = %(act)s::uuid AND v.destroyed IS NULL
WHERE x.municipality = %(municipality)s::int AND x.case_id = %(case)s::uuid AND x.taken_out IS NULL)
"""
_ERASE: LiteralString = """
INSERT INTO erasures (municipality, case_id, at, by, reason, ground)
VALUES (%(municipality)s, %(case)s::uuid, %(at)s, %(by)s, %(reason)s, %(ground)s)
ON CONFLICT (municipality, case_id) DO NOTHING
"""


def place_in_file(talk: Conversation, file: PlannedFile, year: int, sheets: int) -> FilePlace:
    """The next place, in a volume that has room or in a new one."""
    told: dict[str, Any] = {
        "index": file.index,
        "title": file.title,
        "keep": keep_text(file.keep),
        "unit": file.unit,
        "article": file.article,
    }
    while True:
        year = int(talk.ask(_OPEN_YEAR, {"index": file.index, "year": year})[0][0])
        # Closed by somebody between the two questions: the next look finds a later year.
        taken = talk.ask(_NEXT, told | {"year": year})
        if taken:
            break
    place = {"index": file.index, "year": year}
    newest = talk.ask(_NEWEST, place)
    volume, used = (int(newest[0][0]), int(newest[0][1])) if newest else (1, 0)
    if used and used + sheets > SHEETS_PER_VOLUME:
        volume += 1
    talk.tell(_FILL, place | {"volume": volume, "sheets": sheets})
    return FilePlace(year=year, volume=volume, number=int(taken[0][0]))


def unfiled(talk: Conversation, before: datetime) -> int:
    """Finished cases without a file that ended before then."""
    return int(talk.ask(_UNFILED, {"before": before})[0][0])


def close_files(talk: Conversation, until_year: int, by: str, at: datetime) -> int:
    """How many were closed just now."""
    return len(talk.ask(_CLOSE, {"year": until_year, "by": by, "at": at}))


def volumes_due(talk: Conversation, today: date) -> tuple[VolumeDue, ...]:
    """Oldest first, locked to the commit."""
    asked = {"today": today, "last_year": today.year - 1}
    return tuple(volume_due(row) for row in talk.ask(_DUE, asked))


def put_on_act(talk: Conversation, act: UUID, volumes: Sequence[VolumeDue]) -> None:
    """From now on they stand on this act and on no other."""
    for one in volumes:
        talk.tell(_PUT_ON, {"act": act, "index": one.index, "year": one.year, "volume": one.volume})


def off_act(talk: Conversation, act: UUID) -> int:
    """How many were let go."""
    return len(talk.ask(_TAKE_OFF, {"act": act}))


def destroy_volumes(talk: Conversation, act: UUID, at: datetime) -> int:
    """How many are gone since just now."""
    return len(talk.ask(_DESTROY, {"act": act, "at": at}))


def on_act(talk: Conversation, act: UUID, case: UUID) -> bool:
    """Whether a case lies in a volume of that act, not destroyed yet."""
    return bool(talk.ask(_ON_ACT, {"act": act, "case": case})[0][0])


def add_erasure(talk: Conversation, case: UUID, erased: Erased, reason: str) -> None:
    """Once per case."""
    told = {"case": case, "at": erased.at, "by": erased.by, "reason": reason, "ground": erased.ground}
    talk.tell(_ERASE, told)
