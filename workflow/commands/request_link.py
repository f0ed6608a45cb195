"""A citizen whose link has expired named the phone they gave: a new link goes there (journeys, "An old link")."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.scene import Executed, Scene
from workflow.effect_requests import SendLink
from workflow.errors import NotPermitted
from workflow.events import LinkRenewed


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLink:
    """For the person whose old link the actor came by; the door has compared the number."""


def handle(command: RequestLink, scene: Scene) -> Executed:
    """The old link stays closed, the new one is to be sent. Raises NotPermitted without a link, or for an ended one."""
    case_id, person_id = scene.actor.case, scene.actor.person
    if case_id is None or person_id is None:
        raise NotPermitted("not_permitted")
    case = scene.work.case_by_id(case_id)
    person = next((one for one in case.people if one.id == person_id), None)
    if person is None or person.link_revoked:
        raise NotPermitted("not_permitted")
    event = LinkRenewed(person=person.id, generation=person.generation + 1, revoked=False)
    wanted = SendLink(
        id=scene.moment.derived_id("link"), case=case.id, person=person.id, generation=person.generation + 1
    )
    return scene.tell(case, scene.definitions.pinned(case.definition), event, effects=(wanted,))
