"""The inventory of accepted papers of one case, to be printed and signed."""

from __future__ import annotations

from flask import Response

from gate.accepted_papers import print_accepted_papers
from gate.actor import current_actor
from gate.doors import application
from gate.policies import Policy, policy
from gate.sight import seen_with_values
from workflow.errors import NotPermitted


@policy(Policy.STAFF)
def inventory(reference: str) -> Response:
    """The PDF, for who may see whose papers they are."""
    seen = seen_with_values(reference)
    if not seen.personal:
        raise NotPermitted("not_permitted")
    definition = application().definitions.pinned(seen.case.definition)
    response = Response(
        print_accepted_papers(seen.case, definition, seen.personal, current_actor()), mimetype="application/pdf"
    )
    response.headers["Content-Disposition"] = f'inline; filename="inventory-{seen.case.reference}.pdf"'
    return response
