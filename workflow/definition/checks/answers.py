"""What an answer must hold is something the case can have, for outcomes that it can have."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from workflow.definition.checks.conditions import possible_outcomes
from workflow.definition.checks.subject import Found, Subject
from workflow.definition.model import Outcome
from workflow.definition.placeholders import all_fields


def check(subject: Subject) -> Iterator[Found]:
    """`invalid_value` for an outcome that there cannot be, `unknown_field` for what nobody is asked."""
    yield from _unasked(subject)
    definition = subject.definition
    names = {one.name for one in all_fields(definition)}
    for outcome, rule in definition.answers.items():
        path = ("answers", outcome)
        if outcome not in set(Outcome):
            words = f"answers: {outcome!r} is no outcome; known: {' '.join(Outcome)}"
            yield Found(code="invalid_value", path=path, message=words)
        elif outcome not in possible_outcomes(definition):
            words = f"answers: no way ends with the outcome {outcome}"
            yield Found(code="invalid_value", path=path, message=words)
        for index, group in enumerate(rule.needs):
            for name in group:
                if name not in names:
                    close = get_close_matches(name, list(names), n=1)
                    meant = f"; did you mean {close[0]!r}?" if close else ""
                    words = f"answers, {outcome}: there is no field {name[:80]!r}{meant}"
                    yield Found(code="unknown_field", path=(*path, "needs", index), message=words)


def _unasked(subject: Subject) -> Iterator[Found]:
    """What a final state asks the citizen, by an outcome that no case has."""
    possible = possible_outcomes(subject.definition)
    for name, state in subject.definition.states.items():
        for outcome in state.check:
            if outcome in set(Outcome) - possible:
                words = f"state {name}: no way ends with the outcome {outcome}, nobody would be asked this"
                yield Found(code="invalid_value", path=("states", name, "check", outcome), message=words)
