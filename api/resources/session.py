"""Signing in and out: `POST GET DELETE /session`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, request

from api.routes import Answer, Routes
from api.schemas.session import Session, SignIn
from api.writing import dumped
from gate import session_cookie
from gate.account_session import BegunSession, begin_session, end_session
from gate.doors import doors
from gate.policies import Policy
from gate.signin import Account, required_account

routes = Routes("session", "Signing in, who is signed in, signing out.")


@routes.post("/session", policy=Policy.ENTRY, takes=SignIn, answers=Session)
def sign_in(body: Mapping[str, Any]) -> Response:
    """Sign in: sets the session cookie"""
    return session_reply(begin_session(body["username"], body["password"], request.remote_addr))


@routes.get("/session", policy=Policy.SIGNING_IN, answers=Session)
def who_am_i() -> Answer:
    """Who is signed in"""
    return _view(required_account())


@routes.delete("/session", policy=Policy.SIGNING_IN)
def sign_out() -> Response:
    """Sign out: the session ends on the server"""
    end_session(required_account())
    response = Response(status=204)
    response.headers.pop("Content-Type", None)
    session_cookie.drop_cookie(response, https=doors().settings.https)
    return response


def session_reply(begun: BegunSession) -> Response:
    """A session that has just begun, with its cookie."""
    response = Response(dumped(Session, _view(begun.account)), mimetype="application/json")
    session_cookie.write_cookie(response, begun.identifier, https=doors().settings.https)
    return response


def _view(found: Account) -> dict[str, Any]:
    return {
        "user": found.member,
        "csrf_token": found.csrf or "",
        "second_factor": found.awaited,
        "enrolled": found.enrolled,
    }
