"""A problem as a page: what happened, in words, and where to go from here. Handed to the gate, which meets the
problems.
"""

from __future__ import annotations

from typing import cast
from urllib.parse import quote

from flask import Response, redirect, request

from gate.languages import current_language
from gate.problems import Problem
from web.citizen.renewal import expired_page
from web.page import page
from web.words import known

_SIGN_IN = {"not_signed_in": "/signin", "second_factor_needed": "/signin/second-step"}


def problem_page(problem: Problem) -> Response:
    """The page; somebody who is not signed in is led to where they can, and back again."""
    if problem.code in _SIGN_IN and request.method == "GET":
        back = request.full_path.rstrip("?")
        return cast("Response", redirect(f"{_SIGN_IN[problem.code]}?next={quote(back)}", 303))
    token = (request.view_args or {}).get("token")
    if problem.code == "link_expired" and token is not None:
        return expired_page(token)
    language = current_language()
    return page(
        "problem.html",
        status=problem.status,
        title=known(f"problem.{problem.code}.title", language) or problem.title,
        detail=known(f"problem.{problem.code}", language) or problem.detail,
        refusals=[message for _code, message in problem.refusals],
        errors=[message for messages in problem.errors.values() for message in messages],
        citizen=not request.path.startswith("/staff"),
    )
