"""Somebody leaves for good: the open work of one case that is theirs by name goes to their successor, by an order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from workflow.actor import ActorKind
from workflow.commands.scene import Executed, Scene
from workflow.engine.handing import leaving
from workflow.errors import InvalidInput, NotFound, NotPermitted
from workflow.events import WorkHandedOver


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverCase:
    """One case of many: each is a transaction of its own, so that a batch broken off is run again."""

    case: UUID
    leaver: str
    successor: str
    order_number: str
    order_date: date


def handle(command: HandOverCase, scene: Scene) -> Executed:
    """`{"moved", "stays"}`: parts as `WorkHandedOver` names them. By personnel (registrar), an administrator or the
    system. Raises NotPermitted, NotFound(`unknown_user`, `unknown_case`), InvalidInput. Done twice it is done once."""
    actor = scene.actor
    if actor.kind is not ActorKind.SYSTEM and not actor.roles & {"admin", "registrar"}:
        raise NotPermitted("not_permitted")
    leaver, successor = scene.work.staff(command.leaver), scene.work.staff(command.successor)
    if leaver is None:
        raise NotFound("unknown_user")
    mistakes: dict[str, list[str]] = {}
    if successor is None or not successor.active:
        mistakes["to"] = ["unknown_user"]
    elif command.successor == command.leaver:
        mistakes["to"] = ["same_person"]
    if not command.order_number.strip():
        mistakes["order_number"] = ["required"]
    if mistakes or successor is None:
        raise InvalidInput(mistakes)
    case = scene.work.case_by_id(command.case)
    found = leaving(case, command.leaver, command.successor)
    value = {"moved": list(found.moves), "stays": list(found.stays)}
    if not found.moves:
        return Executed(case=case, value=value)
    event = WorkHandedOver(
        leaver=leaver.username,
        leaver_name=leaver.name,
        successor=successor.username,
        name=successor.name,
        position=successor.position,
        order_number=command.order_number.strip(),
        order_date=command.order_date,
        what=found.moves,
    )
    told = scene.tell(case, scene.definitions.pinned(case.definition), event)
    return Executed(case=told.case, value=value)
