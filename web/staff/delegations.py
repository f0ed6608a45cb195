"""Handing one paper or one piece of work to somebody else, from the card; and taking it back."""

from __future__ import annotations

from datetime import date
from typing import cast
from uuid import UUID

from flask import Response, redirect, request, url_for

from gate.actor import current_actor
from gate.policies import Policy, policy
from gate.sight import seen_with_values
from web.form_reading import typed
from web.once import perform_once
from web.staff.case_page import problem_words, shown_case
from workflow.commands.delegate_work import DelegateWork
from workflow.commands.end_delegation import EndDelegation
from workflow.errors import DomainError, InvalidInput


@policy(Policy.STAFF)
def delegate_work(reference: str) -> Response:
    """Hands it over."""
    seen = seen_with_values(reference)
    try:
        perform_once(current_actor(), _wanted(reference), lambda _: _card(reference))
    except DomainError as error:
        return shown_case(seen, None, wrong=problem_words(error))
    return cast("Response", redirect(_card(reference), 303))


@policy(Policy.STAFF)
def end_delegation(reference: str, delegation: UUID) -> Response:
    """Takes it back, or gives it back."""
    seen = seen_with_values(reference)
    try:
        command = EndDelegation(reference=reference, delegation=delegation)
        perform_once(current_actor(), command, lambda _: _card(reference))
    except DomainError as error:
        return shown_case(seen, None, wrong=problem_words(error))
    return cast("Response", redirect(_card(reference), 303))


def _wanted(reference: str) -> DelegateWork:
    document, work = _identifier("document"), _identifier("work")
    try:
        until = date.fromisoformat(typed(request.form, "until"))
    except ValueError:
        raise InvalidInput({"until": ["not_a_date"]}) from None
    return DelegateWork(
        reference=reference,
        to=typed(request.form, "to"),
        reason=typed(request.form, "reason"),
        until=until,
        document=document,
        work=work,
        role=typed(request.form, "role") or None,
    )


def _identifier(name: str) -> UUID | None:
    text = typed(request.form, name)
    try:
        return UUID(text) if text else None
    except ValueError:
        raise InvalidInput({name: ["invalid"]}) from None


def _card(reference: str) -> str:
    return url_for("web.case_page", reference=reference, said="delegation")
