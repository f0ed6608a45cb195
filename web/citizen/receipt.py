"""The receipt of a filing as a PDF: number, day, what was promised, and the way back to the status page as a QR code.

No name, phone or word of the citizen's stands on it: it may lie on a table.
"""

from __future__ import annotations

from flask import Response, request, url_for

from documents.qr import qr_svg
from gate.address import own_address
from gate.citizen_view import citizen_view
from gate.doors import application, doors
from gate.languages import current_language
from gate.limits import STATUS, network, take
from gate.policies import Policy, policy
from gate.status_access import visit
from gate.tenant import current_municipality
from web import dates
from web.citizen.received_page import promised_steps
from web.words import words
from workflow.engine.calendar import local_date


@policy(Policy.STATUS_LINK)
def receipt(token: str) -> Response:
    """Made anew each time it is asked for, from the case as it was opened."""
    return _printed(token, large=False)


@policy(Policy.STATUS_LINK)
def receipt_in_large_print(token: str) -> Response:
    """The same in large letters."""
    return _printed(token, large=True)


def _printed(token: str, *, large: bool) -> Response:
    take(STATUS, network(request.remote_addr))
    seen = visit(token)
    language = current_language()
    door = application()
    around = door.surroundings(current_municipality())
    case, definition = seen.case, door.definitions.pinned(seen.case.definition)
    view = citizen_view(seen, case, language)
    now = door.clock.now()
    steps = promised_steps(case, definition, now, around.zone, language)
    values = {
        "language": language,
        "large": large,
        "town": around.town.body or around.town.name,
        "heading": words("receipt.heading", language, reference=case.reference),
        "matter": ", ".join(one for one in (view.title, view.street) if one),
        "when": words("problems.since", language, day=dates.full_day(local_date(case.opened, around.zone))),
        "next": words("received.next", language),
        "steps": [words("received.until", language, until=one.until, title=one.title) for one in steps],
        "qr": qr_svg(own_address() + url_for("web.status", token=token)),
        "follow": words("receipt.follow", language),
        "ring": words("receipt.ring", language, phone=around.town.phone, reference=case.reference),
    }
    response = Response(doors().printing.printed("receipt.html", values, now), mimetype="application/pdf")
    name = f"{case.reference}-large-print" if large else case.reference
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
