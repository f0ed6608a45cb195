"""Stored personal values as plain ones, for writers and queries alike.

A value in the clear is kept as `{"is": value}`: a JSON null at the top of a column would be no value at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from store.vault import Vault
from workflow.values import Json

LONG_CASE = 100
"""Events from which on a case is shown without its earlier inputs (queries/whole_case.py says why)."""


def decoded(rows: Iterable[Sequence[Any]], vault: Vault, municipality: int, case: UUID) -> Mapping[str, Json]:
    """Values by name out of rows (name, value, sealed, wrapped key)."""
    values: dict[str, Json] = {}
    key: bytes | None = None
    for name, value, sealed, wrapped in rows:
        if sealed is None:
            values[name] = cast("Json", value["is"])
            continue
        if key is None:
            key = vault.case_key(municipality, case, bytes(wrapped))
        opened = vault.open(key, bytes(sealed), municipality, case, name)
        values[name] = cast("Json", json.loads(opened))
    return values
