"""What the reader may know of: every case that API or pages touch is loaded here, by the one policy (rules.md 10).

A case outside the reader's scope does not exist for them: the same 404 as for one that never was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from gate.actor import current_actor
from gate.ahead import let_go
from gate.doors import application, glance, reading, vault
from store.queries.awaiting import awaiting, case_of_resolution, case_of_work
from store.queries.effect_reads import attachments, case_by_id, case_by_reference, case_of_paper, personal_values
from store.queries.whole_case import whole_case
from store.reading import Reading
from workflow.case import Case, Paper
from workflow.engine import readers
from workflow.engine.pending import pending
from workflow.engine.readers import hidden_fields, readable
from workflow.errors import NotFound, NotPermitted
from workflow.policy import Action, Reach, allows, awaited, scope
from workflow.ports.attachment import Attachment
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A case with those of its personal values that its reader may see; `personal_open` False: none at all."""

    case: Case
    personal: Mapping[str, Json]
    personal_open: bool = True


def seen_case(reference: str) -> Case:
    """NotFound(`unknown_case`)."""
    return _seen(lambda look: case_by_reference(look, reference), "unknown_case")


def seen_with_values(reference: str) -> Seen:
    """A case and those of its personal values the reader may see, in one look; NotFound(`unknown_case`).

    Of a long case earlier inputs are not among them (ADR 0308): `shown_values` gives all.
    """
    actor = current_actor()
    found = whole_case(glance(), reference)
    if not allows(scope(actor, Action.READ), found.case, found.awaiting):
        raise NotFound("unknown_case")
    # What is erased is shown to nobody from that moment on, though the keeper has yet to delete it.
    if found.case.erased is not None or not allows(scope(actor, Action.READ_PERSONAL), found.case, found.awaiting):
        return Seen(case=found.case, personal={}, personal_open=False)
    return Seen(case=found.case, personal=readable(found.personal_values(vault()), hidden_of(found.case)))


def seen_case_of_document(document: UUID) -> Case:
    """NotFound(`unknown_document`)."""
    return _seen(lambda look: case_of_paper(look, document), "unknown_document")


def seen_case_of_resolution(resolution: UUID) -> Case:
    """NotFound(`unknown_resolution`)."""
    return _seen(lambda look: case_of_resolution(look, resolution), "unknown_resolution")


def seen_case_of_work(work: UUID) -> Case:
    """NotFound(`unknown_work`)."""
    return _seen(lambda look: case_of_work(look, work), "unknown_work")


def seen_attachment(identifier: UUID) -> Attachment:
    """A file of a case whose personal values the reader may see; NotFound(`unknown_attachment`)."""
    with reading() as look:
        found = attachments(look, [identifier]).get(identifier)
        if found is None or found.case is None:
            raise NotFound("unknown_attachment")
        case = case_by_id(look, found.case)
        clear = allows(scope(current_actor(), Action.READ_PERSONAL), case, awaiting(look, case.id))
        if case.erased is not None or not clear:
            raise NotFound("unknown_attachment")
        hidden = hidden_of(case)
        if hidden and str(identifier) in _uploads(personal_values(look, case.id), hidden):
            raise NotFound("unknown_attachment")
    return found


def may_touch(reference: str) -> None:
    """Before a write: NotFound(`unknown_case`) for a case outside the reader's scope; no look at all for who sees
    all."""
    if scope(current_actor(), Action.READ).reach is not Reach.TOWN:
        # This look takes a connection of its own, and nobody waits for a second one while holding a first.
        let_go()
        seen_case(reference)


def may_touch_resolution(resolution: UUID) -> None:
    """The same for the case of a resolution."""
    if scope(current_actor(), Action.READ).reach is not Reach.TOWN:
        seen_case_of_resolution(resolution)


def may_touch_work(work: UUID) -> None:
    """The same for the case of a work by hand; NotFound(`unknown_work`)."""
    if scope(current_actor(), Action.READ).reach is not Reach.TOWN:
        seen_case_of_work(work)


def shown_values(case: Case) -> Mapping[str, Json]:
    """The personal values of a case the reader may see; none if they may know of the case alone."""
    actor = current_actor()
    with reading() as look:
        waiting = awaiting(look, case.id)
        if case.erased is not None or not allows(scope(actor, Action.READ_PERSONAL), case, waiting):
            return {}
        return readable(personal_values(look, case.id), hidden_of(case))


def seen_now(case: Case, personal: Mapping[str, Json]) -> Mapping[str, Json]:
    """Of the personal values of a case as a command has just left it those that its reader may see."""
    definition = application().definitions.pinned(case.definition)
    given = scope(current_actor(), Action.READ_PERSONAL)
    waiting = frozenset[str]()
    if given.reach is Reach.RELATED:
        waiting = waiting.union(*(awaited(one.role, one.username, one.unit) for one in pending(definition, case)))
    if case.erased is not None or not allows(given, case, waiting):
        return {}
    return readable(personal, hidden_of(case))


def hidden_of(case: Case) -> frozenset[str]:
    """Names of the case's sensitive fields that the reader may not read."""
    return hidden_fields(application().definitions.pinned(case.definition), current_actor())


def closed_to_reader(case: Case) -> frozenset[str]:
    """Types of papers whose bytes the reader may not read."""
    definition = application().definitions.pinned(case.definition)
    actor = current_actor()
    return frozenset(one for one in definition.documents if not readers.may_read_paper(definition, one, actor))


def may_read_paper(case: Case, paper: Paper) -> None:
    """For the bytes of a paper: NotFound(`erased`), NotPermitted(`not_permitted`) when it tells what the reader may
    not read."""
    if case.erased is not None:
        raise NotFound("erased")
    definition = application().definitions.pinned(case.definition)
    if not readers.may_read_paper(definition, paper.type, current_actor()):
        raise NotPermitted("not_permitted")


def _seen(load: Callable[[Reading], Case], unknown: str) -> Case:
    with reading() as look:
        case = load(look)
        if not allows(scope(current_actor(), Action.READ), case, awaiting(look, case.id)):
            raise NotFound(unknown)
    return case


def _uploads(personal: Mapping[str, Json], hidden: frozenset[str]) -> frozenset[str]:
    """Whatever looks like an upload's id among the values of the hidden fields."""
    shown = readable(personal, hidden)
    values = [value for name, value in personal.items() if name not in shown]
    return frozenset(
        str(one) for value in values for one in (value if isinstance(value, list | tuple) else [value]) if one
    )
