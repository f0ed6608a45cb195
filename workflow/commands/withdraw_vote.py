"""Somebody takes their vote back while the voting is open, if its rules let them and the threshold is not full yet."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.scene import Executed, Scene
from workflow.commands.tally_view import tally_view
from workflow.engine.support import may_vote
from workflow.errors import NotAvailable, NotFound, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawVote:
    """`identity` was proved before, as for the vote."""

    reference: str
    identity: str
    level: str = "phone"


def handle(command: WithdrawVote, scene: Scene) -> Executed:
    """The tally. Raises NotFound(`unknown_case`, `unknown_vote`), NotAvailable (`voting_closed`, `vote_is_final`)."""
    case = scene.work.look_at(command.reference)
    support = may_vote(case, command.level, scene.moment.now)
    if not support.withdraw:
        raise NotAvailable([Refusal(code="vote_is_final")])
    if not scene.work.withdraw_vote(case.id, command.identity, scene.moment.now):
        raise NotFound("unknown_vote")
    before, _after = scene.work.count_votes(case.id, -1, 0)
    if support.threshold is not None and before >= support.threshold:
        raise NotAvailable([Refusal(code="vote_is_final")])
    return Executed(value=tally_view(support, scene.work.tally(case.id)))
