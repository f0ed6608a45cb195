"""Cards in journals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from workflow.quick_values import quicken
from workflow.registration import Answer, Registration


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRegistered:
    """The case was entered in its journal and took its index."""

    schema: ClassVar[int] = 1
    registration: Registration


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationVoided:
    """A card lost its force; its number is not given again."""

    schema: ClassVar[int] = 1
    registration: UUID
    by: str
    at: datetime
    reason: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRegistered:
    """A letter that answers a paper of this case was registered under another case."""

    schema: ClassVar[int] = 1
    answer: Answer


quicken(CaseRegistered, RegistrationVoided, AnswerRegistered)
