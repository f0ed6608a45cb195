"""What fell due: volumes for an act, cases that go by their term, erasures; and erasing one at somebody's request."""

from __future__ import annotations

from typing import cast

from flask import Response, redirect, request, url_for

from gate.actor import current_actor
from gate.archive_reading import retention
from gate.archivists import current_archivist
from gate.doors import application
from gate.filing_words import keep_words
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.tenant import current_municipality
from web import dates
from web.form_reading import typed
from web.once import fresh_key, perform_once
from web.page import page
from web.staff.case_page import problem_words
from web.words import known, words
from workflow.commands.draw_up_act import DrawUpAct
from workflow.commands.erase_case import EraseCase
from workflow.commands.scene import Executed
from workflow.errors import DomainError


@policy(Policy.STAFF)
def retention_page() -> Response:
    """As of today."""
    current_archivist()
    return _shown()


@policy(Policy.STAFF)
def draw_up_act() -> Response:
    """The act of everything due, as a case to be signed."""
    actor = current_archivist()
    try:
        path = perform_once(actor, DrawUpAct(), _card)
    except DomainError as error:
        return _shown(wrong=problem_words(error))
    return cast("Response", redirect(path, 303))


@policy(Policy.STAFF)
def erase() -> Response:
    """One case, by its number, with a reason."""
    command = EraseCase(reference=typed(request.form, "reference"), reason=typed(request.form, "reason"))
    path = url_for("web.retention_page", said="done")
    try:
        perform_once(current_actor(), command, lambda _: path)
    except DomainError as error:
        current_archivist()
        return _shown(wrong=problem_words(error))
    return cast("Response", redirect(path, 303))


def _card(executed: Executed) -> str:
    assert executed.case is not None
    return url_for("web.case_page", reference=executed.case.reference)


def _shown(*, wrong: str = "") -> Response:
    language = current_language()
    zone = application().surroundings(current_municipality()).zone
    found = retention()
    return page(
        "staff/retention.html",
        status=409 if wrong else 200,
        volumes=[
            {
                "index": one.index,
                "title": one.title,
                "year": one.year,
                "volume": one.volume,
                "cases": one.cases,
                "keep": " · ".join(part for part in (keep_words(one.keep, language), one.article) if part),
            }
            for one in found.volumes
        ],
        case_count=found.case_count,
        cases=[
            {"reference": one.reference, "index": one.index, "until": dates.full_day(one.kept_until)}
            for one in found.cases
        ],
        erasures=[
            {
                "reference": one.reference,
                "at": dates.full_moment(one.at, zone),
                "ground": known(f"ground.{one.ground}", language) or one.ground,
                "reason": one.reason,
                "applied": one.applied is not None,
            }
            for one in found.erasures
        ],
        may_erase="admin" in current_actor().roles,
        key=fresh_key(),
        wrong=wrong,
        said=words("said.done", language) if request.args.get("said") and not wrong else "",
    )
