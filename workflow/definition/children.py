"""What a definition says about child cases: which transitions come when they have ended, which names they bring back.

Pure; asked by the checker and the engine alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workflow.definition.guard_names import GUARDS
from workflow.definition.model import Definition, Effect, EffectKind, Transition

AFTER_CHILD = "child"
"""`after: child`; a system transition that nothing else fires, out of a state entered with a child, means the same."""

_SYSTEM = "system"


def child_effects(definition: Definition) -> Iterator[tuple[Effect, Transition | None]]:
    """Every `child` effect with the transition it belongs to (None: `on_start`)."""
    for effect in definition.on_start:
        if effect.kind is EffectKind.CHILD:
            yield effect, None
    for transition in definition.transitions:
        for effect in transition.effects:
            if effect.kind is EffectKind.CHILD:
                yield effect, transition


def awaits_child(definition: Definition) -> bool:
    """Whether any child is waited for."""
    return any(effect.data.get("wait", "none") != "none" for effect, _cause in child_effects(definition))


def fires_after_child(definition: Definition, transition: Transition) -> bool:
    """Whether the system performs it when the awaited children have ended."""
    if _SYSTEM not in transition.roles or not awaits_child(definition):
        return False
    if transition.after is not None:
        return transition.after == AFTER_CHILD and AFTER_CHILD not in definition.documents
    if any(clock.on_expiry and clock.on_expiry.fire == transition.name for clock in definition.clocks.values()):
        return False
    if any(guard.name in GUARDS and GUARDS[guard.name].happens for guard in transition.guards):
        return False
    return any(
        effect.data.get("wait", "none") != "none" and (cause is None or cause.to in transition.from_states)
        for effect, cause in child_effects(definition)
    )


def returned_names(definition: Definition) -> tuple[str, ...]:
    """Names that children bring back and that no form or input asks for."""
    found: dict[str, None] = {}
    for effect, _cause in child_effects(definition):
        returns = effect.data.get("returns")
        if isinstance(returns, Mapping):
            found.update(dict.fromkeys(str(name) for name in returns))
    asked = {one.name for one in definition.form} | {one.name for move in definition.transitions for one in move.input}
    return tuple(name for name in found if name not in asked)
