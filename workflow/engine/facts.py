"""What conditions and guards may look at: a case, with the inputs of the transition that is being weighed."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.case import Case, PersonRole
from workflow.definition.condition import Condition, Facts, holds
from workflow.values import Json


def facts_of(case: Case, given: Mapping[str, Json] | None = None) -> Facts:
    """Facts of a case; `given` inputs hide values of the same name. A personal value shows only that it is there."""
    inputs = given or {}

    def field(name: str) -> Json:
        return inputs[name] if name in inputs else case.values.get(name)

    return Facts(
        fields=field,
        applicant_has=lambda what: applicant_has(case, what),
        outcome=case.outcome,
        urgent=case.urgent,
    )


def fits(condition: Condition | None, case: Case, given: Mapping[str, Json] | None = None) -> bool:
    """Whether `condition` holds of a case and what is given; None always does, and most are None."""
    return condition is None or holds(condition, facts_of(case, given))


def applicant_has(case: Case, what: str) -> bool:
    """`has_address`, `has_phone` … or a kind (`person`, `organisation`) of the applicant."""
    applicant = case.person(PersonRole.APPLICANT)
    if applicant is None:
        return False
    name = what.removeprefix("has_")
    return name in applicant.gave or applicant.kind == what
