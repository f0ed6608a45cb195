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
from web.staff.kept_form import NOTHING_KEPT, KeptForm, still_kept
from workflow.errors import DomainError

LONGEST = 300
_LONGEST_ANSWER = 20_000


@policy(Policy.ENTRY)
def signin_form() -> Response:
    """The form."""
    return entrance(NOTHING_KEPT, onward=_next(request.args.get("next", "")))


def entrance(kept: KeptForm, *, onward: str, username: str = "", wrong: str = "", status: int = 200) -> Response:
    """The form, with what somebody typed elsewhere before their session ended."""
    return page("staff/signin.html", status=status, username=username, wrong=wrong, next=onward, kept=kept)


@policy(Policy.ENTRY)
def signin() -> Response:
    """Signs in and leads on; what was wrong is said without telling what exactly."""
    username = request.form.get("username", "")[:LONGEST]
    kept = still_kept()
    onward = _next(request.form.get("next", ""))
    try:
        begun = begin_session(username, request.form.get("password", "")[:LONGEST], request.remote_addr)
    except GateRefusal as refusal:
        problem = problem_of(refusal, current_language())
        shown = entrance(kept, onward=onward, username=username, wrong=problem.detail, status=problem.status)
        return patient(shown, problem)
    if begun.account.awaited is None:
        return led_on(begun, onward, kept)
    if kept.stands and begun.account.enrolled is not None:
        return with_cookie(_second_step(begun.account, onward, kept), begun)
    return led_on(begun, url_for("web.second_step_form", next=onward))


@policy(Policy.SIGNING_IN)
def second_step_form() -> Response:
    """Asks for a code or a passkey; whoever must enrol first is led there."""
    found = required_account()
    onward = _next(request.args.get("next", ""))
    if found.awaited is None:
        return cast("Response", redirect(onward, 303))
    if found.enrolled is None:
        return cast("Response", redirect(url_for("web.account_page"), 303))
    return _second_step(found, onward, NOTHING_KEPT)


@policy(Policy.SIGNING_IN)
def second_step() -> Response:
    """Shows the code, or what the passkey signed, and leads on."""
    found = required_account()
    onward, kept = _next(request.form.get("next", "")), still_kept()
    try:
        return led_on(_shown(found), onward, kept)
    except (GateRefusal, DomainError) as refusal:
        problem = problem_of(refusal, current_language())
        return patient(_second_step(found, onward, kept, wrong=problem.detail, status=problem.status), problem)


@policy(Policy.SIGNING_IN)
def signout() -> Response:
    """Ends the session on the server."""
    found = account()
    if found is not None:
        end_session(found)
    response = cast("Response", redirect(url_for("web.signin_form"), 303))
    session_cookie.drop_cookie(response, https=doors().settings.https)
    return response


def led_on(begun: BegunSession, onward: str, kept: KeptForm = NOTHING_KEPT) -> Response:
    """On to a page of ours, or to what was typed before, with the cookie of the session that has just begun."""
    if kept.stands:
        return with_cookie(offered_again(kept, begun.account), begun)
    return with_cookie(cast("Response", redirect(onward, 303)), begun)


def offered_again(kept: KeptForm, found: Account, status: int = 200) -> Response:
    """What was typed before, to be sent by whoever is signed in now, or not."""
    return page("staff/kept.html", status=status, kept=kept, name=found.member.name, token=found.csrf or "")


def with_cookie(response: Response, begun: BegunSession) -> Response:
    """The answer with the cookie of the session that has just begun."""
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


def _second_step(found: Account, onward: str, kept: KeptForm, *, wrong: str = "", status: int = 200) -> Response:
    options = _unless_none(lambda: step.passkey_request(found))
    return page(
        "staff/second_step.html",
        status=status,
        wrong=wrong,
        next=onward,
        kept=kept,
        token=found.csrf or "",
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
