"""What happens to a case after its end: it lies in a file, and in the end nothing personal is left of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from workflow.filing import Erased, Filed
from workflow.quick_values import quicken


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFiled:
    """The finished case was put into a file of the filing plan; reopening it takes it out again."""

    schema: ClassVar[int] = 1
    filed: Filed


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseErased:
    """Everything personal of the case is deleted, with its papers, uploads and messages; the history stays."""

    schema: ClassVar[int] = 1
    erased: Erased


quicken(CaseFiled, CaseErased)
