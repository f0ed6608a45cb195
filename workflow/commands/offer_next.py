"""A place has become free: the system offers it to whoever is first on the waiting list."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.counting import counts_for
from workflow.commands.scene import Executed, Scene
from workflow.engine.decide import Wish, decide
from workflow.engine.resolutions import Hall
from workflow.errors import Conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferNext:
    """`group` of the places that `request_type` gives."""

    request_type: str
    group: str


def handle(command: OfferNext, scene: Scene) -> Executed:
    """Nothing happens when nobody waits or no place is free. Conflict(`stale_version`) when the first in line moved
    meanwhile: to be tried again."""
    rule = scene.definitions.current(scene.actor.municipality, command.request_type).places
    first = scene.work.first_in_register(f"{rule.pool}.{command.group}") if rule is not None else None
    if first is None:
        return Executed()
    case = scene.work.case_by_id(first)
    definition = scene.definitions.pinned(case.definition)
    own = definition.places
    if own is None or own.offer is None or case.position is None or case.state != own.waiting:
        raise Conflict("stale_version")
    counts = counts_for(scene, definition, case, own.offer, {})
    if not counts.free:
        return Executed(case=case)
    wish = Wish(name=own.offer, counts=counts)
    return scene.record(
        case,
        decide(definition, case, scene.actor, wish, scene.moment, scene.surroundings, Hall(staff={}, units={})),
    )
