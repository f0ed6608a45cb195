"""Sets up a municipality, or changes its settings: name, host, zone, calendars, routing."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene
from workflow.errors import InvalidInput
from workflow.town import Town


@dataclass(frozen=True, slots=True, kw_only=True)
class PutTown:
    """The town as it shall be, whole."""

    town: Town


def handle(command: PutTown, scene: Scene) -> Executed:
    """Raises NotPermitted, InvalidInput, Conflict(`host_taken`)."""
    may_administer(scene.actor)
    mistakes: dict[str, list[str]] = {}
    if command.town.municipality != scene.actor.municipality:
        mistakes["municipality"] = ["other_municipality"]
    if not command.town.name.strip():
        mistakes["name"] = ["required"]
    if not command.town.host.strip():
        mistakes["host"] = ["required"]
    if mistakes:
        raise InvalidInput(mistakes)
    scene.work.put_town(command.town)
    return Executed()
