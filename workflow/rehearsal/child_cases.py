"""Child cases in a rehearsal: their own service is not played, a scenario says how each ended."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.actor import system
from workflow.case import Case, Child, ChildStatus
from workflow.commands.end_child import EndChild
from workflow.decision import Decision
from workflow.rehearsal.play import Play
from workflow.values import Json


def open_child(request_type: str, play: Play) -> Child | None:
    """The first child case of that type that has not ended."""
    return next((one for one in open_children(play) if one.request_type == request_type), None)


def open_children(play: Play) -> tuple[Child, ...]:
    """Every child case that has not ended; here a wanted one counts as open."""
    return tuple(one for one in play.case.children if one.status in (ChildStatus.WANTED, ChildStatus.OPEN))


def child_ends(play: Play, child: Child, outcome: str, values: Mapping[str, Json]) -> Decision | None:
    """The child case ends with an outcome, `values` being its fields and inputs."""
    parent = play.case
    play.memory.cases[child.id] = Case(
        id=child.id,
        municipality=parent.municipality,
        reference=child.reference or f"{parent.reference}-{len(play.memory.cases)}",
        request_type=child.request_type,
        definition_version=1,
        definition=parent.definition,
        state="ended",
        opened=child.wanted,
        changed=play.now,
        entered=play.now,
        outcome=outcome,
        closed=play.now,
        values=values,
        parent=parent.id,
        parent_reference=parent.reference,
    )
    return play.execute(EndChild(child=child.id, parent=parent.id), system(play.municipality))
