"""The executor's day: what to do, where, until when, and in whose words; by urgency or by place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Response, request

from gate.actor import current_actor
from gate.doors import application, reading
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.sight import seen_case_of_resolution, shown_values
from gate.tenant import current_municipality
from store.queries.work_queue import WorkLine, work_queue
from web import dates
from web.page import page
from web.staff.people_rows import Picture, pictures
from web.words import words
from workflow.case import Case
from workflow.engine.calendar import local_date
from workflow.work_item import WorkKind

_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One work. `place` is what the reader may know of it; `today` when it is due by tonight or overdue."""

    reference: str
    resolution: UUID
    number: str
    title: str
    text: str
    place: str
    street: str
    author: str
    until: str
    left: str
    tone: str
    today: bool
    pictures: tuple[Picture, ...]


@policy(Policy.STAFF)
def today() -> Response:
    """The list."""
    actor, language, door = current_actor(), current_language(), application()
    now, zone = door.clock.now(), door.surroundings(current_municipality()).zone
    with reading() as look:
        lines = work_queue(look, actor, limit=_MOST, kind=WorkKind.EXECUTE).items
    works = [one for line in lines if (one := _work(line, now, zone, language)) is not None]
    by_place = request.args.get("by") == "place"
    return page(
        "staff/today.html",
        count=sum(one.today for one in works),
        by_place=by_place,
        groups=_by_place(works, language) if by_place else _by_day(works, language),
    )


def _by_day(works: list[Work], language: str) -> list[tuple[str, list[Work]]]:
    groups = (
        (words("today.due", language), [one for one in works if one.today]),
        (words("today.later", language), [one for one in works if not one.today]),
    )
    return [(heading, found) for heading, found in groups if found]


def _by_place(works: list[Work], language: str) -> list[tuple[str, list[Work]]]:
    ordered = sorted(works, key=lambda one: (one.street == "", one.street))
    return [
        (street or words("today.no_place", language), list(found))
        for street, found in groupby(ordered, key=lambda one: one.street)
    ]


def _work(line: WorkLine, now: datetime, zone: ZoneInfo, language: str) -> Work | None:
    if line.resolution is None or line.reference is None:
        return None
    case = seen_case_of_resolution(line.resolution)
    found = case.resolution(line.resolution)
    if found is None:
        return None
    definition = application().definitions.pinned(case.definition)
    values = shown_values(case)
    late = line.due is not None and line.due <= now
    return Work(
        reference=case.reference,
        resolution=found.id,
        number=found.number,
        title=definition.text("title", language) or definition.title,
        text=str(values.get(found.text) or ""),
        place=_place(case, values),
        street=case.street or "",
        author=f"{found.author_position} {found.author_name}".strip(),
        until=dates.until_day(dates.last_day(line.due, zone), local_date(now, zone), language) if line.due else "",
        left=dates.time_left(line.due, now, zone, language) if line.due else "",
        tone="bad" if late else "",
        today=line.due is not None and dates.last_day(line.due, zone) <= local_date(now, zone),
        pictures=pictures(case, definition, language),
    )


def _place(case: Case, values: object) -> str:
    found = values.get(case.places.get("place", "")) if isinstance(values, dict) else None
    address = found.get("address") if isinstance(found, dict) else None
    return str(address or case.street or "")
