"""An official gives an instruction on a case, or an executor passes one on below it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.case import Case, ExecutorRole, Resolution, SignedStatement
from workflow.commands.hall import hall_for
from workflow.commands.orders import ResolutionOrder
from workflow.commands.scene import Executed, Scene
from workflow.definition.model import Definition, ResolutionRule
from workflow.engine import resolutions
from workflow.engine.permitted import standing, turned_away
from workflow.errors import NotAvailable, NotFound, NotPermitted, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueResolution:
    """`parent` None: on the case itself, by a role whose transitions give resolutions here; else below that one."""

    reference: str
    order: ResolutionOrder
    parent: UUID | None = None
    signed: SignedStatement | None = None


def handle(command: IssueResolution, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable, InvalidInput(`invalid_resolution`)."""
    case = scene.work.case(command.reference)
    definition = scene.definitions.pinned(case.definition)
    if case.closed is not None:
        raise NotAvailable([Refusal(code="wrong_state", data={"state": case.state})])
    parent = _parent(case, command.parent)
    rule, acting_for = _authority(definition, case, parent, scene)
    issued = resolutions.issue(
        case,
        command.order,
        rule,
        actor=scene.actor,
        acting_for=acting_for,
        parent=parent,
        number=resolutions.next_number(case, parent),
        into=None,
        signed=command.signed,
        hall=hall_for(scene, (command.order,)),
        moment=scene.moment,
        surroundings=scene.surroundings,
    )
    executed = scene.tell(
        case,
        definition,
        issued.event,
        personal=issued.personal,
        acting_for=acting_for,
    )
    return Executed(case=executed.case, value={"id": str(issued.event.resolution.id)})


def _parent(case: Case, identifier: UUID | None) -> Resolution | None:
    if identifier is None:
        return None
    found = case.resolution(identifier)
    if found is None:
        raise NotFound("unknown_resolution")
    return found


def _authority(
    definition: Definition, case: Case, parent: Resolution | None, scene: Scene
) -> tuple[ResolutionRule, str | None]:
    if parent is not None:
        for one in parent.executors:
            if one.role is ExecutorRole.INFORMED:
                continue
            if one.username is None and one.unit == scene.actor.unit:
                return ResolutionRule(control="author"), None
            if one.username is not None and _is_or_stands_in(one.username, scene):
                absent = None if one.username == scene.actor.username else one.username
                return ResolutionRule(control="author"), absent
        names = {one.username for one in parent.executors}
        raise turned_away(scene.actor, lambda ended: ended.username in names)
    for transition in definition.transitions:
        found = standing(scene.actor, case, transition.roles)
        if transition.resolution is not None and found is not None:
            return (
                transition.resolution,
                found.acting_for.username if found.acting_for else None,
            )
    raise NotPermitted("not_permitted")


def _is_or_stands_in(username: str, scene: Scene) -> bool:
    return username == scene.actor.username or any(absent.username == username for absent in scene.actor.substitutes)
