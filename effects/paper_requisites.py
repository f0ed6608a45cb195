"""A real paper held against what one of its type must show: found wanting, it is not opened, and staff hear of it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from effects.toolbox import Toolbox
from workflow.actor import system
from workflow.case import Case
from workflow.commands.raise_incident import RaiseIncident
from workflow.definition.requisites import Printed
from workflow.errors import NotAvailable, Refusal

INCOMPLETE = "paper_incomplete"


def printed_on(context: Mapping[str, object]) -> Printed:
    """What the template was filled with, of all that `effects.paper_context` gives."""
    signers = context["signers"]
    assert isinstance(signers, list)
    return Printed(
        author=_part(context["body"], "name"),
        date=_part(context["paper"], "date"),
        number=_part(context["paper"], "number"),
        answered=_part(context["answered"], "number"),
        addressee=_part(context["addressee"], "dative"),
        signers=[(_part(one, "position"), _part(one, "name")) for one in signers],
    )


def tell_incomplete(case: Case, document: UUID, what: str, toolbox: Toolbox) -> NotAvailable:
    """Puts an incident before staff and gives the refusal for whoever wanted to open the paper."""
    toolbox.application.execute(
        system(case.municipality),
        RaiseIncident(effect=document, case=case.id, kind="open_document", reason=f"{INCOMPLETE}: {what}"),
    )
    return NotAvailable([Refusal(code=INCOMPLETE)])


def _part(value: object, name: str) -> str:
    return str(value.get(name, "")) if isinstance(value, Mapping) else ""
