"""Conditions as data: what may stand in `guards`, and in `when` and `unless` of fields, clocks, effects, documents.

No expressions and no code: a condition is a tree of the few shapes below (definitions.md, "Rules of the core").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from workflow.quick_values import quicken
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCondition:
    """`{field: area, over: 100}`: a form field or an input compared with a constant.

    `test` is one of `given` (a bare field name), `equals`, `one_of`, `over`, `under`, `at_least`, `at_most`.
    """

    field: str
    test: str
    value: Json = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantCondition:
    """`{applicant: has_address}`: the applicant gave this (`address`, `phone`, `email`, `name`), or is of a kind."""

    has: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeCondition:
    """`{outcome: satisfied}`: the formal result so far is one of these."""

    one_of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentCondition:
    """`{urgent: true}`: the case was (or was not) marked as urgent when it was filed."""

    wanted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class All:
    """Every part holds; the empty list holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """At least one part holds; the empty list does not."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition: TypeAlias = FieldCondition | ApplicantCondition | OutcomeCondition | UrgentCondition | All | AnyOf | Not


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What conditions may look at: form and inputs by name, what the applicant gave, the outcome so far, urgency."""

    fields: Callable[[str], Json]
    applicant_has: Callable[[str], bool]
    outcome: str | None
    urgent: bool = False
    day_ahead: Callable[[int, str], date] | None = None
    """the day that lies so many days (calendar_day, working_day) ahead of today; None: nobody asks"""


def holds(condition: Condition | None, facts: Facts) -> bool:
    """Whether `condition` is true of `facts`; None always holds."""
    match condition:
        case None:
            return True
        case FieldCondition():
            return _compare(condition, facts.fields(condition.field))
        case ApplicantCondition(has=has):
            return facts.applicant_has(has)
        case OutcomeCondition(one_of=outcomes):
            return facts.outcome in outcomes
        case UrgentCondition(wanted=wanted):
            return facts.urgent is wanted
        case All(parts=parts):
            return all(holds(part, facts) for part in parts)
        case AnyOf(parts=parts):
            return any(holds(part, facts) for part in parts)
        case Not(part=part):
            return not holds(part, facts)


def _compare(condition: FieldCondition, value: Json) -> bool:
    match condition.test:
        case "given":
            return value not in (None, "", [], (), {})
        case "equals":
            return value == condition.value
        case "one_of":
            return isinstance(condition.value, list | tuple) and value in condition.value
    if not isinstance(value, int) or not isinstance(condition.value, int):
        return False
    match condition.test:
        case "over":
            return value > condition.value
        case "under":
            return value < condition.value
        case "at_least":
            return value >= condition.value
        case "at_most":
            return value <= condition.value
    return False


quicken(Facts)
