"""What was sent to people of a case: `GET /messages?case=`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.routes import Answer, Routes
from api.schemas.lists import listed
from api.schemas.messages import MessageShown, MessagesQuery
from gate.actor import current_actor
from gate.address import own_address
from gate.doors import doors, reading
from gate.policies import Policy
from gate.sight import seen_case
from store.queries.messages import SentMessage, messages_of
from workflow.case import Case
from workflow.status_link import token

routes = Routes("messages", "Messages to people, and how far they got.")

LINK = "{link}"
"""Stands in kept texts for the status link (rules.md 14)."""
_MAY_RESEND = frozenset({"operator", "clerk", "registrar", "admin"})


@routes.get("/messages", policy=Policy.STAFF, query=MessagesQuery, answers=listed(MessageShown))
def get_messages(query: Mapping[str, Any]) -> Answer:
    """Messages of one case; the status link is masked but for who may resend it"""
    case = seen_case(query["case"])
    clear = bool(current_actor().roles & _MAY_RESEND)
    with reading() as look:
        page = messages_of(look, case.id, cursor=query["cursor"], limit=query["limit"])
    items = [
        {
            "id": one.id,
            "channel": one.channel,
            "to": one.to,
            "text": one.text.replace(LINK, _link(case, one, clear=clear)),
            "parts": one.parts,
            "status": one.status,
            "at": one.at,
        }
        for one in page.items
    ]
    return {"items": items, "next": page.next}


def _link(case: Case, message: SentMessage, *, clear: bool) -> str:
    person = next((one for one in case.people if one.id == message.person), None)
    letters = "…"
    if clear and person is not None:
        letters = token(doors().link_key, case.id, person.id, person.generation)
    return f"{own_address()}/s/{letters}"
