"""Gives a machine a bearer token that acts as a member of staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene
from workflow.errors import InvalidInput


@dataclass(frozen=True, slots=True, kw_only=True)
class AddToken:
    """`digest` is the token's SHA-256; `name` tells it from others; `expires` None: until it is ended."""

    digest: bytes
    name: str
    username: str
    expires: datetime | None = None


def handle(command: AddToken, scene: Scene) -> Executed:
    """Raises NotPermitted, InvalidInput, Conflict(`name_taken`)."""
    may_administer(scene.actor)
    mistakes: dict[str, list[str]] = {}
    if not command.name.strip():
        mistakes["name"] = ["required"]
    member = scene.work.staff(command.username)
    if member is None or not member.active:
        mistakes["username"] = ["unknown_user"]
    if mistakes:
        raise InvalidInput(mistakes)
    scene.work.add_token(command.digest, command.name.strip(), command.username, command.expires, scene.moment)
    return Executed()
