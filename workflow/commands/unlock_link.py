"""The second step of a status link: answers and papers open for a while to whoever holds the visitor's secret
(rules.md 14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflow.commands.scene import Executed, Scene
from workflow.errors import NotPermitted


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlockLink:
    """`digest` is the SHA-256 of the secret that the visitor's browser keeps; checked digits or code came before."""

    digest: bytes
    expires: datetime


def handle(command: UnlockLink, scene: Scene) -> Executed:
    """Raises NotPermitted for anybody but a citizen with a link."""
    case, person = scene.actor.case, scene.actor.person
    if case is None or person is None:
        raise NotPermitted("not_permitted")
    scene.work.add_unlock(command.digest, case, person, command.expires)
    return Executed()
