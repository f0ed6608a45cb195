"""The read side's handles: what every query takes first. Queries are in `store/queries`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, LiteralString, TypeAlias

from sqlalchemy import Connection

from store.vault import Vault

Answer: TypeAlias = "list[tuple[Any, ...]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One consistent, read-only look into one municipality. `vault` opens sensitive values."""

    municipality: int
    connection: Connection
    vault: Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """One statement's answer in one round trip: for what every single request asks.

    `ask` takes the statement with values named `%(name)s`; raises as `Database.glance`.
    """

    municipality: int
    ask: Callable[[LiteralString, Mapping[str, object]], Answer]
