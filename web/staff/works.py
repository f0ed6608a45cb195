"""Work by hand done, from the card: a note and one button."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from flask import Response, redirect, request, url_for

from gate.actor import current_actor
from gate.policies import Policy, policy
from gate.sight import Seen, seen_case_of_work, shown_values
from web.form_reading import typed
from web.once import perform_once
from web.staff.case_page import problem_words, shown_case
from workflow.commands.complete_work import CompleteWork
from workflow.errors import DomainError


@policy(Policy.STAFF)
def complete_work(work: UUID) -> Response:
    """Says that it is done."""
    case = seen_case_of_work(work)
    seen = Seen(case=case, personal=shown_values(case))
    path = url_for("web.case_page", reference=seen.case.reference, said="work")
    try:
        perform_once(current_actor(), CompleteWork(work=work, note=typed(request.form, "note")), lambda _: path)
    except DomainError as error:
        return shown_case(seen, None, wrong=problem_words(error))
    return cast("Response", redirect(path, 303))
