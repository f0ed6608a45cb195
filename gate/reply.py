"""From a stored reply to the answer that is sent: headers put back, status-link placeholders filled (rules.md 2, 14).

A reply is kept without the link, for whoever reads the database must not get one. It carries which link is meant in a
header of its own that never leaves.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Response

from workflow.ports.idempotency import StoredReply
from workflow.status_link import token

PLACEHOLDER = "{status_url}"
_LINK_HEADER = "Sprava-Status-Link"


def link_header(case: UUID, person: UUID, generation: int) -> Mapping[str, str]:
    """The header that says whose link belongs in the placeholder."""
    return {_LINK_HEADER: f"{case} {person} {generation}"}


def sent(reply: StoredReply, *, link_key: bytes, public_url: str) -> Response:
    """The answer to send. The same stored reply gives the same bytes every time."""
    headers = dict(reply.headers)
    body = reply.body
    link = headers.pop(_LINK_HEADER, None)
    if link is not None:
        case, person, generation = link.split(" ")
        letters = token(link_key, UUID(case), UUID(person), int(generation))
        body = body.replace(PLACEHOLDER.encode(), f"{public_url}/s/{letters}".encode())
    response = Response(body, reply.status, headers)
    if reply.status == 204:
        response.headers.pop("Content-Type", None)
    return response
