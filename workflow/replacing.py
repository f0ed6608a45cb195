"""`replace` for frozen values: as `dataclasses.replace`, many times as fast, for folding events is made of it.

The copy is filled as a twin of the class that is open to writing, and then told to be the value's own class. Values
that check themselves when made (`__post_init__`), or are not made of slots, go the long way. To the type checker this
is `dataclasses.replace`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["replace"]

_Value = TypeVar("_Value")
_Plan = tuple[Callable[[Any], Any], frozenset[str]]

_PLANS: dict[type, _Plan | None] = {}
_become = object.__setattr__

if TYPE_CHECKING:
    from dataclasses import replace
else:

    def replace(value: _Value, /, **changes: Any) -> _Value:
        """A copy of `value` with `changes`. TypeError for a name that is no field."""
        kind = type(value)
        plan = _PLANS[kind] if kind in _PLANS else _planned(kind)
        if plan is None:
            return dataclasses.replace(value, **changes)
        copied, names = plan
        copy = copied(value)
        for name, content in changes.items():
            if name not in names:
                raise TypeError(f"{kind.__name__} has no field {name}")
            setattr(copy, name, content)
        _become(copy, "__class__", kind)
        return copy


def _planned(kind: type) -> _Plan | None:
    names = [one.name for one in dataclasses.fields(kind)]
    simple = len(names) > 1 and all(name in kind.__dict__ for name in names) and not hasattr(kind, "__post_init__")
    plan = None
    if simple:
        twin = dataclasses.make_dataclass(f"{kind.__name__}Twin", [(name, Any) for name in names], slots=True)
        try:
            _become(twin(*names), "__class__", kind)
        except TypeError:  # the two are not laid out alike: more than these slots
            pass
        else:
            plan = (_copier(twin, names), frozenset(names))
    _PLANS[kind] = plan
    return plan


def _copier(twin: type, names: list[str]) -> Callable[[Any], Any]:
    """Makes an open copy of a value. Written out field by field, as the standard library writes `__init__`."""
    lines = ["copy = _new(_twin)", *(f"copy.{name} = value.{name}" for name in names), "return copy"]
    made: dict[str, Any] = {}
    exec("def copied(value):\n  " + "\n  ".join(lines), {"_new": object.__new__, "_twin": twin}, made)  # noqa: S102
    copied: Callable[[Any], Any] = made["copied"]
    return copied
