"""What the town has sent to people: delivered, on its way, not arrived; and what is stuck, to be tried again."""

from __future__ import annotations

from datetime import timedelta
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Response, redirect, request, url_for

from gate.actor import current_actor
from gate.doors import application, reading
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.tenant import current_municipality
from store.queries.incidents import open_incidents
from store.queries.messages import TownMessage, messages_of_town
from web import dates
from web.once import fresh_key, perform_once
from web.page import page
from web.words import known, words
from workflow.commands.settle_incident import SettleIncident
from workflow.errors import NotPermitted

_SETTLERS = frozenset({"admin", "registrar"})
_STATUSES = ("", "queued", "sent", "delivered", "failed", "expired")
_TONES = {"delivered": "good", "failed": "bad", "expired": "bad", "queued": "warn"}
_SAYINGS = frozenset({"notify", "send_code", "send_link", "tell_staff", "tell_directly", "sms_budget"})
_LINES = 50
_LOOKED_BACK = timedelta(days=30)
"""So far back messages of one state are looked for; all of them are there without a state."""


@policy(Policy.STAFF)
def messages_page() -> Response:
    """The newest first, by how far they got."""
    _require_settler()
    language = current_language()
    door = application()
    zone = door.surroundings(current_municipality()).zone
    asked = request.args.get("status", "")
    status = asked if asked in _STATUSES else ""
    with reading() as look:
        since = door.clock.now() - _LOOKED_BACK if status else None
        found = messages_of_town(
            look, status=status or None, since=since, cursor=request.args.get("cursor"), limit=_LINES
        )
        stuck = [one for one in open_incidents(look) if one.kind in _SAYINGS]
    return page(
        "staff/messages.html",
        part=status,
        parts=[(one, words(f"sent.part.{one or 'all'}", language)) for one in _STATUSES],
        rows=[_row(one, zone, language) for one in found.items],
        older=url_for("web.messages_page", status=status or None, cursor=found.next) if found.next else "",
        stuck=[
            {
                "id": one.id,
                "reference": one.reference,
                "what": known(f"incident.{one.kind}", language) or one.kind,
                "reason": one.reason,
                "at": dates.full_moment(one.at, zone),
                "key": fresh_key(),
            }
            for one in stuck
        ],
        said=words("sent.again", language) if request.args.get("said") else "",
    )


@policy(Policy.STAFF)
def send_again(incident: UUID) -> Response:
    """Has a stuck message tried again."""
    _require_settler()
    command = SettleIncident(incident=incident, how="retry")
    path = perform_once(current_actor(), command, lambda _: url_for("web.messages_page", said="done"))
    return cast("Response", redirect(path, 303))


def _require_settler() -> None:
    if not current_actor().roles & _SETTLERS:
        raise NotPermitted("not_permitted")


def _row(one: TownMessage, zone: ZoneInfo, language: str) -> dict[str, str]:
    return {
        "at": dates.full_moment(one.at, zone),
        "reference": one.reference or "",
        "channel": known(f"sent.{one.channel}", language) or one.channel,
        "to": one.to,
        "text": one.text.replace("{link}", words("case.link", language)),
        "status": known(f"sent.status.{one.status}", language) or one.status,
        "tone": _TONES.get(one.status, ""),
        "advice": words("sent.failed_advice", language) if one.status in ("failed", "expired") else "",
    }
