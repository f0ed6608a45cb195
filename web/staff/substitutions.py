"""Who acts for whom: an official sets their own absence, personnel anybody's; it ends early by one button."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Response, redirect, request, url_for

from gate.actor import current_actor
from gate.administrators import is_personnel
from gate.doors import application, reading
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.tenant import current_municipality
from store.queries.staff import all_staff
from store.queries.substitutions import substitutions_from
from web import dates
from web.errors_of import Wrong, errors_of
from web.form_field import FormField, Option, mistakes_of
from web.form_reading import typed
from web.once import form_key, fresh_key, perform_once
from web.page import page
from web.staff.case_page import problem_words
from web.words import words
from workflow.actor import Actor
from workflow.commands.add_substitution import AddSubstitution
from workflow.commands.end_substitution import EndSubstitution
from workflow.engine.calendar import at_local
from workflow.errors import DomainError, InvalidInput
from workflow.town import StaffMember, Substitution

_FIELDS = ("absent", "acting", "from", "to", "order_number", "order_date")
_DATES = ("from", "to", "order_date")


@policy(Policy.STAFF)
def substitutions() -> Response:
    """Those that hold and those to come; one that was put off for good is neither."""
    return _shown(Wrong(fields={}, general=()), fresh_key())


@policy(Policy.STAFF)
def add_substitution() -> Response:
    """Enters one."""
    try:
        command = AddSubstitution(substitution=_typed(current_actor(), _zone()))
        path = perform_once(current_actor(), command, lambda _: url_for("web.substitutions", said="done"))
    except DomainError as error:
        return _shown(errors_of(error, current_language()), form_key())
    return cast("Response", redirect(path, 303))


@policy(Policy.STAFF)
def end_substitution(substitution: UUID) -> Response:
    """Ends one now; one that has not begun never will."""
    command = EndSubstitution(substitution=substitution)
    try:
        path = perform_once(current_actor(), command, lambda _: url_for("web.substitutions", said="done"))
    except DomainError as error:
        return _shown(Wrong(fields={}, general=(problem_words(error),)), fresh_key())
    return cast("Response", redirect(path, 303))


def _typed(actor: Actor, zone: ZoneInfo) -> Substitution:
    given = {name: _date(name) for name in _DATES}
    missing = {name: ["required"] for name, day in given.items() if day is None}
    since, until, ordered = (given[name] for name in _DATES)
    if since is None or until is None or ordered is None:
        raise InvalidInput(missing)
    return Substitution(
        absent=typed(request.form, "absent") if is_personnel(actor) else actor.username or "",
        acting=typed(request.form, "acting"),
        since=_midnight(since, zone),
        until=_midnight(until + timedelta(days=1), zone),
        order_number=typed(request.form, "order_number")[:100],
        order_date=ordered,
    )


def _shown(wrong: Wrong, key: str) -> Response:
    actor, language, now, zone = current_actor(), current_language(), application().clock.now(), _zone()
    with reading() as look:
        staff = list(all_staff(look))
        found = substitutions_from(look, now)
    names = {one.username: f"{one.name}, {one.position}" for one in staff}
    personnel = is_personnel(actor)
    fields = _fields(staff, actor, wrong, language, personnel=personnel)
    known = {one.name for one in fields}
    stray = [said for name, messages in wrong.fields.items() if name not in known for said in messages]
    return page(
        "staff/substitutions.html",
        status=422 if wrong.fields or wrong.general else 200,
        rows=[
            {
                "id": one.id,
                "absent": names.get(one.substitution.absent, one.substitution.absent),
                "acting": names.get(one.substitution.acting, one.substitution.acting),
                "since": dates.full_day(one.substitution.since.astimezone(zone).date()),
                "until": dates.full_day(dates.last_day(one.substitution.until, zone)),
                "order": words(
                    "substitutions.order",
                    language,
                    number=one.substitution.order_number,
                    day=dates.full_day(one.substitution.order_date),
                ),
                "mine": personnel or one.substitution.absent == actor.username,
                "holds": one.substitution.since <= now,
            }
            for one in found
            if one.substitution.since < one.substitution.until
        ],
        fields=fields,
        mistakes=mistakes_of(fields),
        general=(*wrong.general, *stray),
        key=key,
        said=words("said.done", language) if request.args.get("said") else "",
    )


def _fields(
    staff: list[StaffMember], actor: Actor, wrong: Wrong, language: str, *, personnel: bool
) -> tuple[FormField, ...]:
    people = tuple(Option(value=one.username, label=f"{one.name}, {one.position}") for one in staff)
    kinds = {"absent": "select", "acting": "select", "order_number": "text"}
    return tuple(
        FormField(
            name=name,
            label=words(f"substitutions.{name}", language),
            widget=kinds.get(name, "date"),
            required=True,
            options=people if name in ("absent", "acting") else (),
            chosen=(typed(request.form, name),),
            value=typed(request.form, name),
            maximum=100 if name == "order_number" else None,
            errors=tuple(wrong.fields.get(name, ())),
        )
        for name in _FIELDS
        if personnel or name != "absent" or actor.username is None
    )


def _date(name: str) -> date | None:
    try:
        return date.fromisoformat(typed(request.form, name))
    except ValueError:
        return None


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return at_local(day, time(0), zone)


def _zone() -> ZoneInfo:
    return application().surroundings(current_municipality()).zone
