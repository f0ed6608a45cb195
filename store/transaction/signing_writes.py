"""Part of a transaction (store/unit_of_work.py): signing sessions (ceremonies, and keys elsewhere) and keys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from store.conversation import Conversation
from store.writes import signing
from workflow.moment import Moment
from workflow.ports.ceremony import Ceremony
from workflow.values import Json


class SigningWrites:
    """See ports.signing_writes."""

    _talk: Conversation

    def add_ceremony(
        self,
        identifier: UUID,
        username: str,
        kind: str,
        sealed: bytes,
        data: Mapping[str, Json],
        expires: datetime,
    ) -> None:
        """Begins a signing session."""
        ceremony = Ceremony(id=identifier, username=username, kind=kind, sealed=sealed, data=data, expires=expires)
        signing.add_ceremony(self._talk, ceremony)

    def ceremony(self, identifier: UUID, now: datetime) -> Ceremony | None:
        """One that has neither ended nor expired."""
        return signing.ceremony(self._talk, identifier, now)

    def end_ceremony(self, identifier: UUID) -> None:
        """Ends one and forgets its secret."""
        signing.end_ceremony(self._talk, identifier)

    def add_key(self, holder: str, sealed_key: bytes, certificate: bytes, moment: Moment) -> None:
        """`holder` is a username or `seal`; the newest key is the one in use, and what an older one had opened ends."""
        signing.add_key(self._talk, holder, sealed_key, certificate, moment)
