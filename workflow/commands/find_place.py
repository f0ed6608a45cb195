"""The system looks for a place for a case: it gets one if one is free and nobody waits before it, else it waits."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.counting import counts_for
from workflow.commands.scene import Executed, Scene
from workflow.engine.decide import Wish, decide
from workflow.engine.places import capacity_of, group_in, pool_of
from workflow.engine.resolutions import Hall


@dataclass(frozen=True, slots=True, kw_only=True)
class FindPlace:
    """For a case that wants one by now."""

    case: UUID


def handle(command: FindPlace, scene: Scene) -> Executed:
    """Nothing happens when the case no longer wants a place. Raises NotAvailable where a guard holds it."""
    case = scene.work.case_by_id(command.case)
    definition = scene.definitions.pinned(case.definition)
    rule = definition.places
    if rule is None or case.state != rule.wanted or rule.admit is None or rule.wait is None:
        return Executed(case=case)
    group = group_in(rule, case.values)
    free = scene.work.free_places(pool_of(rule), group, capacity_of(rule, group), scene.moment.now)
    waits = scene.work.first_in_register(f"{rule.pool}.{group}") is not None
    name = rule.admit if free > 0 and not waits else rule.wait
    wish = Wish(name=name, counts=counts_for(scene, definition, case, name, {}))
    return scene.record(
        case,
        decide(definition, case, scene.actor, wish, scene.moment, scene.surroundings, Hall(staff={}, units={})),
    )
