"""Looks up the people and units that orders name."""

from __future__ import annotations

from collections.abc import Iterable

from workflow.commands.orders import ResolutionOrder
from workflow.commands.scene import Scene
from workflow.engine.resolutions import Hall


def hall_for(scene: Scene, orders: Iterable[ResolutionOrder]) -> Hall:
    """Everybody named as an executor, as far as they exist."""
    names = {one.username for order in orders for one in order.executors if one.username}
    units = {one.unit for order in orders for one in order.executors if one.unit}
    staff = {name: found for name in names if (found := scene.work.staff(name)) is not None}
    rooms = {name: room for name in units if (room := scene.work.unit(name)) is not None}
    return Hall(staff=staff, units=rooms)
