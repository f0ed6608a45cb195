"""From an older shape of an event to the next: one function per step, by (type, schema it reads).

Stored bytes never change (house.md, "Decided"). Whoever changes an event so that what is stored no longer fits gives
the class the next `schema` number and adds the step here; `tests/corpus` holds every shape there has been.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from workflow.errors import DefinitionError
from workflow.values import Json

Data: TypeAlias = Mapping[str, Json]

UPCASTERS: Mapping[tuple[str, int], Callable[[Data], Data]] = {}
"""No event has had a second shape yet."""


def upcast(
    name: str, schema: int, newest: int, data: Data, steps: Mapping[tuple[str, int], Callable[[Data], Data]] = UPCASTERS
) -> Data:
    """`data` of an event of type `name` in the shape `newest`; DefinitionError(`unknown_event`) where a step lacks, or
    for a shape newer than this code."""
    if schema > newest:
        raise DefinitionError("unknown_event", type=name, schema=schema)
    for number in range(schema, newest):
        step = steps.get((name, number))
        if step is None:
            raise DefinitionError("unknown_event", type=name, schema=schema)
        data = step(data)
    return data
