"""What services cost, and what comes of it: a payment, a waiver or a refund is recorded by the case's number.

For administrators, who see the prices, and for whoever a definition names to record money.
"""

from __future__ import annotations

from datetime import date
from typing import cast

from flask import Response, redirect, request, url_for

from gate.actor import current_actor
from gate.administrators import ADMINISTRATOR
from gate.catalogue import offered
from gate.doors import application
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.sight import may_touch
from gate.tenant import current_municipality
from web.errors_of import Wrong, errors_of
from web.form_field import FormField, mistakes_of
from web.form_reading import typed
from web.once import form_key, fresh_key, perform_once
from web.page import page
from web.words import words
from workflow.commands.command_table import Command
from workflow.commands.record_payment import RecordPayment
from workflow.commands.record_refund import RecordRefund
from workflow.commands.waive_fee import WaiveFee
from workflow.definition.model import Definition
from workflow.definition.role_words import role_words
from workflow.errors import DomainError, InvalidInput, NotPermitted

_ASKED = {
    "payment": ("reference", "amount", "date", "document"),
    "waiver": ("reference", "reason"),
    "refund": ("reference", "amount", "date", "document", "reason"),
}
_MOST = {"reference": 20, "amount": 20, "document": 100, "reason": 500}


@policy(Policy.STAFF)
def fees_page() -> Response:
    """Prices and the three forms."""
    _admit()
    return _shown("", Wrong(fields={}, general=()), fresh_key())


@policy(Policy.STAFF)
def record_money(what: str) -> Response:
    """`what`: payment, waiver or refund."""
    _admit()
    try:
        command = _command(what)
        may_touch(typed(request.form, f"{what}.reference"))
        path = perform_once(current_actor(), command, lambda _: url_for("web.fees_page", said="done"))
    except DomainError as error:
        return _shown(what, errors_of(error, current_language()), form_key())
    return cast("Response", redirect(path, 303))


def _admit() -> None:
    wanted = {ADMINISTRATOR, *(role for one in _priced() if one.fee for role in one.fee.roles)}
    if not wanted & current_actor().roles:
        raise NotPermitted("not_permitted")


def _priced() -> list[Definition]:
    return [one for one in offered() if one.fee is not None]


def _command(what: str) -> Command:
    if what not in _ASKED:
        raise NotPermitted("not_permitted")
    given = {name: typed(request.form, f"{what}.{name}")[: _MOST.get(name, 20)] for name in _ASKED[what]}
    missing = {name: ["required"] for name, text in given.items() if not text}
    if missing:
        raise InvalidInput(missing)
    if what == "waiver":
        return WaiveFee(reference=given["reference"], reason=given["reason"])
    try:
        day = date.fromisoformat(given["date"])
    except ValueError:
        raise InvalidInput({"date": ["not_a_date"]}) from None
    if what == "payment":
        return RecordPayment(reference=given["reference"], amount=given["amount"], day=day, document=given["document"])
    return RecordRefund(
        reference=given["reference"], amount=given["amount"], day=day, document=given["document"],
        reason=given["reason"],
    )  # fmt: skip


def _shown(what: str, wrong: Wrong, key: str) -> Response:
    language = current_language()
    known = {name for names in _ASKED.values() for name in names}
    stray = tuple(said for name, messages in wrong.fields.items() if name not in known for said in messages)
    forms = [(name, _fields(name, wrong if name == what else Wrong(fields={}, general=()), name == what))
             for name in _ASKED]  # fmt: skip
    return page(
        "staff/fees.html",
        status=422 if wrong.fields or wrong.general else 200,
        services=[_price(one, language) for one in _priced()],
        forms=forms,
        wrong_form=what,
        mistakes=[one for name, fields in forms if name == what for one in mistakes_of(fields)],
        general=(*wrong.general, *stray),
        key=key,
        said=words("said.done", language) if request.args.get("said") else "",
    )


def _price(one: Definition, language: str) -> dict[str, object]:
    fee = one.fee
    assert fee is not None
    labels = {value: label for each in one.form if each.name == fee.by for value, label in each.options}
    amounts = [
        (one.text(f"form.{fee.by}.options.{value}", language) or labels.get(value, value), amount)
        for value, amount in fee.amounts
    ]
    return {
        "request_type": one.request_type,
        "title": one.text("title", language) or one.title,
        "purpose": one.text("fee.purpose", language) or fee.purpose,
        "amounts": amounts or [("", fee.amount)],
        "grounds": [ground for ground, _when in fee.waived],
        "roles": ", ".join(role_words(one, current_language()) for one in fee.roles),
    }


def _fields(what: str, wrong: Wrong, mine: bool) -> tuple[FormField, ...]:
    language = current_language()
    today = application().clock.now().astimezone(application().surroundings(current_municipality()).zone).date()
    return tuple(
        FormField(
            name=f"{what}.{name}",
            label=words(f"fees.{name}", language),
            widget="date" if name == "date" else "text",
            required=True,
            value=typed(request.form, f"{what}.{name}") if mine else today.isoformat() if name == "date" else "",
            maximum=_MOST.get(name),
            inputmode="decimal" if name == "amount" else "",
            errors=tuple(wrong.fields.get(name, ())),
        )
        for name in _ASKED[what]
    )
