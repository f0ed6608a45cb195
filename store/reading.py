"""The read side's handle: what every query takes first. Queries are in `store/queries`."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from store.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One consistent, read-only look into one municipality. `vault` opens sensitive values."""

    municipality: int
    connection: Connection
    vault: Vault
