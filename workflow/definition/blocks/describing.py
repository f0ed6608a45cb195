"""Blocks and pieces as JSON Schema (Draft 2020-12): each describes itself, this joins them and names what repeats.

For editors, which complete and check while somebody types; `schema.py` reads and has the last word.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from marshmallow import fields

from workflow.definition.blocks.pieces import Block, DescribedPiece
from workflow.values import Json

JsonSchema: TypeAlias = dict[str, Json]
"""One JSON Schema, or a part of it."""

NULL: JsonSchema = {"type": "null"}


@dataclass(slots=True)
class Describer:
    """Describes blocks; `shared` holds what others point to, by name (the document's `$defs`)."""

    shared: dict[str, JsonSchema] = field(default_factory=dict)

    def block(self, block: Block) -> JsonSchema:
        """A pointer to a block's description."""
        name = type(block).__name__.removesuffix("Block")
        return self.once(name, lambda: self.whole(block))

    def once(self, name: str, describe: Callable[[], JsonSchema]) -> JsonSchema:
        """A pointer to something described once, however often it is wanted, by itself too."""
        if name not in self.shared:
            self.shared[name] = {}
            self.shared[name] = describe()
        return {"$ref": f"#/$defs/{name}"}

    def whole(self, block: Block) -> JsonSchema:
        """A block in place: its keys, which of them must be there, and no others."""
        keys = {one.data_key or name: one for name, one in block.fields.items()}
        described: JsonSchema = {
            "description": inspect.cleandoc(type(block).__doc__ or ""),
            "type": "object",
            "properties": {key: self.piece(one) for key, one in keys.items()},
            "additionalProperties": False,
        }
        required = [key for key, one in keys.items() if one.required]
        return {**described, **({"required": required} if required else {}), **block.rules()}

    def piece(self, piece: fields.Field[Any]) -> JsonSchema:
        """One piece; null too where nothing may be written."""
        if not isinstance(piece, DescribedPiece):
            raise TypeError(f"{type(piece).__name__} cannot describe itself")
        described = piece.described(self)
        return {"anyOf": [described, NULL]} if piece.allow_none else described
