"""What was sent to people of a case: `GET /messages?case=`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from api.routes import Answer, Routes
from api.schemas.lists import listed
from api.schemas.messages import MessageShown, MessagesQuery
from api.sight import seen_case
from gate.actor import current_actor
from gate.doors import reading
from gate.policies import Policy
from store.queries.messages import messages_of

routes = Routes("messages", "Messages to people, and how far they got.")

_LINK = re.compile(r"(/s/)[0-9A-Z]{14}")
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
            "text": one.text if clear else _LINK.sub(r"\1…", one.text),
            "parts": one.parts,
            "status": one.status,
            "at": one.at,
        }
        for one in page.items
    ]
    return {"items": items, "next": page.next}
