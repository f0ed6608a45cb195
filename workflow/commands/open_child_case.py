"""Opens a case under another one, for the `child` effect: once, however often it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.case import ChildStatus
from workflow.case_channel import CaseChannel
from workflow.commands.hall import readers_for
from workflow.commands.scene import Executed, Scene
from workflow.engine import children
from workflow.engine.calendar import local_date
from workflow.engine.opening import Filing, decide_opening
from workflow.errors import NotFound
from workflow.events import ChildOpened
from workflow.replacing import replace


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenChildCase:
    """`child` is the id the parent knows it by, and becomes the id of the case."""

    parent: UUID
    child: UUID


def handle(command: OpenChildCase, scene: Scene) -> Executed:
    """Nothing happens when it is open already, or no longer wanted.

    Raises NotFound(`unknown_request_type`), InvalidInput when the parent's values do not make a sound form.
    """
    parent = scene.work.case_by_id(command.parent)
    child = parent.child(command.child)
    if child is None:
        raise NotFound("unknown_case")
    if child.status is not ChildStatus.WANTED:
        return Executed(case=parent)
    definition = scene.definitions.current(scene.actor.municipality, child.request_type)
    personal = scene.work.personal(parent.id)
    year = local_date(scene.moment.now, scene.surroundings.zone).year
    filing = Filing(
        reference=scene.work.next_reference(year),
        form=children.form_of(child, parent, personal, definition),
        applicant=children.applicant_of(child, parent, personal, definition, scene.surroundings),
        representative=None,
        subject=None,
        channel=CaseChannel.INTERNAL.value,
        urgent=parent.urgent,
        uploads={},
        booking=None,
        main=None,
        readers=readers_for(scene, definition.on_start),
        parent=parent,
    )
    # The case takes the id its parent knows it by.
    moment = replace(scene.moment, command=child.id)
    opened = decide_opening(definition, filing, scene.actor, moment, scene.surroundings, scene.contacts)
    executed = scene.record(None, opened)
    told = ChildOpened(child=child.id, reference=opened.case.reference)
    scene.tell(parent, scene.definitions.pinned(parent.definition), told)
    return executed
