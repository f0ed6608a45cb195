"""The end of a visit to a library or a school where people file with help, one after another at the same screen.

Once a matter is filed, the session ends on the server and the browser is told to forget the visitor: the next one
finds nothing (ADR 0508).
"""

from __future__ import annotations

from flask import Response

from gate import session_cookie
from gate.account_session import end_session
from gate.doors import doors
from gate.signin import required_account
from web.page import page


def goodbye(reference: str) -> Response:
    """The number to take along, and an end to everything else."""
    end_session(required_account())
    response = page("staff/taken.html", reference=reference)
    session_cookie.drop_cookie(response, https=doors().settings.https)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
