"""What the reader may know of: every case a resource touches is loaded here, by the one policy (rules.md 10).

A case outside the reader's scope does not exist for them: the same 404 as for one that never was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from gate.actor import current_actor
from gate.doors import glance, reading, vault
from store.queries.awaiting import awaiting, case_of_resolution, case_of_work
from store.queries.effect_reads import case_by_reference, case_of_paper, personal_values
from store.queries.whole_case import whole_case
from store.reading import Reading
from workflow.case import Case
from workflow.errors import NotFound
from workflow.policy import Action, Reach, allows, scope
from workflow.values import Json


def seen_case(reference: str) -> Case:
    """NotFound(`unknown_case`)."""
    return _seen(lambda look: case_by_reference(look, reference), "unknown_case")


def seen_case_with_values(reference: str) -> tuple[Case, Mapping[str, Json]]:
    """A case and those of its personal values the reader may see, in one look; NotFound(`unknown_case`)."""
    actor = current_actor()
    found = whole_case(glance(), reference)
    if not allows(scope(actor, Action.READ), found.case, found.awaiting):
        raise NotFound("unknown_case")
    if not allows(scope(actor, Action.READ_PERSONAL), found.case, found.awaiting):
        return found.case, {}
    return found.case, found.personal_values(vault())


def seen_case_of_document(document: UUID) -> Case:
    """NotFound(`unknown_document`)."""
    return _seen(lambda look: case_of_paper(look, document), "unknown_document")


def seen_case_of_resolution(resolution: UUID) -> Case:
    """NotFound(`unknown_resolution`)."""
    return _seen(lambda look: case_of_resolution(look, resolution), "unknown_resolution")


def may_touch(reference: str) -> None:
    """Before a write: NotFound(`unknown_case`) for a case outside the reader's scope; no look at all for who sees
    all."""
    if scope(current_actor(), Action.READ).reach is not Reach.TOWN:
        seen_case(reference)


def may_touch_resolution(resolution: UUID) -> None:
    """The same for the case of a resolution."""
    if scope(current_actor(), Action.READ).reach is not Reach.TOWN:
        seen_case_of_resolution(resolution)


def may_touch_work(work: UUID) -> None:
    """The same for the case of a work by hand; NotFound(`unknown_work`)."""
    if scope(current_actor(), Action.READ).reach is not Reach.TOWN:
        _seen(lambda look: case_of_work(look, work), "unknown_work")


def shown_values(case: Case) -> Mapping[str, Json]:
    """The personal values of a case the reader may see; none if they may know of the case alone."""
    actor = current_actor()
    with reading() as look:
        waiting = awaiting(look, case.id)
        if not allows(scope(actor, Action.READ_PERSONAL), case, waiting):
            return {}
        return personal_values(look, case.id)


def _seen(load: Callable[[Reading], Case], unknown: str) -> Case:
    with reading() as look:
        case = load(look)
        if not allows(scope(current_actor(), Action.READ), case, awaiting(look, case.id)):
            raise NotFound(unknown)
    return case
