"""Dative and greeting of the people of a case: proposed, and confirmed once (facts.md, "records practice")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response

from api.routes import Answer, Routes
from api.schemas.cases import CaseShown
from api.schemas.lists import listed
from api.schemas.name_forms import NameFormsShown, NameFormsTaken
from api.writing import case_reply, perform
from gate.actor import current_actor
from gate.name_forms import people_forms
from gate.policies import Policy
from gate.sight import may_touch, seen_with_values
from workflow.commands.confirm_name import ConfirmName

routes = Routes("name forms", "How letters write the people of a case.")


@routes.get("/cases/<reference>/name-forms", policy=Policy.STAFF, answers=listed(NameFormsShown))
def get_name_forms(reference: str) -> Answer:
    """Dative and greeting of each person, and whether somebody has confirmed them"""
    items = [
        {
            "person": one.person.id,
            "role": one.person.role.value,
            "name": one.forms.name,
            "dative": one.forms.dative,
            "full_dative": one.forms.full_dative,
            "greeting": one.forms.greeting,
            "confirmed": one.confirmed,
        }
        for one in people_forms(seen_with_values(reference))
    ]
    return {"items": items, "next": None}


@routes.post("/cases/<reference>/name-forms", policy=Policy.STAFF, takes=NameFormsTaken, answers=CaseShown)
def confirm_name(reference: str, body: Mapping[str, Any]) -> Response:
    """Confirm or correct them; letters to everybody of this name are written so from now on"""
    may_touch(reference)
    actor = current_actor()
    command = ConfirmName(
        reference=reference,
        person=body["person"],
        dative=body["dative"],
        full_dative=body["full_dative"],
        greeting=body["greeting"],
    )
    return perform(command, lambda executed: case_reply(executed, actor))
