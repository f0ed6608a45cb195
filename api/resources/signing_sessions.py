"""Ceremonies: `POST /signing-sessions`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.routes import Answer, Routes
from api.schemas.signing_sessions import BeginTaken, SigningSessionBegun
from gate.actor import current_actor
from gate.ceremony_binding import told
from gate.doors import application
from gate.policies import Policy
from gate.signin import required_account

routes = Routes("signing-sessions", "One PIN for many papers, each opened before; at most five minutes.")


@routes.post("/signing-sessions", policy=Policy.STAFF, takes=BeginTaken, answers=SigningSessionBegun, status=201)
def begin_signing_session(body: Mapping[str, Any]) -> Answer:
    """Begin a ceremony; the secret is told once and kept by the caller alone"""
    actor = current_actor()
    identifier, secret, expires = application().desk.begin_session(actor, body["pin"])
    # The secret begins with the id, so that it alone names the ceremony it opens.
    return {"id": identifier, "secret": f"{identifier}.{told(secret, required_account())}", "expires": expires}
