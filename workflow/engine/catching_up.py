"""How a case that joins an earlier one comes to where that one stands: the fewest moves in between. Pure."""

from __future__ import annotations

from collections import deque

from workflow.case import Case
from workflow.definition.model import Definition, EffectKind, Transition
from workflow.effect_requests import EffectRequest, FollowMain, Notify
from workflow.moment import Moment

_OUTSIDERS = frozenset({"applicant", "system"})


def catching_up(definition: Definition, case: Case, main: Case, moment: Moment) -> tuple[FollowMain, ...]:
    """One request per move that brings `case` to the state of `main`; none when it is there, or no way leads there."""
    return tuple(
        FollowMain(
            id=moment.derived_id(f"catch_up.{number}.{case.id}"),
            case=case.id,
            main=main.id,
            name=step.name,
            main_sequence=main.sequence,
        )
        for number, step in enumerate(_way(definition, case.state, main.state))
    )


def told_on_the_way(definition: Definition, case: Case, main: Case) -> bool:
    """Whether the applicant is told something newer on that way than that the case was received."""
    return any(
        effect.kind is EffectKind.NOTIFY and effect.data.get("to") == "applicant"
        for step in _way(definition, case.state, main.state)
        for effect in step.effects
    )


def without_notices(requests: tuple[EffectRequest, ...]) -> tuple[EffectRequest, ...]:
    """The requests less the messages."""
    return tuple(one for one in requests if not isinstance(one, Notify))


def _way(definition: Definition, start: str, goal: str) -> tuple[Transition, ...]:
    """Moves of officials from `start` to `goal`, as few as can be; none that waits for a paper."""
    seen, queue = {start}, deque[tuple[str, tuple[Transition, ...]]]([(start, ())])
    while queue:
        state, steps = queue.popleft()
        if state == goal:
            return steps
        for one in definition.transitions_from(state):
            target = one.to
            if target is None or target in seen or target not in definition.states or not _may_repeat(one):
                continue
            seen.add(target)
            queue.append((target, (*steps, one)))
    return ()


def _may_repeat(one: Transition) -> bool:
    return one.after is None and not one.reopens and not set(one.roles) <= _OUTSIDERS
