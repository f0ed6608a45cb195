"""What each service is, and filing: typed once, checked, sent once."""

from __future__ import annotations

from typing import cast

from flask import Response, redirect, request, url_for

from gate.actor import current_actor
from gate.catalogue import is_public
from gate.doors import application
from gate.languages import current_language
from gate.limits import OPENING, network, take
from gate.policies import Policy, policy
from gate.problems import GateRefusal, field_message
from gate.tenant import current_municipality
from web.citizen.service_terms import terms_of
from web.errors_of import Wrong, errors_of
from web.filing import NOTHING_WRONG, Filed, first_look, mistakes, read_filed, sections, told_back
from web.once import form_key, fresh_key, open_once
from web.page import page
from workflow.case import Case, Person, PersonRole
from workflow.commands.open_case import OpenCase
from workflow.definition.model import Definition, Kind
from workflow.definition.office_calendar import Calendar
from workflow.engine.calendar import local_date
from workflow.errors import DomainError, NotFound


@policy(Policy.PUBLIC)
def service(request_type: str) -> Response:
    """What a service is, what it needs and how long it takes."""
    definition = _definition(request_type)
    language = current_language()
    surroundings = application().surroundings(current_municipality())
    today = local_date(application().clock.now(), surroundings.zone)
    return page(
        "citizen/service.html",
        request_type=request_type,
        title=definition.text("title", language) or definition.title,
        summary=definition.text("summary", language) or definition.summary,
        terms=terms_of(definition, surroundings.laws, today, language),
        needs=[definition.text(f"needs.{key}", language) or label for key, label in definition.needs],
        urgent=definition.kind is Kind.ISSUE,
        books=definition.calendar is not None,
    )


@policy(Policy.PUBLIC)
def filing_form(request_type: str) -> Response:
    """The form, empty."""
    return _form(_definition(request_type), Filed(), NOTHING_WRONG, fresh_key())


@policy(Policy.PUBLIC)
def file(request_type: str) -> Response:
    """The steps of filing: check, change, send."""
    definition = _definition(request_type)
    actor = current_actor()
    language = current_language()
    filed = read_filed(definition, actor, language)
    step = request.form.get("step", "preview")
    if step == "edit":
        return _form(definition, filed, NOTHING_WRONG, form_key())
    codes = first_look(definition, filed)
    found = {name: tuple(field_message(code, language) for code in all_codes) for name, all_codes in codes.items()}
    wrong = Wrong(fields={**found, **filed.refused}, general=())
    if wrong.fields:
        return _form(definition, filed, wrong, form_key())
    if step != "send":
        return page(
            "citizen/preview.html",
            request_type=request_type,
            title=definition.text("title", language) or definition.title,
            rows=told_back(definition, filed, language, _calendar(definition)),
            hidden=filed.hidden(),
            key=form_key(),
        )
    try:
        if actor.username is None:
            take(OPENING, network(request.remote_addr))
        path, _reference = open_once(actor, _command(definition, filed), _reader)
    except (DomainError, GateRefusal) as error:
        return _form(definition, filed, errors_of(error, language), form_key())
    return cast("Response", redirect(f"{path}/received", 303))


def _form(definition: Definition, filed: Filed, wrong: Wrong, key: str) -> Response:
    language = current_language()
    made = sections(definition, filed, wrong, language)
    return page(
        "citizen/filing.html",
        status=422 if wrong.fields or wrong.general else 200,
        request_type=definition.request_type,
        title=definition.text("title", language) or definition.title,
        summary=definition.text("summary", language) or definition.summary,
        action=url_for("web.file", request_type=definition.request_type),
        sections=made,
        mistakes=mistakes(made, wrong),
        key=key,
        extra=(),
    )


def _definition(request_type: str) -> Definition:
    definition = application().definitions.current(current_municipality(), request_type)
    if not is_public(definition):
        raise NotFound("unknown_request_type")
    return definition.asked_of_citizens()


def _calendar(definition: Definition) -> Calendar | None:
    if definition.calendar is None:
        return None
    return application().surroundings(current_municipality()).calendars.calendar(definition.calendar)


def _command(definition: Definition, filed: Filed) -> OpenCase:
    return OpenCase(
        request_type=definition.request_type,
        form=filed.form,
        applicant={**filed.applicant, "language": current_language()},
        representative={**filed.representative, "language": current_language()} if filed.representative else None,
    )


def _reader(case: Case) -> Person:
    """Whoever sits at this page: the representative if there is one, else the applicant."""
    return case.person(PersonRole.REPRESENTATIVE) or case.people[0]
