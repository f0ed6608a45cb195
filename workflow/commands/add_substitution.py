"""An official acts for an absent one for a period, by an order."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.actor import ActorKind
from workflow.commands.scene import Executed, Scene
from workflow.errors import InvalidInput, NotPermitted
from workflow.town import Substitution


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSubstitution:
    """The absent official may enter it, or personnel (registrar) or an administrator."""

    substitution: Substitution


def handle(command: AddSubstitution, scene: Scene) -> Executed:
    """`{"id"}`. Raises NotPermitted, InvalidInput."""
    wanted = command.substitution
    actor = scene.actor
    if actor.kind is not ActorKind.SYSTEM and not (
        actor.username == wanted.absent or actor.roles & {"admin", "registrar"}
    ):
        raise NotPermitted("not_permitted")
    mistakes: dict[str, list[str]] = {}
    for field, username in (("absent", wanted.absent), ("acting", wanted.acting)):
        member = scene.work.staff(username)
        if member is None or not member.active:
            mistakes[field] = ["unknown_user"]
    if wanted.absent == wanted.acting:
        mistakes["acting"] = ["same_person"]
    if wanted.until <= wanted.since:
        mistakes["to"] = ["before_from"]
    if not wanted.order_number.strip():
        mistakes["order_number"] = ["required"]
    if mistakes:
        raise InvalidInput(mistakes)
    return Executed(value={"id": str(scene.work.add_substitution(wanted, scene.moment, actor))})
