"""A case is joined to an earlier one about the same matter: it is told whatever that one is told."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.may_serve import may_serve
from workflow.commands.scene import Executed, Scene
from workflow.engine.catching_up import catching_up
from workflow.errors import InvalidInput, NotAvailable, Refusal
from workflow.events import CaseJoined, FollowerJoined


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinCase:
    """`reference` follows `main` from now on."""

    reference: str
    main: str


def handle(command: JoinCase, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted (whoever does not serve the whole town), NotAvailable, InvalidInput."""
    # Locked in one order everywhere, so that two joins never wait for each other.
    first, second = sorted((command.reference, command.main))
    locked = {first: scene.work.case(first), second: scene.work.case(second)}
    case, main = locked[command.reference], locked[command.main]
    absent = may_serve(scene.actor, case)
    if case.id == main.id or case.request_type != main.request_type:
        raise InvalidInput({"main": ["other_request_type" if case.id != main.id else "itself"]})
    if case.main is not None or case.followers or main.main is not None:
        raise NotAvailable(
            [
                Refusal(
                    code="joined",
                    data={"main": case.main_reference or main.main_reference},
                )
            ]
        )
    if case.closed is not None or main.closed is not None:
        raise NotAvailable([Refusal(code="wrong_state", data={"state": case.state})])
    follower = FollowerJoined(follower=case.id, follower_reference=case.reference)
    scene.tell(main, scene.definitions.pinned(main.definition), follower, acting_for=absent)
    joined = CaseJoined(main=main.id, main_reference=main.reference)
    definition = scene.definitions.pinned(case.definition)
    caught_up = catching_up(definition, case, main, scene.moment)
    return scene.tell(case, definition, joined, effects=caught_up, acting_for=absent)
