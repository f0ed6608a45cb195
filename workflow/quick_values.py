"""Frozen values made as quickly as open ones: a decision makes some hundred of them.

A frozen dataclass writes each field through `object.__setattr__`, five times the price of an assignment. A quickened
one is a twin of its class, open to writing, until it is complete, as the copies of `replacing.py` are. Whoever makes,
compares, copies or tries to change such a value notices nothing.
"""

from __future__ import annotations

import dataclasses
from typing import Any

_become = object.__setattr__
_LEFT_OUT = object()


def quicken(*kinds: type) -> None:
    """Lets values of these classes be made quickly. ValueError for a class that is not frozen, made of slots and of
    keywords alone, or that checks itself when made."""
    for kind in kinds:
        # As the standard library makes it, from names of fields alone.
        made: dict[str, Any] = {}
        exec(_source(kind), _names(kind), made)  # noqa: S102
        init = made["__init__"]
        init.__qualname__ = f"{kind.__qualname__}.__init__"
        init.__doc__ = kind.__init__.__doc__  # type: ignore[misc]  # of the class, not of a value
        kind.__init__ = init  # type: ignore[misc]


def _names(kind: type) -> dict[str, Any]:
    fields = dataclasses.fields(kind)
    parameters: Any = getattr(kind, "__dataclass_params__", None)
    plain = all(one.kw_only and one.init and one.name in kind.__dict__ for one in fields)
    if not plain or not parameters.frozen or hasattr(kind, "__post_init__"):
        raise ValueError(f"{kind.__name__} cannot be quickened")
    twin = dataclasses.make_dataclass(f"{kind.__name__}Twin", [(one.name, Any) for one in fields], slots=True)
    names: dict[str, Any] = {"_become": _become, "_twin": twin, "_kind": kind, "_left_out": _LEFT_OUT}
    for one in fields:
        if one.default is not dataclasses.MISSING:
            names[f"_default_{one.name}"] = one.default
        if one.default_factory is not dataclasses.MISSING:
            names[f"_fresh_{one.name}"] = one.default_factory
    return names


def _source(kind: type) -> str:
    parameters, body = ["self", "*"], ["_become(self, '__class__', _twin)"]
    for one in dataclasses.fields(kind):
        value = one.name
        if one.default is not dataclasses.MISSING:
            parameters.append(f"{one.name}=_default_{one.name}")
        elif one.default_factory is not dataclasses.MISSING:
            parameters.append(f"{one.name}=_left_out")
            value = f"_fresh_{one.name}() if {one.name} is _left_out else {one.name}"
        else:
            parameters.append(one.name)
        body.append(f"self.{one.name} = {value}")
    body.append("_become(self, '__class__', _kind)")
    return f"def __init__({', '.join(parameters)}):\n  " + "\n  ".join(body)
