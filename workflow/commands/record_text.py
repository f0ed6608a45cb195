"""A complete paper or an uploaded PDF was read: who may read it finds the case by its words.

What is hidden from somebody in the case is not to be guessed by searching: words of a paper or file that not everybody
reads are kept for those roles alone (docs/adr/0411).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from workflow.actor import ActorKind
from workflow.case import Case
from workflow.commands.scene import Executed, Scene
from workflow.engine.readers import readers_of_paper, readers_of_upload
from workflow.errors import NotFound, NotPermitted
from workflow.ports.written import Written
from workflow.values import Json

EVERYBODY = ""
"""Whoever may read the case at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordText:
    """`words` in lower case, each in its dictionary form; none of what could not be read."""

    kind: Written
    source: UUID
    words: tuple[str, ...]


def handle(command: RecordText, scene: Scene) -> Executed:
    """System only. Raises NotPermitted, NotFound. Of an erased case nothing is kept."""
    if scene.actor.kind is not ActorKind.SYSTEM:
        raise NotPermitted("not_permitted")
    case, roles = _paper(command.source, scene) if command.kind is Written.PAPER else _upload(command.source, scene)
    words = command.words if case.erased is None else ()
    readers = (EVERYBODY,) if roles is None else tuple(sorted(roles))
    scene.work.keep_text(command.kind, command.source, case.id, readers, words, scene.moment)
    return Executed(value={"words": len(words)})


def _paper(document: UUID, scene: Scene) -> tuple[Case, frozenset[str] | None]:
    case = scene.work.case_of_paper(document)
    paper = case.paper(document)
    if paper is None:
        raise NotFound("unknown_document")
    return case, readers_of_paper(scene.definitions.pinned(case.definition), paper.type)


def _upload(attachment: UUID, scene: Scene) -> tuple[Case, frozenset[str] | None]:
    found = scene.work.attachments([attachment]).get(attachment)
    if found is None or found.case is None:
        raise NotFound("unknown_attachment")
    case = scene.work.case_by_id(found.case)
    fields = _fields_with(scene.work.personal(case.id), str(attachment))
    return case, readers_of_upload(scene.definitions.pinned(case.definition), fields)


def _fields_with(personal: Mapping[str, Json], attachment: str) -> frozenset[str]:
    return frozenset(
        name.rpartition(".")[2]
        for name, value in personal.items()
        if attachment in (value if isinstance(value, list | tuple) else (value,))
    )
