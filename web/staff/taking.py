"""Taking a matter over the counter or by telephone: the same form as the citizen's, with the channel said."""

from __future__ import annotations

from typing import cast

from flask import Response, redirect, request, url_for

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
from web.staff.known_people import Found, applicant_of, look_first
from web.words import words
from workflow.case import Case, Person
from workflow.commands.open_case import OpenCase
from workflow.definition.model import Definition
from workflow.errors import DomainError

_CHANNELS = ("counter", "phone", "post", "email", "walk_in")


@policy(Policy.STAFF)
def taking() -> Response:
    """What may be taken."""
    language = current_language()
    return page(
        "staff/taking.html",
        types=[(one.request_type, one.text("title", language) or one.title) for one in offered()],
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
    channel = typed(request.form, "channel")
    command = OpenCase(
        request_type=request_type,
        form=filed.form,
        applicant=filed.applicant,
        representative=filed.representative or None,
        channel=channel if channel in _CHANNELS else "counter",
        join=typed(request.form, "join") or None,
        urgent=typed(request.form, "urgent") == "yes",
    )
    try:
        _path, reference = open_once(actor, command, _first_person)
    except DomainError as error:
        return _form(definition, filed, errors_of(error, language), form_key())
    return cast("Response", redirect(url_for("web.case_page", reference=reference, said="taken"), 303))


def _form(definition: Definition, filed: Filed, wrong: Wrong, key: str) -> Response:
    language = current_language()
    made = sections(definition, filed, wrong, language)
    return page(
        "staff/take.html",
        status=422 if wrong.fields or wrong.general else 200,
        title=definition.text("title", language) or definition.title,
        action=url_for("web.take_case", request_type=definition.request_type),
        sections=made,
        mistakes=mistakes(made, wrong),
        key=key,
        extra=_extra(language),
        request_type=definition.request_type,
        found=_found(definition, language),
        join=request.args.get("join", ""),
        on_behalf=definition.applicant.on_behalf != "no",
    )


def _found(definition: Definition, language: str) -> Found:
    door = application()
    zone = door.surroundings(current_municipality()).zone
    return look_first(request.args.get("find", ""), definition, door.clock.now(), zone, language)


def _extra(language: str) -> tuple[FormField, ...]:
    chosen = typed(request.form, "channel") or request.args.get("channel", "counter")
    return (
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
        FormField(
            name="join",
            label=words("take.join", language),
            hint=words("take.join_hint", language),
            value=typed(request.form, "join") or request.args.get("join", ""),
            maximum=12,
            inputmode="text",
        ),
    )


def _definition(request_type: str) -> Definition:
    return application().definitions.current(current_municipality(), request_type)


def _first_person(case: Case) -> Person:
    return case.people[0]
