"""The second step of signing in, and enrolling for it: `/session/second-factor` (rules.md 12).

Nothing here is stored under an idempotency key: a code counts once, and its answer holds secrets.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, request

from api.resources.session import session_reply
from api.routes import Answer, Routes
from api.schemas.second_factor import (
    Challenge,
    Confirmation,
    Enrolled,
    Enrolment,
    EnrolmentWanted,
    PasswordChange,
    SecondFactor,
)
from api.schemas.session import Session
from api.writing import dumped
from gate import enrolment, second_step, session_cookie
from gate.doors import doors
from gate.own_password import change_own_password
from gate.policies import Policy
from gate.signin import required_account
from workflow.errors import InvalidInput
from workflow.town import SecondFactorKind

routes = Routes("second-factor", "The second step of signing in: codes, passkeys, recovery codes; one's own password.")


@routes.post("/session/second-factor", policy=Policy.SIGNING_IN, takes=SecondFactor, answers=Session)
def show_second_factor(body: Mapping[str, Any]) -> Response:
    """Show the second factor: the session is complete, under a new cookie and CSRF token"""
    code, assertion = _one_of(body, "code", "assertion")
    if code is not None:
        return session_reply(second_step.pass_code(required_account(), code))
    return session_reply(second_step.pass_passkey(required_account(), assertion))


@routes.post("/session/second-factor/challenge", policy=Policy.SIGNING_IN, answers=Challenge)
def challenge() -> Answer:
    """What a passkey is to sign: options for the browser, good for five minutes and once"""
    return {"options": second_step.passkey_request(required_account())}


@routes.post(
    "/session/second-factor/enrolment", policy=Policy.SIGNING_IN, takes=EnrolmentWanted, answers=Enrolment, status=201
)
def enrol(body: Mapping[str, Any]) -> Answer:
    """Begin to enrol one's own second factor: a generator's secret, or options for the browser to make a passkey"""
    found = required_account()
    if body["kind"] == SecondFactorKind.PASSKEY:
        return {"kind": body["kind"], "options": enrolment.offer_passkey(found)}
    offer = enrolment.offer_generator(found)
    return {"kind": body["kind"], "secret": offer.secret, "uri": offer.uri, "qr": offer.qr}


@routes.post(
    "/session/second-factor/enrolment/confirmation", policy=Policy.SIGNING_IN, takes=Confirmation, answers=Enrolled
)
def confirm(body: Mapping[str, Any]) -> Response:
    """Show the new factor for the first time: it counts from now on; recovery codes are told this once"""
    code, attestation = _one_of(body, "code", "attestation")
    found = required_account()
    if code is not None:
        made = enrolment.confirm_generator(found, code)
    else:
        made = enrolment.confirm_passkey(found, attestation)
    view = {"csrf_token": made.session.account.csrf, "recovery_codes": made.recovery_codes}
    response = Response(dumped(Enrolled, view), mimetype="application/json")
    session_cookie.write_cookie(response, made.session.identifier, https=doors().settings.https)
    return response


@routes.post("/session/password", policy=Policy.STAFF, takes=PasswordChange, answers=Session)
def change_password(body: Mapping[str, Any]) -> Response:
    """Change one's own password: every other session of the account ends"""
    return session_reply(change_own_password(required_account(), body["current"], body["new"], request.remote_addr))


def _one_of(body: Mapping[str, Any], first: str, second: str) -> tuple[Any, Any]:
    if (body[first] is None) == (body[second] is None):
        raise InvalidInput({first: ["required"]})
    return body[first], body[second]
