"""An old link: whoever names the phone that the messages came to is sent a new one (journeys, Part 5).

The answer is the same whether the number fits or not.
"""

from __future__ import annotations

from flask import Response, request

from gate.policies import Policy, policy
from gate.status_access import renew
from web.form_token import check_form_token, form_token
from web.page import page


@policy(Policy.STATUS_LINK)
def renew_link(token: str) -> Response:
    """Takes the number."""
    check_form_token(_subject(token))
    renew(token, request.form.get("phone", "").strip()[:40])
    return page("citizen/renewed.html")


def expired_page(token: str) -> Response:
    """Says that the link is old and asks for the number."""
    return page("citizen/expired.html", status=410, token=token, form_token=form_token(_subject(token)))


def _subject(token: str) -> str:
    return f"renewal/{token.strip().upper()}"
