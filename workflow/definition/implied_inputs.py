"""Inputs that a block of a transition asks for by itself, where the definition does not ask in its own words.

`forwarding` asks to whom, why, and by when they answer (a definition's own inputs of these names are labels of the same
questions, and no less required: no bare "forwarded"); `programme` asks into which, until when, and over which
milestones; an answer that is held back for its language, why it goes all the same. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from workflow.definition.condition import Condition
from workflow.definition.model import EffectKind, Field, FieldType, ForwardingRule, State, Transition

ADDRESSEE = "addressee"
_FORWARDING = (
    Field(name=ADDRESSEE, type=FieldType.TEXT, required=True, maximum=100),
    Field(name="reason", type=FieldType.TEXT, required=True, maximum=2000),
    Field(name="their_due", type=FieldType.DATE),
)
_PROGRAMME = (
    Field(name="programme", type=FieldType.TEXT, required=True, maximum=200, public=True),
    Field(name="promised", type=FieldType.DATE, required=True, public=True),
    Field(name="milestones", type=FieldType.TEXT, maximum=4000, public=True),
)
PLAIN_OVERRIDE = "plain_override"
_OVERRIDE = (Field(name=PLAIN_OVERRIDE, type=FieldType.TEXT, maximum=500),)


def with_implied_inputs(transition: Transition, states: Mapping[str, State], *, held: bool = False) -> Transition:
    """The transition asking for all that its blocks need; `held`: answers that are hard to read are held back."""
    transition = _with_bodies(transition)
    wanted = (
        *(_forwarding(transition.forwarding) if transition.forwarding else ()),
        *(_PROGRAMME if transition.programme else ()),
        *(_OVERRIDE if held and _answers(transition, states) else ()),
    )
    needed = {one.name for one in wanted if one.required}
    own = tuple(_required(one) if one.name in needed else one for one in transition.input)
    if own != transition.input:
        transition = replace(transition, input=own)
    asked = {one.name for one in transition.input}
    missing = tuple(one for one in wanted if one.name not in asked)
    return replace(transition, input=(*transition.input, *missing)) if missing else transition


def _with_bodies(transition: Transition) -> Transition:
    """The effect `forward` is the block `forwarding`, with the body named by it: one way through the engine."""
    bodies = tuple(_bodies(transition))
    if not bodies:
        return transition
    rule = transition.forwarding or ForwardingRule()
    return replace(transition, forwarding=replace(rule, bodies=tuple(one for one in bodies if one[0])))


def _bodies(transition: Transition) -> Iterator[tuple[str, Condition | None]]:
    for one in transition.effects:
        if one.kind is EffectKind.FORWARD:
            yield str(one.data.get("to") or ""), one.when


def _forwarding(rule: ForwardingRule) -> tuple[Field, ...]:
    """Where the definition names bodies, whom to need not be said: the engine asks where none of them fits."""
    return tuple(replace(one, required=not rule.bodies) if one.name == ADDRESSEE else one for one in _FORWARDING)


def _required(one: Field) -> Field:
    return one if one.when is not None or one.unless is not None else replace(one, required=True)


def _answers(transition: Transition, states: Mapping[str, State]) -> bool:
    """Whether its words are an answer: an official gives an outcome and writes something."""
    target = states.get(transition.to or "")
    outcome = transition.outcome or (target.outcome if target else None)
    by_officials = not set(transition.roles) <= {"applicant", "system"}
    return outcome is not None and by_officials and any(one.type is FieldType.TEXT for one in transition.input)
