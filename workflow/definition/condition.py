"""Conditions as data: what may stand in `guards`, and in `when` and `unless` of fields, clocks, effects, documents.

No expressions and no code: a condition is a tree of the few shapes below (definitions.md, "Rules of the core").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from workflow.quick_values import quicken
from workflow.values import Json

_DECIMAL = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,7})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCondition:
    """`{field: area, over: 100}`: a form field or an input compared with a constant.

    `test` is one of `given` (a bare field name), `equals`, `one_of`, `over`, `under`, `at_least`, `at_most`. Where
    several were chosen, `equals` and `one_of` ask whether one of them is.
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
            return condition.value in _values(value)
        case "one_of":
            wanted = condition.value
            return isinstance(wanted, list | tuple) and any(one in wanted for one in _values(value))
    number, bound = _number(value), _number(condition.value)
    if number is None or bound is None:
        return False
    match condition.test:
        case "over":
            return number > bound
        case "under":
            return number < bound
        case "at_least":
            return number >= bound
        case "at_most":
            return number <= bound
    return False


def _values(value: Json) -> list[Json]:
    """Each of several that were chosen, or the one."""
    return value if isinstance(value, list) else [value]


def _number(value: Json) -> Decimal | None:
    """A number as forms keep it: whole ones as such, others and money as decimal text."""
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return Decimal(value)
    return Decimal(value) if isinstance(value, int) else None


quicken(Facts)
