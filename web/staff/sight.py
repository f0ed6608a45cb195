"""The cases a member of staff may open: loaded by the one policy, for every page of theirs (rules.md 10).

A case outside the reader's scope does not exist for them: the same answer as for one that never was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from gate.actor import current_actor
from gate.doors import reading
from store.queries.awaiting import awaiting, case_of_resolution
from store.queries.effect_reads import attachments, case_by_id, case_by_reference, case_of_paper, personal_values
from store.reading import Reading
from workflow.case import Case
from workflow.errors import NotFound
from workflow.policy import Action, allows, scope
from workflow.ports import Attachment
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A case with the personal values its reader may see: all of them, or none."""

    case: Case
    personal: Mapping[str, Json]


def seen_case(reference: str) -> Seen:
    """NotFound(`unknown_case`)."""
    return _seen(lambda look: case_by_reference(look, reference), "unknown_case")


def seen_case_of_paper(document: UUID) -> Seen:
    """NotFound(`unknown_document`)."""
    return _seen(lambda look: case_of_paper(look, document), "unknown_document")


def seen_case_of_resolution(resolution: UUID) -> Seen:
    """NotFound(`unknown_resolution`)."""
    return _seen(lambda look: case_of_resolution(look, resolution), "unknown_resolution")


def seen_attachment(identifier: UUID) -> Attachment:
    """A file of a case whose personal values the reader may see; NotFound(`unknown_attachment`)."""
    actor = current_actor()
    with reading() as look:
        found = attachments(look, [identifier]).get(identifier)
        if found is None or found.case is None:
            raise NotFound("unknown_attachment")
        case = case_by_id(look, found.case)
        if not allows(scope(actor, Action.READ_PERSONAL), case, awaiting(look, case.id)):
            raise NotFound("unknown_attachment")
    return found


def _seen(load: Callable[[Reading], Case], unknown: str) -> Seen:
    actor = current_actor()
    with reading() as look:
        case = load(look)
        waiting = awaiting(look, case.id)
        if not allows(scope(actor, Action.READ), case, waiting):
            raise NotFound(unknown)
        clear = allows(scope(actor, Action.READ_PERSONAL), case, waiting)
        return Seen(case=case, personal=personal_values(look, case.id) if clear else {})
