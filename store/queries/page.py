"""Pages of a list: what they hold, and the cursor that leads to the next one."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from workflow.errors import InvalidInput

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Items in order; `next` is the cursor of the following page, None when this is the last."""

    items: tuple[T, ...]
    next: str | None


def paged(rows: Sequence[R], limit: int, item: Callable[[R], T], key: Callable[[R], Sequence[object]]) -> Page[T]:
    """A page out of up to `limit` + 1 rows: the one too many says that there is more."""
    shown = rows[:limit]
    more = len(rows) > limit
    return Page(items=tuple(item(row) for row in shown), next=cursor(key(shown[-1])) if more and shown else None)


def cursor(key: Sequence[object]) -> str:
    """Where a page ended, as opaque text."""
    values = [
        one.isoformat() if isinstance(one, datetime) else one if isinstance(one, int) else str(one) for one in key
    ]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def position(given: str | None, *types: type) -> tuple[object, ...] | None:
    """The key inside a cursor, read as `types`; None without one. InvalidInput for anything we did not make."""
    if given is None:
        return None
    try:
        values = list(json.loads(base64.urlsafe_b64decode(given + "=" * (-len(given) % 4))))
        return tuple(_read(one, wanted) for one, wanted in zip(values, types, strict=True))
    except (ValueError, TypeError, AttributeError) as error:
        raise InvalidInput({"cursor": ["invalid"]}) from error


def _read(value: object, wanted: type) -> object:
    if wanted is datetime:
        at = datetime.fromisoformat(str(value))
        if at.tzinfo is None:
            raise ValueError(value)
        return at
    if wanted is UUID:
        return UUID(str(value))
    if wanted is int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValueError(value)
        return value
    return str(value)
