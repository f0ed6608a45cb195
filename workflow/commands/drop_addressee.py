"""A body leaves the town's register; what was forwarded to it stays on record under its name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene
from workflow.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class DropAddressee:
    """By its id."""

    addressee: str


def handle(command: DropAddressee, scene: Scene) -> Executed:
    """Raises NotPermitted, NotFound(`unknown_addressee`, `unknown_town`)."""
    may_administer(scene.actor)
    town = scene.work.lock_town()
    if town.addressee(command.addressee) is None:
        raise NotFound("unknown_addressee")
    kept = tuple(one for one in town.addressees if one.id != command.addressee)
    scene.work.put_town(replace(town, addressees=kept))
    return Executed()
