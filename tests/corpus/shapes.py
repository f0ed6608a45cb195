"""The shape of an event as stored: its fields and those of the values in it. Every shape there has been is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, TypeAlias, get_args, get_type_hints

from workflow.events import Event

Shape: TypeAlias = dict[str, dict[str, list[Any]]]
"""Class → field → [type in words, whether it may be absent]; the event itself is the first class."""


def shape_of(kind: type) -> Shape:
    """Of one event class, with every dataclass inside."""
    found: Shape = {}
    waiting = [kind]
    while waiting:
        one = waiting.pop(0)
        if one.__name__ in found:
            continue
        hints = get_type_hints(one)
        found[one.__name__] = {
            each.name: [_said(hints[each.name]), each.default is not MISSING or each.default_factory is not MISSING]
            for each in fields(one)
        }
        waiting += [inner for each in fields(one) for inner in _inside(hints[each.name])]
    return found


def event_kinds() -> tuple[type, ...]:
    """Every event class."""
    return get_args(Event)


def breaks(kept: Shape, now: Shape) -> list[str]:
    """Why bytes stored in the shape `kept` no longer fit the classes of `now`; empty when they do."""
    told = []
    for name, old in kept.items():
        new = now.get(name)
        if new is None:
            told.append(f"{name} is gone")
            continue
        told += [f"{name}.{one} is gone" for one in old if one not in new]
        told += [
            f"{name}.{one} is {new[one][0]}, was {old[one][0]}"
            for one in old
            if one in new and new[one][0] != old[one][0]
        ]
        told += [f"{name}.{one} must not be absent, and is" for one in new if one not in old and not new[one][1]]
        told += [
            f"{name}.{one} might be absent, and must not"
            for one in old
            if one in new and old[one][1] and not new[one][1]
        ]
    return told


def _inside(hint: Any) -> Iterator[type]:
    if is_dataclass(hint) and isinstance(hint, type):
        yield hint
    for inner in get_args(hint):
        yield from _inside(inner)


def _said(hint: Any) -> str:
    inner = get_args(hint)
    name = getattr(hint, "__name__", None) or str(hint).rpartition(".")[2]
    if "ForwardRef('Json')" in repr(hint) and not name.startswith(("Mapping", "tuple")):
        return "Json"
    if not inner or is_dataclass(hint):
        return str(name)
    if str(hint).startswith("typing.Literal"):
        return str(hint)
    parts = ["…" if one is ... else "Json" if "ForwardRef" in repr(one) else _said(one) for one in inner]
    return f"{name}[{', '.join(parts)}]"
