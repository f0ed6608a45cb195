"""Inputs that a block of a transition asks for by itself, where the definition does not ask in its own words.

`forwarding` asks to whom, why, and by when they answer; `programme` asks into which, until when, and over which
milestones; an answer that is held back for its language, why it goes all the same. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workflow.definition.model import Field, FieldType, State, Transition

_FORWARDING = (
    Field(name="addressee", type=FieldType.TEXT, required=True, maximum=100),
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
    wanted = (
        *(_FORWARDING if transition.forwarding else ()),
        *(_PROGRAMME if transition.programme else ()),
        *(_OVERRIDE if held and _answers(transition, states) else ()),
    )
    asked = {one.name for one in transition.input}
    missing = tuple(one for one in wanted if one.name not in asked)
    return replace(transition, input=(*transition.input, *missing)) if missing else transition


def _answers(transition: Transition, states: Mapping[str, State]) -> bool:
    """Whether its words are an answer: an official gives an outcome and writes something."""
    target = states.get(transition.to or "")
    outcome = transition.outcome or (target.outcome if target else None)
    by_officials = not set(transition.roles) <= {"applicant", "system"}
    return outcome is not None and by_officials and any(one.type is FieldType.TEXT for one in transition.input)
