"""An official acts for an absent one for a period, by an order."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.actor import ActorKind
from workflow.commands.scene import Executed, Scene
from workflow.engine.return_digest import return_morning
from workflow.engine.standing_in import circle
from workflow.errors import Conflict, InvalidInput, NotPermitted
from workflow.town import Substitution


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSubstitution:
    """The absent official may enter it, or personnel (registrar) or an administrator."""

    substitution: Substitution


def handle(command: AddSubstitution, scene: Scene) -> Executed:
    """`{"id"}`. Raises NotPermitted, InvalidInput, Conflict(`substitution_overlaps`): one acts for one at a time."""
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
    if not wanted.order_number.strip():
        mistakes["order_number"] = ["required"]
    if wanted.until <= wanted.since:
        mistakes["to"] = ["before_from"]
    elif wanted.until <= scene.moment.now:
        mistakes["to"] = ["in_the_past"]
    if not mistakes:
        # Whoever else enters one at this moment waits here: a circle needs two.
        around = scene.work.lock_substitutions(wanted.since, wanted.until)
        if any(one.absent == wanted.absent for one in around):
            raise Conflict("substitution_overlaps")
        if circle(wanted, around):
            mistakes["acting"] = ["circle"]
    if mistakes:
        raise InvalidInput(mistakes)
    back = return_morning(wanted.until, scene.surroundings)
    return Executed(value={"id": str(scene.work.add_substitution(wanted, back, scene.moment, actor))})
