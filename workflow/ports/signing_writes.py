"""Part of a transaction (unit_of_work.py): signing sessions (ceremonies, and keys elsewhere) and keys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from workflow.moment import Moment
from workflow.ports.ceremony import Ceremony
from workflow.values import Json


class SigningWrites(Protocol):
    """Signing sessions (ceremonies, and keys elsewhere) and keys."""

    def add_ceremony(
        self,
        identifier: UUID,
        username: str,
        kind: str,
        sealed: bytes,
        data: Mapping[str, Json],
        expires: datetime,
    ) -> None: ...

    def ceremony(self, identifier: UUID, now: datetime) -> Ceremony | None: ...

    def end_ceremony(self, identifier: UUID) -> None: ...

    def add_key(self, holder: str, sealed_key: bytes, certificate: bytes, moment: Moment) -> None:
        """`holder` is a username or `seal`; the newest key of a holder is the one in use."""
