"""A body of the town's register is entered or changed: those that cases are forwarded to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene
from workflow.errors import InvalidInput
from workflow.town import Addressee

_ID = re.compile(r"[a-z][a-z0-9_]{0,62}")
_MOST = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAddressee:
    """The body as it shall be, whole; another of the same id gives way."""

    addressee: Addressee


def handle(command: PutAddressee, scene: Scene) -> Executed:
    """Raises NotPermitted, NotFound(`unknown_town`), InvalidInput. Bodies are kept in the order of their ids."""
    may_administer(scene.actor)
    new = command.addressee
    town = scene.work.lock_town()
    others = tuple(one for one in town.addressees if one.id != new.id)
    mistakes: dict[str, list[str]] = {}
    if not _ID.fullmatch(new.id):
        mistakes["id"] = ["not_a_name"]
    if not new.name.strip():
        mistakes["name"] = ["required"]
    if new.email and scene.contacts.email(new.email) is None:
        mistakes["email"] = ["not_an_email"]
    if len(others) >= _MOST:
        mistakes["id"] = ["too_many"]
    if mistakes:
        raise InvalidInput(mistakes)
    kept = tuple(sorted((*others, new), key=lambda one: one.id))
    if kept != town.addressees:
        scene.work.put_town(replace(town, addressees=kept))
    return Executed()
