"""Taking a matter over the counter or by telephone: the same form as the citizen's, with the channel said."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from flask import Response, redirect, request, url_for

from gate.access_points import is_access_point
from gate.actor import current_actor
from gate.catalogue import offered
from gate.doors import application
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.problems import field_message
from gate.tenant import current_municipality
from web.errors_of import Wrong, errors_of
from web.filing import NOTHING_WRONG, Filed, first_look, mistakes, read_filed, sections
from web.form_field import FormField, Option
from web.form_reading import typed
from web.once import form_key, fresh_key, open_once
from web.page import page
from web.places import Told, told_near_by
from web.staff.goodbye import goodbye
from web.staff.known_people import Found, applicant_of, look_first
from web.word_search import fits
from web.words import words
from workflow.case import Case, Person
from workflow.commands.open_case import OpenCase
from workflow.definition.model import Definition
from workflow.errors import DomainError

_LONGEST = 100
_BY_TELEPHONE = frozenset({"operator", "dispatcher"})
_NAMED = ("surname", "given_name", "patronymic")
_LOOKED, _ALONE = "looked", "-"
_CHANNELS = ("counter", "phone", "post", "email", "walk_in")


@policy(Policy.STAFF)
def taking() -> Response:
    """What may be taken; two letters that fit one service alone open its form."""
    language = current_language()
    asked = request.args.get("q", "").strip()[:_LONGEST]
    found = [one for one in offered() if fits(asked, f"{one.text('title', language) or one.title} {one.title}")]
    if asked and len(found) == 1:
        return cast("Response", redirect(url_for("web.taking_form", request_type=found[0].request_type), 303))
    return page(
        "staff/taking.html",
        asked=asked,
        types=[(one.request_type, one.text("title", language) or one.title) for one in found],
    )


@policy(Policy.STAFF)
def taking_form(request_type: str) -> Response:
    """The form: empty, or with the applicant of the case that `person` names."""
    person = request.args.get("person", "")
    applicant = applicant_of(person) if person else {}
    return _form(_definition(request_type), Filed(applicant=applicant), NOTHING_WRONG, fresh_key())


@policy(Policy.STAFF)
def look_before(request_type: str) -> Response:
    """The form with what is known already of whoever calls and of what they call about."""
    return _form(_definition(request_type), Filed(), NOTHING_WRONG, fresh_key())


@policy(Policy.STAFF)
def take_case(request_type: str) -> Response:
    """Files the case and opens its card."""
    definition = _definition(request_type)
    actor, language = current_actor(), current_language()
    filed = read_filed(definition, actor, language)
    codes = first_look(definition, filed)
    found = {name: tuple(field_message(code, language) for code in each) for name, each in codes.items()}
    wrong = Wrong(fields={**found, **filed.refused}, general=())
    if wrong.fields:
        return _form(definition, filed, wrong, form_key())
    join = typed(request.form, "join")
    told = () if join else told_near_by(definition, filed, language)
    if told:
        missed = {"join": (field_message("required", language),)} if request.form.get(_LOOKED) else {}
        return _form(definition, filed, Wrong(fields=missed, general=()), form_key(), told)
    channel = typed(request.form, "channel")
    command = OpenCase(
        request_type=request_type,
        form=filed.form,
        applicant=filed.applicant,
        representative=filed.representative or None,
        channel=channel if channel in _CHANNELS else "counter",
        join=None if join in ("", _ALONE) else join,
        urgent=typed(request.form, "urgent") == "yes",
    )
    try:
        _path, reference = open_once(actor, command, _first_person)
    except DomainError as error:
        return _form(definition, filed, errors_of(error, language), form_key())
    if is_access_point(actor):
        return goodbye(reference)
    return cast("Response", redirect(url_for("web.case_page", reference=reference, said="taken"), 303))


def _form(definition: Definition, filed: Filed, wrong: Wrong, key: str, told: tuple[Told, ...] = ()) -> Response:
    language = current_language()
    made = tuple(
        replace(one, title=words("take.for_whom", language)) if one.title == words("filing.who", language) else one
        for one in sections(definition, filed, wrong, language)
    )
    return page(
        "staff/take.html",
        status=422 if wrong.fields or wrong.general else 200,
        title=definition.text("title", language) or definition.title,
        action=url_for("web.take_case", request_type=definition.request_type),
        sections=made,
        mistakes=mistakes(made, wrong),
        key=key,
        extra=_extra(told, wrong, language),
        told=told,
        caller=" ".join(str(filed.applicant.get(one) or "") for one in _NAMED).split(),
        begun=bool(filed.applicant) or request.method == "POST",
        request_type=definition.request_type,
        found=_found(definition, language),
        join=request.args.get("join", ""),
        on_behalf=definition.applicant.on_behalf != "no",
    )


def _found(definition: Definition, language: str) -> Found:
    door = application()
    zone = door.surroundings(current_municipality()).zone
    return look_first(request.args.get("find", ""), definition, door.clock.now(), zone, language)


def _extra(told: tuple[Told, ...], wrong: Wrong, language: str) -> tuple[FormField, ...]:
    by_telephone = current_actor().roles & _BY_TELEPHONE
    usual = request.args.get("channel", "phone" if by_telephone else "counter")
    chosen = typed(request.form, "channel") or usual
    return (
        *_joining(told, wrong, language),
        FormField(
            name="channel",
            label=words("take.channel", language),
            widget="radio",
            short=True,
            required=True,
            chosen=(chosen,),
            options=tuple(Option(value=one, label=words(f"channel.{one}", language)) for one in _CHANNELS),
        ),
        FormField(
            name="urgent",
            label=words("take.urgent", language),
            widget="checkboxes",
            chosen=(typed(request.form, "urgent"),),
            options=(Option(value="yes", label=words("take.dangerous", language)),),
        ),
    )


def _joining(told: tuple[Told, ...], wrong: Wrong, language: str) -> tuple[FormField, ...]:
    """Which earlier report this one belongs to: one of those nearby, or the number somebody knows."""
    if not told:
        return (
            FormField(
                name="join",
                label=words("take.join", language),
                hint=words("take.join_hint", language),
                value=typed(request.form, "join") or request.args.get("join", ""),
                maximum=12,
                inputmode="text",
            ),
        )
    options = [Option(value=one.reference, label=_told_words(one)) for one in told]
    return (
        FormField(name=_LOOKED, label="", widget="hidden", value="yes"),
        FormField(
            name="join",
            label=words("take.told", language),
            widget="radio",
            required=True,
            errors=wrong.fields.get("join", ()),
            options=(*options, Option(value=_ALONE, label=words("take.told_other", language))),
        ),
    )


def _told_words(one: Told) -> str:
    where = f"{one.title}, {one.street}" if one.street else one.title
    return f"{one.reference}: {where} – {one.state}, {one.day}"


def _definition(request_type: str) -> Definition:
    return application().definitions.current(current_municipality(), request_type)


def _first_person(case: Case) -> Person:
    return case.people[0]
