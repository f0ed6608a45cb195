"""Cases that another case waits for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from workflow.case import Child
from workflow.quick_values import quicken
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildWanted:
    """A case of another type is to be opened under this one."""

    schema: ClassVar[int] = 1
    child: Child


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildOpened:
    """It was opened, under a reference of its own."""

    schema: ClassVar[int] = 1
    child: UUID
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildEnded:
    """It ended; `values` and `places` are what came back, as of an input."""

    schema: ClassVar[int] = 1
    child: UUID
    at: datetime
    outcome: str | None
    values: Mapping[str, Json] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildCancelled:
    """This case waits for it no longer: it ended without it, or the child could not be opened."""

    schema: ClassVar[int] = 1
    child: UUID
    at: datetime


quicken(ChildWanted, ChildOpened, ChildEnded, ChildCancelled)
