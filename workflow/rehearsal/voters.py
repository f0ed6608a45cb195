"""People who vote in a rehearsal: made-up ones in any number, one by their phone, or on paper by a clerk."""

from __future__ import annotations

from dataclasses import replace

from workflow.actor import Actor, ActorKind, visitor
from workflow.commands.cast_vote import CastVote
from workflow.commands.enter_signatures import EnterSignatures
from workflow.commands.withdraw_vote import WithdrawVote
from workflow.decision import Decision
from workflow.engine.pending import pending
from workflow.rehearsal.play import Play
from workflow.rehearsal.scenario import Step, StepKind


def vote(step: Step, play: Play, actor: Actor) -> Decision | None:
    """One step of voting, with what it set off. Raises the errors of the commands."""
    decision: Decision | None = None
    if actor.kind is ActorKind.STAFF:
        named = step.name.startswith("+")
        entered = EnterSignatures(
            reference=play.case.reference,
            unnamed=0 if named else int(step.name),
            phones=(step.name,) if named else (),
        )
        decision = play.execute(entered, actor)
    elif step.kind is StepKind.UNVOTE:
        play.execute(
            WithdrawVote(reference=play.case.reference, identity=f"phone:{step.name}"), visitor(play.municipality)
        )
    else:
        _cast(step, play)
    wanted, play.memory.deferred = tuple(play.memory.deferred), []
    if decision is None:
        return Decision(case=play.case, events=(), effects=wanted, work=pending(play.definition, play.case))
    return replace(decision, effects=(*decision.effects, *wanted))


def _cast(step: Step, play: Play) -> None:
    for phone in _phones(step.name, play):
        command = CastVote(
            reference=play.case.reference,
            identity=f"phone:{phone}",
            choices=step.choices,
            territory=step.territory,
        )
        play.execute(command, visitor(play.municipality))


def _phones(name: str, play: Play) -> list[str]:
    if name.startswith("+"):
        return [name]
    first = len(play.memory.votes)
    return [f"+38050{first + one:07d}" for one in range(int(name))]
