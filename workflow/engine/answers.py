"""Answers worth having: what an outcome needs is there, and the words can be read. Pure.

Only what officials answer is weighed; a citizen who withdraws and a clock that rings answer nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workflow.case import Case
from workflow.definition.implied_inputs import PLAIN_OVERRIDE
from workflow.definition.model import Definition, FieldType, Outcome, Transition
from workflow.definition.plain_language import PlainLanguage
from workflow.events import AnswerQuestioned
from workflow.values import Json

_NOTHING: tuple[Json, ...] = (None, "", [], (), {})


def missing(
    definition: Definition, case: Case, transition: Transition, target: str, given: Mapping[str, Json]
) -> tuple[tuple[str, ...], ...]:
    """Groups of names of which an answer with this outcome needs one, and has none."""
    outcome = _outcome(definition, transition, target)
    if outcome is None or set(transition.roles) <= {"applicant", "system"}:
        return ()
    rule = definition.answers.get(outcome.value)
    if rule is None:
        return ()
    return tuple(group for group in rule.needs if not any(_has(case, name, given) for name in group))


def not_asked(
    definition: Definition, case: Case, transition: Transition, target: str, given: Mapping[str, Json]
) -> tuple[str, ...]:
    """What is missing and cannot be given with this very transition: one name of each group."""
    asked = {one.name for one in transition.input}
    found = missing(definition, case, transition, target, given)
    return tuple(group[0] for group in found if not asked.intersection(group))


def asked(
    definition: Definition, case: Case, transition: Transition, target: str, given: Mapping[str, Json]
) -> Iterator[str]:
    """What is missing and this transition asks for: the first such name of each group."""
    inputs = {one.name for one in transition.input}
    for group in missing(definition, case, transition, target, given):
        yield from [name for name in group if name in inputs][:1]


def questioned(
    definition: Definition, transition: Transition, target: str, given: Mapping[str, Json], plain: PlainLanguage
) -> AnswerQuestioned | None:
    """What of the words is hard to read; None where nobody looks or nothing is. No word of it stands in history."""
    if definition.plain_language is None or _outcome(definition, transition, target) is None:
        return None
    texts = {
        one.name: str(given[one.name])
        for one in transition.input
        if one.type is FieldType.TEXT and given.get(one.name) and one.name != PLAIN_OVERRIDE
    }
    found = {name: plain.heavy(text) for name, text in texts.items()}
    heavy = {name: tuple(dict.fromkeys(one.code for one in each)) for name, each in found.items() if each}
    if not heavy:
        return None
    return AnswerQuestioned(findings=heavy, overridden=bool(given.get(PLAIN_OVERRIDE)))


def _outcome(definition: Definition, transition: Transition, target: str) -> Outcome | None:
    return transition.outcome or definition.states[target].outcome


def _has(case: Case, name: str, given: Mapping[str, Json]) -> bool:
    value = given[name] if name in given else case.values.get(name)
    return value not in _NOTHING
