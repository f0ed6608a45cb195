"""A citizen asks for the code that opens the second tier of their status link, by their own phone or e-mail."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.scene import Executed, Scene
from workflow.effect_requests import SendCode
from workflow.errors import NotPermitted


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCode:
    """For the person whose link the actor came by."""


def handle(command: RequestCode, scene: Scene) -> Executed:
    """Wants the message; the case does not move. Raises NotPermitted for anybody without a link."""
    case, person = scene.actor.case, scene.actor.person
    if case is None or person is None:
        raise NotPermitted("not_permitted")
    scene.work.defer([SendCode(id=scene.moment.derived_id("code"), case=case, person=person)], scene.moment)
    return Executed()
