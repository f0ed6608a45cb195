"""What happens to the version of the definition a case runs under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from workflow.quick_values import quicken


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionChanged:
    """The case came under another version of its definition by the run `run`; `reverts`: the run that took it there,
    when it goes back.

    `into` maps ids of resolutions to the state their transition leads into by the names of that version.
    """

    schema: ClassVar[int] = 1
    run: UUID
    from_version: int
    to_version: int
    from_digest: str
    to_digest: str
    from_state: str
    to_state: str
    asked_from: str | None = None
    into: Mapping[str, str] = field(default_factory=dict)
    reverts: UUID | None = None


quicken(DefinitionChanged)
