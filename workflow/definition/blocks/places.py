"""Places of a group: how many, which states hold one, and what happens when none is free."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workflow.definition.blocks.pieces import Block, DescribedPiece, Listed, Named, Whole, name_text
from workflow.definition.model import PlacesRule

if TYPE_CHECKING:
    from workflow.definition.blocks.describing import Describer, JsonSchema

_ALL = "all"


class Capacity(DescribedPiece[tuple[tuple[str, int], ...]]):
    """`12`, or by group `{morning: 12, evening: 8}`."""

    _whole = Whole(least=1, most=100_000)
    _named = Named(Whole(least=1, most=100_000))

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any
    ) -> tuple[tuple[str, int], ...]:
        if isinstance(value, dict):
            named: dict[str, int] = self._named.deserialize(value)
            return tuple(named.items())
        whole: int = self._whole.deserialize(value)
        return ((_ALL, whole),)

    def described(self, write: Describer) -> JsonSchema:
        """One number, or one for each group."""
        return {"anyOf": [self._whole.described(write), self._named.described(write)]}


class PlacesBlock(Block):
    """`{pool: rehabilitation, by: group, capacity: {morning: 12}, held: [offered, enrolled], waiting: waiting, …}`."""

    pool = name_text(required=True)
    by = name_text(load_default=None)
    capacity = Capacity(required=True)
    held = Listed(name_text(), required=True, least=1)
    wanted = name_text(load_default=None)
    admit = name_text(load_default=None)
    wait = name_text(load_default=None)
    waiting = name_text(load_default=None)
    offer = name_text(load_default=None)

    def make(self, read: dict[str, Any]) -> PlacesRule:
        """What is not said is not there."""
        return PlacesRule(
            pool=read.get("pool", ""),
            by=read.get("by"),
            capacity=read.get("capacity", ()),
            held=read.get("held", ()),
            wanted=read.get("wanted"),
            admit=read.get("admit"),
            wait=read.get("wait"),
            waiting=read.get("waiting"),
            offer=read.get("offer"),
        )
