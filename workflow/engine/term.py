"""A term to be counted: a definition's own clock, or a rule of a law.

Pure. Counting is in `deadlines.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from workflow.definition.law import Counting, Rule, Unit
from workflow.errors import DefinitionError
from workflow.values import Json

TIME_UNITS = frozenset({Unit.MINUTE, Unit.HOUR, Unit.WORKING_HOUR})
"""Units counted in elapsed time; all others are counted in days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Length and unit of a term with its counting rule.

    `law` and `article` name where it comes from (empty: the town's own promise). A term that may not pause ignores
    pauses. `extended`: the total of an extension, counted from the same start.
    """

    length: int
    unit: Unit
    counting: Counting = field(default_factory=Counting)
    may_pause: bool = True
    law: str = ""
    article: str = ""
    extended: bool = False

    def __post_init__(self) -> None:
        if self.length < 1:
            raise DefinitionError("invalid_value", length=self.length)
        if self.unit is Unit.DAY and self.counting.working_days_below is None:
            raise DefinitionError("invalid_value", unit=self.unit.value)

    @property
    def counted_unit(self) -> Unit:
        """`unit`, with `day` decided by the length."""
        if self.unit is not Unit.DAY:
            return self.unit
        below = self.counting.working_days_below
        return Unit.WORKING_DAY if below is not None and self.length < below else Unit.CALENDAR_DAY

    def told(self) -> dict[str, Json]:
        """What a step says of the term."""
        return {
            "length": self.length,
            "unit": self.counted_unit.value,
            "law": self.law,
            "article": self.article,
            "extended": self.extended,
        }


def term_of(rule: Rule) -> Term:
    """The term a law gives."""
    return Term(
        length=rule.length,
        unit=rule.unit,
        counting=rule.counting,
        may_pause=rule.may_pause,
        law=rule.id,
        article=rule.article,
    )


def extended_term_of(rule: Rule) -> Term:
    """The longest term an extension may reach, counted from the same start.

    Raises DefinitionError `no_extension` when the law knows none.
    """
    if rule.extension is None:
        raise DefinitionError("no_extension", law=rule.id)
    return Term(
        length=rule.extension.total,
        unit=rule.extension.unit,
        counting=rule.counting,
        may_pause=rule.may_pause,
        law=rule.id,
        article=rule.article,
        extended=True,
    )
