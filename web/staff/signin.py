"""Signing in and out by a plain form."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlsplit

from flask import Response, redirect, request, url_for

from gate import session_cookie
from gate.account_session import begin_session, end_session
from gate.doors import doors
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.problems import GateRefusal, problem_of
from gate.signin import account
from web.page import page

_LONGEST = 300


@policy(Policy.ENTRY)
def signin_form() -> Response:
    """The form."""
    return page("staff/signin.html", username="", wrong="", next=_next(request.args.get("next", "")))


@policy(Policy.ENTRY)
def signin() -> Response:
    """Signs in and leads on; what was wrong is said without telling what exactly."""
    username = request.form.get("username", "")[:_LONGEST]
    onward = _next(request.form.get("next", ""))
    try:
        begun = begin_session(username, request.form.get("password", "")[:_LONGEST], request.remote_addr)
    except GateRefusal as refusal:
        problem = problem_of(refusal, current_language())
        answer = page("staff/signin.html", status=problem.status, username=username, wrong=problem.detail, next=onward)
        if problem.retry_after is not None:
            answer.headers["Retry-After"] = str(problem.retry_after)
        return answer
    response = cast("Response", redirect(onward, 303))
    session_cookie.write_cookie(response, begun.identifier, https=doors().settings.https)
    return response


@policy(Policy.SIGNING_IN)
def signout() -> Response:
    """Ends the session on the server."""
    found = account()
    if found is not None:
        end_session(found)
    response = cast("Response", redirect(url_for("web.signin_form"), 303))
    session_cookie.drop_cookie(response, https=doors().settings.https)
    return response


def _next(path: str) -> str:
    """Where to go after signing in: only to pages of our own."""
    parts = urlsplit(path)
    ours = path.startswith("/staff") and not parts.scheme and not parts.netloc and "\\" not in path
    return path if ours else url_for("web.queue")
