"""Somebody puts a search of theirs aside under a name."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.scene import Executed, Scene
from workflow.errors import InvalidInput, NotPermitted

MOST = 20
_LONGEST_NAME = 60
_LONGEST_QUERY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveSearch:
    """`query` is what stands after the question mark in the address of the list."""

    name: str
    query: str


def handle(command: SaveSearch, scene: Scene) -> Executed:
    """Raises NotPermitted (citizens), InvalidInput."""
    username = scene.actor.username
    if username is None:
        raise NotPermitted("not_permitted")
    name = command.name.strip()
    mistakes: dict[str, list[str]] = {}
    if not name:
        mistakes["name"] = ["required"]
    elif len(name) > _LONGEST_NAME or len(command.query) > _LONGEST_QUERY:
        mistakes["name"] = ["too_long"]
    elif scene.work.other_searches(username, name) >= MOST:
        mistakes["name"] = ["too_many"]
    if mistakes:
        raise InvalidInput(mistakes)
    scene.work.save_search(username, name, command.query, scene.moment.now)
    return Executed()
