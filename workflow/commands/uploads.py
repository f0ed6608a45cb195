"""Which attachments a case may take: those that exist here and are free, or already its own."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from workflow.case import Case
from workflow.commands.scene import Scene
from workflow.values import Json


def free_uploads(scene: Scene, case: Case, given: Mapping[str, Json]) -> frozenset[UUID]:
    """Ids among `given` values that name an attachment this case may claim."""
    found: list[UUID] = []
    for value in given.values():
        for one in value if isinstance(value, list | tuple) else (value,):
            try:
                found.append(UUID(str(one)))
            except ValueError:
                continue
    if not found:
        return frozenset()
    known = scene.work.attachments(found)
    return frozenset(one.id for one in known.values() if one.case in (None, case.id))
