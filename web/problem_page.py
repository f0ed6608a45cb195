"""A problem as a page: what happened, in words, and where to go from here. Handed to the gate, which meets the
problems.
"""

from __future__ import annotations

from typing import cast
from urllib.parse import quote

from flask import Response, redirect, request

from gate.languages import current_language
from gate.problems import Problem
from gate.signin import account
from web.citizen.renewal import expired_page
from web.page import page
from web.staff.kept_form import NOTHING_KEPT, KeptForm, sent_in_vain
from web.staff.signin import entrance, offered_again
from web.words import known

_SIGN_IN = {"not_signed_in": "/signin", "second_factor_needed": "/signin/second-step"}

_SESSION_OVER = frozenset({"not_signed_in", "csrf"})
"""A form that was shown in a session that is over: nobody is signed in, or somebody anew, in another tab."""


def problem_page(problem: Problem) -> Response:
    """The page; somebody who is not signed in is led to where they can, and back again, with
    whatever they had typed."""
    if problem.code in _SIGN_IN and request.method == "GET":
        back = request.full_path.rstrip("?")
        return cast("Response", redirect(f"{_SIGN_IN[problem.code]}?next={quote(back)}", 303))
    kept = sent_in_vain() if problem.code in _SESSION_OVER else NOTHING_KEPT
    if kept.stands:
        return _kept(kept, problem)
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


def _kept(kept: KeptForm, problem: Problem) -> Response:
    found = account()
    if found is None or found.awaited is not None:
        return entrance(kept, onward="/staff/", status=problem.status)
    return offered_again(kept, found, status=problem.status)
