"""What awaits whoever is signed in, most urgent first; and alarms that were raised for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from flask import Response, redirect, request, url_for

from gate.access_points import is_access_point
from gate.actor import current_actor
from gate.doors import application, reading
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.tenant import current_municipality
from gate.work_words import work_title
from store.queries.alarms import alarms_for
from store.queries.staff import all_staff
from store.queries.work_queue import Part, WorkLine, part_sizes, work_queue
from web import dates
from web.once import fresh_key
from web.page import page
from web.staff.alarm_rows import told_alarms
from web.staff_names import initialled, of_whom
from web.words import counted, known, words
from workflow.actor import Actor
from workflow.engine.calendar import local_date
from workflow.work_item import WorkKind

_PAGE = 50
_ALARMS = 6
_SOON_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One line: `what` is to be done with `title`, `left` in words, `tone` empty, warn or bad."""

    reference: str | None
    document: str | None
    what: str
    title: str
    clock: str
    left: str
    tone: str
    urgent: bool
    acting_for: str
    age: str
    together: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueSection:
    """Lines under one heading: one's own (no heading), or those of somebody absent. `greyed`: to read only."""

    heading: str
    rows: tuple[QueueRow, ...]
    greyed: bool = False


@policy(Policy.STAFF)
def queue() -> Response:
    """The work queue."""
    actor = current_actor()
    if is_access_point(actor):
        return cast("Response", redirect(url_for("web.taking"), 303))
    now = application().clock.now()
    part = _part(request.args.get("part", ""))
    with reading() as look:
        found = work_queue(look, actor, cursor=request.args.get("after"), limit=_PAGE, part=part, now=now)
        sizes = part_sizes(look, actor, now)
        alarms = alarms_for(look, actor, limit=_ALARMS)
        staff = {one.username: one for one in all_staff(look, active_only=False)}
    language = current_language()
    zone = application().surroundings(current_municipality()).zone
    return page(
        "staff/queue.html",
        sections=_sections(found.items, actor, now, zone, language),
        after=found.next,
        part=part.value,
        parts=[(one.value, sizes[one]) for one in Part],
        to_sign=any(one.kind == WorkKind.SIGN for one in found.items),
        to_do=any(one.kind == WorkKind.EXECUTE for one in found.items),
        key=fresh_key(),
        alarms=told_alarms(alarms.items, actor, staff, language),
        greeting=actor.name,
        position=actor.position,
        away=_away(actor, zone, language),
        standing_in=[
            words("queue.acting", language, name=one.name, until=dates.last_day(one.until, zone).strftime("%d.%m"))
            for one in actor.substitutes
        ],
    )


def _sections(
    lines: Sequence[WorkLine], actor: Actor, now: datetime, zone: ZoneInfo, language: str
) -> tuple[QueueSection, ...]:
    own = tuple(_row(one, "", now, zone, language) for one in lines if one.acting_for is None)
    found = [QueueSection(heading="", rows=own, greyed=actor.away is not None)] if own else []
    for absent in actor.substitutes:
        rows = tuple(_row(one, "", now, zone, language) for one in lines if one.acting_for == absent.username)
        if rows:
            until = dates.short_day(dates.last_day(absent.until, zone))
            name = initialled(of_whom(absent.name, language))
            heading = words("queue.absent_heading", language, name=name, until=until)
            found.append(QueueSection(heading=heading, rows=rows))
    return tuple(found)


def _away(actor: Actor, zone: ZoneInfo, language: str) -> str:
    if actor.away is None:
        return ""
    until = dates.short_day(dates.last_day(actor.away.until, zone))
    return words("queue.away", language, until=until, acting=initialled(actor.away.name))


def _row(line: WorkLine, absent: str, now: datetime, zone: ZoneInfo, language: str) -> QueueRow:
    title, clock, what = words("queue.incident", language), "", known(f"work.{line.kind}", language) or line.kind
    if line.definition is not None:
        definition = application().definitions.pinned(line.definition)
        title = definition.text("title", language) or definition.title
        if line.street:
            title = f"{title}, {line.street}"
        if line.work_title or line.work_code:
            what = work_title(line.work_title, line.work_code, language)
        if line.kind == WorkKind.TRANSITION and line.state is not None and line.state in definition.states:
            what = definition.text(f"states.{line.state}.title", language) or definition.states[line.state].title
        found = definition.clocks.get(line.clock or "")
        if found is not None:
            clock = definition.text(f"clocks.{line.clock}.title", language) or found.title or (line.clock or "")
        if line.article:
            clock = words("queue.article", language, clock=clock, article=line.article)
    return QueueRow(
        reference=line.reference,
        document=str(line.document) if line.kind == WorkKind.SIGN and line.document else None,
        what=what,
        title=title,
        clock=clock,
        left=dates.time_left(line.due, now, zone, language) if line.due else "",
        tone=_tone(line.due, now),
        urgent=line.urgent,
        acting_for=words("queue.for_absent", language, name=absent) if absent else "",
        age=_age(line, now, zone, language),
        together=line.kind == WorkKind.TRANSITION,
    )


def _age(line: WorkLine, now: datetime, zone: ZoneInfo, language: str) -> str:
    """How long what nobody has taken waits already."""
    if not line.unclaimed or line.opened is None or line.kind != WorkKind.TRANSITION:
        return ""
    days = (local_date(now, zone) - local_date(line.opened, zone)).days
    return words("queue.age", language, span=counted(days, "day", language)) if days else words("queue.today", language)


def _part(text: str) -> Part:
    try:
        return Part(text)
    except ValueError:
        return Part.ALL


def _tone(due: datetime | None, now: datetime) -> str:
    if due is None:
        return ""
    left = (due - now).total_seconds()
    return "bad" if left <= 0 else "warn" if left <= _SOON_SECONDS else ""
