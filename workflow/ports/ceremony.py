"""Signing sessions as they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceremony:
    """A short-lived signing session: `sealed` is a key wrapped under a secret only the client holds, or the state of
    an interrupted signature."""

    id: UUID
    username: str
    kind: str
    sealed: bytes
    data: Mapping[str, Json]
    expires: datetime
