"""Signing in and out by plain forms: the password, then the second step where one is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Response, redirect, request, url_for

from gate import second_step as step
from gate import session_cookie
from gate.account_session import BegunSession, begin_session, end_session
from gate.doors import doors
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.problems import GateRefusal, Problem, problem_of
from gate.signin import Account, account, required_account
from web.page import page
from workflow.errors import DomainError

LONGEST = 300
_LONGEST_ANSWER = 20_000


@policy(Policy.ENTRY)
def signin_form() -> Response:
    """The form."""
    return page("staff/signin.html", username="", wrong="", next=_next(request.args.get("next", "")))


@policy(Policy.ENTRY)
def signin() -> Response:
    """Signs in and leads on; what was wrong is said without telling what exactly."""
    username = request.form.get("username", "")[:LONGEST]
    onward = _next(request.form.get("next", ""))
    try:
        begun = begin_session(username, request.form.get("password", "")[:LONGEST], request.remote_addr)
    except GateRefusal as refusal:
        problem = problem_of(refusal, current_language())
        shown = page("staff/signin.html", status=problem.status, username=username, wrong=problem.detail, next=onward)
        return patient(shown, problem)
    if begun.account.awaited is not None:
        onward = url_for("web.second_step_form", next=onward)
    return led_on(begun, onward)


@policy(Policy.SIGNING_IN)
def second_step_form() -> Response:
    """Asks for a code or a passkey; whoever must enrol first is led there."""
    found = required_account()
    onward = _next(request.args.get("next", ""))
    if found.awaited is None:
        return cast("Response", redirect(onward, 303))
    if found.enrolled is None:
        return cast("Response", redirect(url_for("web.account_page"), 303))
    return _second_step(found, onward)


@policy(Policy.SIGNING_IN)
def second_step() -> Response:
    """Shows the code, or what the passkey signed, and leads on."""
    found = required_account()
    onward = _next(request.form.get("next", ""))
    try:
        return led_on(_shown(found), onward)
    except (GateRefusal, DomainError) as refusal:
        problem = problem_of(refusal, current_language())
        return patient(_second_step(found, onward, wrong=problem.detail, status=problem.status), problem)


@policy(Policy.SIGNING_IN)
def signout() -> Response:
    """Ends the session on the server."""
    found = account()
    if found is not None:
        end_session(found)
    response = cast("Response", redirect(url_for("web.signin_form"), 303))
    session_cookie.drop_cookie(response, https=doors().settings.https)
    return response


def led_on(begun: BegunSession, onward: str) -> Response:
    """On to a page of ours, with the cookie of the session that has just begun."""
    response = cast("Response", redirect(onward, 303))
    session_cookie.write_cookie(response, begun.identifier, https=doors().settings.https)
    return response


def patient(answer: Response, problem: Problem) -> Response:
    """The answer with the time after which to come back, if the problem names one."""
    if problem.retry_after is not None:
        answer.headers["Retry-After"] = str(problem.retry_after)
    return answer


def browser_answer(name: str) -> Any:
    """What the browser's passkey dialogue put into a hidden field; an empty object for anything else."""
    try:
        return json.loads(request.form.get(name, "")[:_LONGEST_ANSWER])
    except ValueError:
        return {}


def _shown(found: Account) -> BegunSession:
    if request.form.get("passkey"):
        return step.pass_passkey(found, browser_answer("passkey"))
    return step.pass_code(found, request.form.get("code", "")[:LONGEST])


def _second_step(found: Account, onward: str, *, wrong: str = "", status: int = 200) -> Response:
    options = _unless_none(lambda: step.passkey_request(found))
    return page(
        "staff/second_step.html",
        status=status,
        wrong=wrong,
        next=onward,
        options=None if options is None else json.dumps(options),
    )


def _unless_none(ask: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any] | None:
    try:
        return ask()
    except GateRefusal:
        # No passkey: the code alone is asked for.
        return None


def _next(path: str) -> str:
    """Where to go after signing in: only to pages of our own."""
    parts = urlsplit(path)
    ours = path.startswith("/staff") and not parts.scheme and not parts.netloc and "\\" not in path
    return path if ours else url_for("web.queue")
