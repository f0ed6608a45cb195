"""A session of an official in the database, and the headers of a browser that holds it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from gate import session_cookie
from runtime.boot import Runtime
from runtime.demo.town import MUNICIPALITY
from workflow.actor import system
from workflow.commands.start_session import StartSession


def signed_in(runtime: Runtime, username: str) -> Mapping[str, str]:
    """Cookie and CSRF token."""
    identifier, token = session_cookie.fresh_id(), session_cookie.fresh_csrf_token()
    runtime.application.execute(
        system(MUNICIPALITY),
        StartSession(
            digest=session_cookie.digest(identifier),
            username=username,
            csrf=token,
            expires=runtime.clock.now() + timedelta(hours=6),
        ),
    )
    return {
        "Cookie": f"{session_cookie.cookie_name(https=False)}={identifier}",
        "X-CSRF-Token": token,
        "Content-Type": "application/json",
    }
