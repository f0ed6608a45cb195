"""Somebody supports a case, or gives their choice in a poll: one vote per identity, whoever comes how often.

A vote neither locks nor moves the case: it is a row and a count. Whoever makes the threshold full has the system's
move deferred in the same transaction, and nobody else has.
"""

from __future__ import annotations

from dataclasses import dataclass

from workflow.case import Case
from workflow.commands.scene import Executed, Scene
from workflow.commands.tally_view import tally_view
from workflow.effect_requests import FireTransition
from workflow.engine.support import may_vote, sound_choice
from workflow.errors import Conflict, NotAvailable, Refusal
from workflow.support import Support


@dataclass(frozen=True, slots=True, kw_only=True)
class CastVote:
    """`identity` (`phone:+380…`) was proved before, as well as `level` says; it is kept only as a keyed commitment."""

    reference: str
    identity: str
    level: str = "phone"
    choices: tuple[str, ...] = ()
    territory: str | None = None


def handle(command: CastVote, scene: Scene) -> Executed:
    """The tally. Raises NotFound(`unknown_case`), NotAvailable (`voting_closed`, `identity`, `other_territory`),
    InvalidInput, Conflict(`already_voted`)."""
    case = scene.work.look_at(command.reference)
    support = may_vote(case, command.level, scene.moment.now)
    sound_choice(support, command.choices, command.territory)
    if command.territory is not None:
        bound = scene.work.bind_territory(command.identity, command.territory, scene.moment.now)
        if bound != command.territory:
            raise NotAvailable([Refusal(code="other_territory")])
    if not scene.work.add_vote(
        case.id, command.identity, scene.moment.now, choices=command.choices, territory=command.territory
    ):
        raise Conflict("already_voted")
    before, after = scene.work.count_votes(case.id, 1, 0)
    reach(scene, case, support, before, after)
    return Executed(value=tally_view(support, scene.work.tally(case.id)))


def reach(scene: Scene, case: Case, support: Support, before: int, after: int) -> None:
    """Wants the system's move when these votes made the threshold full, and not when others did."""
    if support.threshold is None or support.at_threshold is None or not before < support.threshold <= after:
        return
    fire = FireTransition(
        id=scene.moment.derived_id(f"reach.{support.at_threshold}"),
        case=case.id,
        name=support.at_threshold,
        from_state=support.state,
    )
    scene.work.defer([fire], scene.moment)
