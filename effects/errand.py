"""What an effect is told beside its request: for which town, as part of what, and the how-manieth try it is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """`correlation` ties follow-up commands to the command that wanted the effect; `attempt` counts from 1."""

    municipality: int
    correlation: UUID
    attempt: int = 1
