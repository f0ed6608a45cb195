"""`replace` for frozen values: as `dataclasses.replace`, four times as fast, for folding events is made of it.

A value is copied slot by slot by C code instead of through `__init__`. Values that check themselves when made
(`__post_init__`) go the long way. To the type checker this is `dataclasses.replace`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["replace"]

_Value = TypeVar("_Value")
_Plan = tuple[Callable[[Any], tuple[Any, ...]], tuple[Callable[[Any, Any], None], ...], dict[str, int]]

_PLANS: dict[type, _Plan | None] = {}

if TYPE_CHECKING:
    from dataclasses import replace
else:

    def replace(value: _Value, /, **changes: Any) -> _Value:
        """A copy of `value` with `changes`. TypeError for a name that is no field."""
        kind = type(value)
        plan = _PLANS[kind] if kind in _PLANS else _planned(kind)
        if plan is None:
            return dataclasses.replace(value, **changes)
        read, writes, places = plan
        contents = list(read(value))
        for name, content in changes.items():
            if name not in places:
                raise TypeError(f"{kind.__name__} has no field {name}")
            contents[places[name]] = content
        copy = object.__new__(kind)
        for write, content in zip(writes, contents, strict=True):
            write(copy, content)
        return copy


def _planned(kind: type) -> _Plan | None:
    names = [one.name for one in dataclasses.fields(kind)]
    slots = [kind.__dict__.get(name) for name in names]
    simple = len(names) > 1 and all(hasattr(slot, "__set__") for slot in slots) and not hasattr(kind, "__post_init__")
    plan = None
    if simple:
        writes = tuple(slot.__set__ for slot in slots if slot is not None)
        plan = (attrgetter(*names), writes, {name: place for place, name in enumerate(names)})
    _PLANS[kind] = plan
    return plan
