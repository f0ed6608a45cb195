"""Reviews and acquaintance as plain forms on the card: a visa, a round taken back, people asked to read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast
from uuid import UUID

from flask import Response, redirect, request, url_for

from gate.actor import current_actor
from gate.doors import application
from gate.policies import Policy, policy
from gate.problems import GateRefusal
from gate.sight import seen_with_values
from web.form_reading import typed
from web.once import perform_once
from web.staff.case_page import problem_words, shown_case
from workflow.commands.ask_acquaintance import AskAcquaintance
from workflow.commands.command_table import Command
from workflow.commands.give_visa import GiveVisa
from workflow.commands.record_reading import RecordReading
from workflow.commands.scene import Executed
from workflow.commands.withdraw_review import WithdrawReview
from workflow.engine.pending import pending
from workflow.errors import DomainError, InvalidInput
from workflow.policy import Action, allows, scope
from workflow.review import Verdict


@policy(Policy.STAFF)
def act_on_review(reference: str, review: UUID, action: str) -> Response:
    """Gives a visa, or takes the round back."""
    if action == "visa":
        return _done(reference, lambda: _visa(reference, review))
    if action == "withdrawal":
        command = WithdrawReview(reference=reference, review=review, reason=typed(request.form, "reason"))
        return _done(reference, lambda: command)
    raise GateRefusal("not_found")


@policy(Policy.STAFF)
def ask_acquaintance(reference: str) -> Response:
    """Asks people or units to read the case or a paper of it."""
    return _done(reference, lambda: _list(reference))


@policy(Policy.STAFF)
def record_reading(reference: str, acquaintance: UUID) -> Response:
    """Somebody has read."""
    return _done(reference, lambda: RecordReading(reference=reference, acquaintance=acquaintance))


def _visa(reference: str, review: UUID) -> Command:
    try:
        verdict = Verdict(typed(request.form, "verdict"))
    except ValueError:
        raise InvalidInput({"verdict": ["required"]}) from None
    return GiveVisa(
        reference=reference,
        review=review,
        verdict=verdict,
        remark=typed(request.form, "remark"),
        text=typed(request.form, "text") or None,
    )


def _list(reference: str) -> Command:
    document, due = typed(request.form, "document"), typed(request.form, "due")
    try:
        return AskAcquaintance(
            reference=reference,
            people=tuple(dict.fromkeys(request.form.getlist("people"))),
            document=UUID(document) if document else None,
            due=date.fromisoformat(due) if due else None,
        )
    except ValueError:
        raise InvalidInput({"due": ["not_a_date"]}) from None


def _done(reference: str, make: Callable[[], Command]) -> Response:
    seen_with_values(reference)
    try:
        path = perform_once(current_actor(), make(), _onward)
    except DomainError as error:
        return shown_case(seen_with_values(reference), None, wrong=problem_words(error))
    return cast("Response", redirect(path, 303))


def _onward(executed: Executed) -> str:
    """Back to the card; to the queue, if nothing on the case is this person's any more."""
    case = executed.case
    if case is None:
        return url_for("web.queue")
    definition = application().definitions.pinned(case.definition)
    waiting = frozenset(
        f"{kind}:{name}"
        for one in pending(definition, case)
        for kind, name in (("role", one.role), ("user", one.username), ("unit", one.unit))
        if name is not None
    )
    if not allows(scope(current_actor(), Action.READ), case, waiting):
        return url_for("web.queue")
    return url_for("web.case_page", reference=case.reference, said="done")
