"""Counts what a move will need before it is decided, under the locks that keep it true until the commit."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.case import Case
from workflow.commands.scene import Scene
from workflow.definition.model import Definition
from workflow.engine.counts import Counts
from workflow.engine.machine import moves
from workflow.engine.places import capacity_of, place_needed, pool_of
from workflow.engine.registers import wanted
from workflow.engine.support import open_support
from workflow.values import Json


def counts_for(scene: Scene, definition: Definition, case: Case, name: str, given: Mapping[str, Json]) -> Counts:
    """For the transition `name` with the input `given`. Nothing is asked of the store that the move does not need."""
    tally = scene.work.tally(case.id) if open_support(case) is not None else None
    if definition.register is None and definition.places is None:
        return Counts(tally=tally)
    target = moves(definition).target(case.state, name, case.asked_from)
    if target is None:
        return Counts(tally=tally)
    values = {**case.values, **given}
    return Counts(
        tally=tally,
        free=_free(scene, definition, case, target, values),
        turn=_turn(scene, definition, case, target, values),
    )


def _free(scene: Scene, definition: Definition, case: Case, target: str, values: Mapping[str, Json]) -> int | None:
    group = place_needed(definition, case, target, values)
    if group is None or definition.places is None:
        return None
    capacity = capacity_of(definition.places, group)
    return scene.work.free_places(pool_of(definition.places), group, capacity, scene.moment.now)


def _turn(scene: Scene, definition: Definition, case: Case, target: str, values: Mapping[str, Json]) -> int | None:
    here = wanted(definition, target, values)
    if here is None or (case.position is not None and case.position.register == here.register):
        return None
    return scene.work.next_turn(here.register)
