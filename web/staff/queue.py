"""What awaits whoever is signed in, most urgent first; and alarms that were raised for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Response, request

from gate.actor import current_actor
from gate.doors import application, reading
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.tenant import current_municipality
from gate.work_words import work_title
from store.queries.alarms import Alarm, alarms_for
from store.queries.staff import all_staff
from store.queries.work_queue import WorkLine, work_queue
from web import dates
from web.page import page
from web.words import known, words
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


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRow:
    """One alarm in words."""

    reference: str
    said: str
    at: str


@policy(Policy.STAFF)
def queue() -> Response:
    """The work queue."""
    actor = current_actor()
    with reading() as look:
        found = work_queue(look, actor, cursor=request.args.get("after"), limit=_PAGE)
        alarms = alarms_for(look, actor, limit=_ALARMS)
        names = {one.username: one.name for one in all_staff(look, active_only=False)} if actor.substitutes else {}
    language = current_language()
    now = application().clock.now()
    zone = application().surroundings(current_municipality()).zone
    return page(
        "staff/queue.html",
        rows=[_row(one, names.get(one.acting_for or "", ""), now, zone, language) for one in found.items],
        after=found.next,
        alarms=_told(alarms.items, zone, language),
        greeting=actor.name,
        position=actor.position,
        standing_in=[
            words("queue.acting", language, name=one.name, until=dates.last_day(one.until, zone).strftime("%d.%m"))
            for one in actor.substitutes
        ],
    )


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
    )


def _tone(due: datetime | None, now: datetime) -> str:
    if due is None:
        return ""
    left = (due - now).total_seconds()
    return "bad" if left <= 0 else "warn" if left <= _SOON_SECONDS else ""


def _told(alarms: Sequence[Alarm], zone: ZoneInfo, language: str) -> list[AlarmRow]:
    return [
        AlarmRow(
            reference=one.reference,
            said=known(f"alarm.{one.code}", language) or words("alarm.other", language),
            at=dates.short_moment(one.at, zone),
        )
        for one in alarms
    ]
