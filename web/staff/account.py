"""One's own account: the second step of signing in and the password."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import cast

from flask import Response, redirect, request, url_for
from markupsafe import Markup

from gate import enrolment, session_cookie
from gate.doors import doors, glance
from gate.enrolment import Enrolled, OfferedGenerator
from gate.languages import current_language
from gate.own_password import change_own_password
from gate.password_rules import LEAST_ALONE, LEAST_WITH_SECOND_FACTOR
from gate.policies import Policy, policy
from gate.problems import GateRefusal, problem_of
from gate.second_step import has_a_name
from gate.signin import required_account
from store.queries.second_factors import recovery_codes_left
from web.page import page
from web.staff.signin import LONGEST, browser_answer, led_on, patient
from workflow.errors import DomainError


@policy(Policy.SIGNING_IN)
def account_page() -> Response:
    """What is set up, and how to change it. Whoever has yet to show what they have is led to that first."""
    found = required_account()
    if found.awaited is not None and found.enrolled is not None:
        return cast("Response", redirect(url_for("web.second_step_form", next=url_for("web.account_page")), 303))
    return _shown()


@policy(Policy.SIGNING_IN)
def offer_generator() -> Response:
    """A fresh secret with its QR code."""
    return _or_problem(lambda: _generator_page(enrolment.offer_generator(required_account())))


@policy(Policy.SIGNING_IN)
def confirm_generator() -> Response:
    """The first code: the generator counts from now on."""
    code = request.form.get("code", "")[:LONGEST]
    try:
        return _enrolled_page(enrolment.confirm_generator(required_account(), code))
    except (GateRefusal, DomainError) as refusal:
        problem = problem_of(refusal, current_language())
        return patient(_generator_page(None, wrong=problem.detail, status=problem.status), problem)


@policy(Policy.SIGNING_IN)
def offer_passkey() -> Response:
    """The browser makes a passkey."""

    def shown() -> Response:
        return page("staff/passkey.html", options=json.dumps(enrolment.offer_passkey(required_account())))

    return _or_problem(shown)


@policy(Policy.SIGNING_IN)
def confirm_passkey() -> Response:
    """What the browser made: the passkey counts from now on."""
    return _or_problem(lambda: _enrolled_page(enrolment.confirm_passkey(required_account(), browser_answer("passkey"))))


@policy(Policy.STAFF)
def change_password() -> Response:
    """A new password; every other session of the account ends."""
    current, wanted = request.form.get("current", "")[:LONGEST], request.form.get("new", "")[:LONGEST]
    return _or_problem(
        lambda: led_on(
            change_own_password(required_account(), current, wanted, request.remote_addr),
            url_for("web.account_page", changed="password"),
        )
    )


def _or_problem(act: Callable[[], Response]) -> Response:
    try:
        return act()
    except (GateRefusal, DomainError) as refusal:
        problem = problem_of(refusal, current_language())
        reasons = [message for messages in problem.errors.values() for message in messages] or [problem.detail]
        return patient(_shown(wrong=" ".join(reasons), status=problem.status), problem)


def _shown(*, wrong: str = "", status: int = 200) -> Response:
    found = required_account()
    return page(
        "staff/account.html",
        status=status,
        wrong=wrong,
        changed=request.args.get("changed") == "password",
        enrolled=found.enrolled,
        awaited=found.awaited is not None,
        has_a_name=has_a_name(),
        left=recovery_codes_left(glance(), found.member.username),
        least=LEAST_ALONE if found.enrolled is None else LEAST_WITH_SECOND_FACTOR,
    )


def _generator_page(offer: OfferedGenerator | None, *, wrong: str = "", status: int = 200) -> Response:
    return page(
        "staff/generator.html",
        status=status,
        wrong=wrong,
        secret=None if offer is None else " ".join(offer.secret[at : at + 4] for at in range(0, len(offer.secret), 4)),
        # Drawn by ourselves from squares alone: nothing of it comes from outside.
        picture=None if offer is None else Markup(offer.qr),  # noqa: S704
    )


def _enrolled_page(made: Enrolled) -> Response:
    answer = page("staff/enrolled.html", {"csrf_token": made.session.account.csrf}, codes=made.recovery_codes)
    session_cookie.write_cookie(answer, made.session.identifier, https=doors().settings.https)
    return answer
