"""What machines ask a site for: where crawlers may go, and whom finders of a hole write to."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, url_for

from gate.address import own_address
from gate.doors import application, doors
from gate.policies import Policy, policy
from gate.problems import GateRefusal

_CLOSED = ("/s/", "/drafts/", "/staff/", "/api/", "/signin", "/signout", "/verify/")
"""What is somebody's own, or the town hall's; the register of problems, votings and services may be found."""
_VALID = timedelta(days=180)


@policy(Policy.PUBLIC)
def robots() -> Response:
    """RFC 9309. Status links besides say `noindex` themselves, for crawlers that come by a link."""
    return _plain("".join(f"{line}\n" for line in ("User-agent: *", *(f"Disallow: {one}" for one in _CLOSED))))


@policy(Policy.PUBLIC)
def security() -> Response:
    """RFC 9116. Raises GateRefusal(`not_found`) where the settings name nobody."""
    contact = doors().settings.security_contact
    if not contact:
        raise GateRefusal("not_found")
    # Whole days: the same file all day long, and always good for half a year.
    expires = application().clock.now().replace(hour=0, minute=0, second=0, microsecond=0) + _VALID
    return _plain(
        f"Contact: {contact}\n"
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}\n"
        "Preferred-Languages: uk, en, ru\n"
        f"Canonical: {own_address()}{url_for('web.security')}\n"
    )


def _plain(text: str) -> Response:
    return Response(text, mimetype="text/plain")
