"""The day of a reception: who is booked, who is here, who comes next; and «Я на місці, приймаю» for walk-ins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from flask import Response, redirect, request, url_for

from gate.actor import current_actor
from gate.catalogue import offered
from gate.doors import application, reading
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.sight import hidden_of
from gate.tenant import current_municipality
from store.queries.effect_reads import case_by_id, personal_values
from store.queries.slots import Visit, day_list, present_until
from store.reading import Reading
from web import dates
from web.once import fresh_key, perform_once
from web.page import page
from web.words import words
from workflow.actor import Actor
from workflow.commands.set_presence import SetPresence
from workflow.definition.model import Definition
from workflow.engine.calendar import day_start, local_date
from workflow.engine.readers import readable
from workflow.engine.slots import open_slots
from workflow.errors import NotFound
from workflow.policy import Action, allows, scope
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """One visitor. `steps` are (name, title) of moves that ask for nothing and can be pressed here."""

    reference: str
    at: str
    name: str
    subject: str
    state: str
    version: int
    steps: tuple[tuple[str, str], ...]
    closed: bool


@policy(Policy.STAFF)
def reception() -> Response:
    """The day list; today unless another day is asked."""
    door, municipality, language = application(), current_municipality(), current_language()
    surroundings = door.surroundings(municipality)
    zone, now = surroundings.zone, door.clock.now()
    definitions = [one for one in offered() if one.calendar is not None]
    if not definitions:
        raise NotFound("unknown_calendar")
    asked = request.args.get("type", "")
    definition = next((one for one in definitions if one.request_type == asked), definitions[0])
    calendar = surroundings.calendars.calendar(definition.calendar or "")
    today = local_date(now, zone)
    day = _day(request.args.get("day", ""), today)
    since, until = day_start(day, zone), day_start(day + timedelta(days=1), zone)
    actor = current_actor()
    with reading() as look:
        visits = day_list(look, calendar.id, [definition.request_type], since, until)
        rows = [row for one in visits if (row := _row(look, one, actor, zone, language)) is not None]
        present = present_until(look, calendar.id, now)
    return page(
        "staff/reception.html",
        title=definition.text("title", language) or definition.title,
        request_type=definition.request_type,
        calendar=calendar.id,
        room=calendar.room,
        day=dates.on_day(day, language),
        day_value=day.isoformat(),
        before=(day - timedelta(days=1)).isoformat(),
        after=(day + timedelta(days=1)).isoformat(),
        is_today=day == today,
        slots=len(open_slots(calendar, day, day)),
        rows=rows,
        present=dates.clock_time(present, zone) if present is not None else "",
        key=fresh_key(),
        said=words("said.done", language) if request.args.get("said") else "",
    )


@policy(Policy.STAFF)
def set_presence() -> Response:
    """«Я на місці, приймаю» until the end of the day, or no longer."""
    calendar = request.form.get("calendar", "")
    door = application()
    surroundings = door.surroundings(current_municipality())
    today = local_date(door.clock.now(), surroundings.zone)
    until: datetime | None = None
    if request.form.get("present") == "yes":
        until = day_start(today + timedelta(days=1), surroundings.zone)
    path = perform_once(
        current_actor(), SetPresence(calendar=calendar, until=until), lambda _: url_for("web.reception", said="done")
    )
    return cast("Response", redirect(path, 303))


def _row(look: Reading, visit: Visit, actor: Actor, zone: ZoneInfo, language: str) -> VisitRow | None:
    case = case_by_id(look, visit.case)
    if not allows(scope(actor, Action.READ), case):
        return None
    clear = allows(scope(actor, Action.READ_PERSONAL), case)
    personal: Mapping[str, Json] = readable(personal_values(look, case.id), hidden_of(case)) if clear else {}
    definition = application().definitions.pinned(case.definition)
    offers = application().offers(actor, case)
    return VisitRow(
        reference=visit.reference,
        at=dates.clock_time(visit.starts, zone) if visit.starts else words("reception.walk_in", language),
        name=" ".join(
            str(personal.get(f"applicant.{one}") or "") for one in ("surname", "given_name", "patronymic")
        ).strip(),
        subject=str(personal.get(case.places.get("subject", "")) or ""),
        state=definition.text(f"states.{case.state}.title", language) or definition.states[case.state].title,
        version=case.version,
        steps=tuple(
            (one.name, definition.text(f"transitions.{one.name}.title", language) or one.title)
            for one in offers
            if one.allowed and not one.input and one.resolution is None and _at_the_desk(definition, one.name)
        ),
        closed=case.closed is not None,
    )


def _at_the_desk(definition: Definition, name: str) -> bool:
    """Moves of staff alone: what a visitor may also do for themselves is not pressed by mistake here."""
    return all("applicant" not in one.roles for one in definition.transitions if one.name == name)


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today
