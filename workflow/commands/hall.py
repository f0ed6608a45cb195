"""Looks up the people and units that orders, reviews and acquaintances name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workflow.commands.orders import ResolutionOrder
from workflow.commands.scene import Scene
from workflow.definition.model import Effect, EffectKind
from workflow.engine.acquaintances import seats_of
from workflow.engine.resolutions import Hall
from workflow.town import StaffMember


def hall_for(scene: Scene, orders: Iterable[ResolutionOrder], people: Iterable[str] = ()) -> Hall:
    """Everybody named as an executor or reviewer, as far as they exist."""
    names = set(people) | {one.username for order in orders for one in order.executors if one.username}
    units = {one.unit for order in orders for one in order.executors if one.unit}
    staff = {name: found for name in names if (found := scene.work.staff(name)) is not None}
    rooms = {name: room for name in units if (room := scene.work.unit(name)) is not None}
    return Hall(staff=staff, units=rooms)


def readers_for(scene: Scene, effects: Iterable[Effect]) -> Mapping[str, tuple[StaffMember, ...]]:
    """Everybody behind the roles and units that `acquaint` effects name, as `role:R` and `unit:U`."""
    seats = {seat for one in effects if one.kind is EffectKind.ACQUAINT for seat in seats_of(one)}
    return {seat: _people(scene, *seat.split(":", 1)) for seat in sorted(seats)}


def _people(scene: Scene, kind: str, name: str) -> tuple[StaffMember, ...]:
    return tuple(scene.work.staff_with_role(name) if kind == "role" else scene.work.staff_of_unit(name))
