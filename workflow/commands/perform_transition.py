"""Performs a named transition of a case: people, citizens by their link, clocks and papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from workflow.actor import Actor
from workflow.case import SignedStatement
from workflow.commands.counting import counts_for
from workflow.commands.hall import hall_for, readers_for
from workflow.commands.orders import ResolutionOrder
from workflow.commands.scene import Executed, Scene
from workflow.commands.slot_lookup import booking_for
from workflow.commands.uploads import free_uploads
from workflow.engine.decide import Wish, decide
from workflow.errors import Conflict, NotFound
from workflow.quick_values import quicken
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformTransition:
    """`version` is the ETag the asker saw, None when they did not say. `signed` holds one statement per resolution.

    `reviewers` are usernames, in order, where whoever asks for reviews names the people.
    """

    reference: str
    name: str
    input: Mapping[str, Json] = field(default_factory=dict)
    resolutions: tuple[ResolutionOrder, ...] = ()
    signed: tuple[SignedStatement, ...] = ()
    reviewers: tuple[str, ...] = ()
    version: int | None = None
    override: str = ""


def handle(command: PerformTransition, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable with refusals, InvalidInput, Conflict(`stale_version`)."""
    case = scene.work.case(command.reference)
    may_know(scene.actor, case.id)
    if command.version is not None and command.version != case.version:
        raise Conflict("stale_version", version=case.version)
    definition = scene.definitions.pinned(case.definition)
    transition = definition.transition(command.name, case.state)
    fields = transition.input if transition else ()
    given = {name: value for name, value in command.input.items() if name != "hold"}
    wish = Wish(
        name=command.name,
        input=given,
        orders=command.resolutions,
        override=command.override,
        signed=command.signed,
        booking=booking_for(scene, definition, fields, command.input),
        known_uploads=free_uploads(scene, case, given),
        reviewers=command.reviewers,
        known=scene.work.personal(case.id) if case.reviews else {},
        readers=readers_for(scene, transition.effects if transition else ()),
        counts=counts_for(scene, definition, case, command.name, given),
    )
    hall = hall_for(scene, command.resolutions, command.reviewers)
    decision = decide(definition, case, scene.actor, wish, scene.moment, scene.surroundings, hall)
    return scene.record(case, decision)


def may_know(actor: Actor, case: UUID) -> None:
    """A citizen's link opens its own case and no other: NotFound(`unknown_case`)."""
    if actor.kind == "citizen" and actor.case != case:
        raise NotFound("unknown_case")


quicken(PerformTransition)
