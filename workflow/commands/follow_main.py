"""A joined case goes where its main case went (follow-up of FollowMain)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from workflow.commands.counting import counts_for
from workflow.commands.hall import readers_for
from workflow.commands.scene import Executed, Scene
from workflow.engine.decide import Wish, decide
from workflow.engine.resolutions import Hall
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowMainCase:
    """`case` follows `main`, whose transition `name` was its event `main_sequence`; `values` are public inputs."""

    case: UUID
    main: UUID
    name: str
    main_sequence: int
    values: Mapping[str, Json] = field(default_factory=dict)


def handle(command: FollowMainCase, scene: Scene) -> Executed:
    """Nothing happens when the case no longer follows, or has no such move from where it stands."""
    case = scene.work.case_by_id(command.case)
    definition = scene.definitions.pinned(case.definition)
    if case.main != command.main or definition.transition(command.name, case.state) is None:
        return Executed(case=case)
    transition = definition.transition(command.name, case.state)
    wish = Wish(
        name=command.name,
        input=command.values,
        known=scene.work.personal(case.id) if case.reviews else {},
        readers=readers_for(scene, transition.effects if transition else ()),
        as_main=True,
        counts=counts_for(scene, definition, case, command.name, command.values),
    )
    hall = Hall(staff={}, units={})
    return scene.record(
        case,
        decide(definition, case, scene.actor, wish, scene.moment, scene.surroundings, hall),
    )
