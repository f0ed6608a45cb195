"""The register of other bodies that cases are forwarded to: entered, changed and removed by the administrator."""

from __future__ import annotations

from typing import cast

from flask import Response, redirect, request, url_for

from gate.actor import current_actor
from gate.administrators import require_administrator
from gate.doors import reading
from gate.languages import current_language
from gate.policies import Policy, policy
from store.queries.towns import town_of
from web.errors_of import Wrong, errors_of
from web.form_field import FormField, mistakes_of
from web.form_reading import typed
from web.once import form_key, fresh_key, perform_once
from web.page import page
from web.words import words
from workflow.commands.drop_addressee import DropAddressee
from workflow.commands.put_addressee import PutAddressee
from workflow.errors import DomainError
from workflow.town import Addressee

_FIELDS = {"id": 63, "name": 200, "address": 300, "email": 200, "phone": 40, "about": 500}
_NO_FAULT = Wrong(fields={}, general=())


@policy(Policy.STAFF)
def bodies_page() -> Response:
    """All of them, and the form; `?body=ID` fills the form with one."""
    require_administrator(current_actor())
    return _shown(_NO_FAULT, fresh_key())


@policy(Policy.STAFF)
def put_body() -> Response:
    """Enters a body, or changes the one of that id."""
    require_administrator(current_actor())
    given = {name: typed(request.form, name)[:most] for name, most in _FIELDS.items()}
    return _done(PutAddressee(addressee=Addressee(**given)))


@policy(Policy.STAFF)
def drop_body(identifier: str) -> Response:
    """Takes a body out of the register; what was forwarded to it stays on record."""
    require_administrator(current_actor())
    return _done(DropAddressee(addressee=identifier))


def _done(command: PutAddressee | DropAddressee) -> Response:
    try:
        path = perform_once(current_actor(), command, lambda _: url_for("web.bodies_page", said="done"))
    except DomainError as error:
        return _shown(errors_of(error, current_language()), form_key())
    return cast("Response", redirect(path, 303))


def _shown(wrong: Wrong, key: str) -> Response:
    language = current_language()
    with reading() as look:
        town = town_of(look)
    bodies = town.addressees if town else ()
    meant = next((one for one in bodies if one.id == request.args.get("body")), None)
    fields = tuple(
        FormField(
            name=name,
            label=words(f"bodies.{name}", language),
            hint=words(f"bodies.{name}_hint", language) if name in ("id", "about") else "",
            widget="textarea" if name == "about" else "text",
            required=name in ("id", "name"),
            value=typed(request.form, name) or (getattr(meant, name) if meant else ""),
            maximum=most,
            errors=tuple(wrong.fields.get(name, ())),
        )
        for name, most in _FIELDS.items()
    )
    return page(
        "staff/bodies.html",
        status=422 if wrong.fields or wrong.general else 200,
        bodies=bodies,
        fields=fields,
        mistakes=mistakes_of(fields),
        general=wrong.general,
        meant=meant,
        key=key,
        said=words("said.done", language) if request.args.get("said") else "",
    )
