"""Outside work that got stuck: somebody has it tried again, or lets it go."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from flask import Response, redirect, request, url_for

from gate.actor import current_actor
from gate.doors import application, reading
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.tenant import current_municipality
from store.queries.incidents import open_incidents
from web import dates
from web.once import fresh_key, perform_once
from web.page import page
from web.words import known, words
from workflow.commands.settle_incident import SettleIncident
from workflow.errors import NotPermitted

_SETTLERS = frozenset({"admin", "registrar"})


@policy(Policy.STAFF)
def incidents() -> Response:
    """Everything stuck, oldest first."""
    if not current_actor().roles & _SETTLERS:
        raise NotPermitted("not_permitted")
    language = current_language()
    zone = application().surroundings(current_municipality()).zone
    with reading() as look:
        found = open_incidents(look)
    return page(
        "staff/incidents.html",
        rows=[
            {
                "id": one.id,
                "reference": one.reference,
                "what": known(f"incident.{one.kind}", language) or one.kind,
                "reason": one.reason,
                "at": dates.full_moment(one.at, zone),
            }
            for one in found
        ],
        key=fresh_key(),
        said=words("said.done", language) if request.args.get("said") else "",
    )


@policy(Policy.STAFF)
def settle(incident: UUID) -> Response:
    """Tries again or drops."""
    command = SettleIncident(incident=incident, how=request.form.get("how", ""))
    path = perform_once(current_actor(), command, lambda _: url_for("web.incidents", said="done"))
    return cast("Response", redirect(path, 303))
