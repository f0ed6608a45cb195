"""The plain values that travel inside events, commands and cases: JSON without floats.

A citizen's own words and data never stand here in the clear: they travel beside the events as `PersonalValue`
and leave their commitment in their place (house.md, "Personal values").
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, Union

Json: TypeAlias = Union[str, int, bool, Sequence["Json"], Mapping[str, "Json"], None]  # noqa: UP007 - names itself
"""A JSON value without floats (RFC 8785 canonical form has no ambiguity then)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalValue:
    """One value about a person, kept in a table of its own and erasable without breaking the chain.

    `name` is its place in the case, for instance `applicant.phone`, `form.note`, `input.7.reply`,
    `resolution.<id>.text`. `key` (32 bytes) opens the commitment; it is deleted with the value.
    """

    name: str
    value: Json
    key: bytes
    sensitive: bool = False

    def commitment(self, canonical: bytes) -> str:
        """HMAC-SHA256 of the value's canonical JSON under `key`, in hex: what the event holds instead."""
        return hmac.new(self.key, canonical, hashlib.sha256).hexdigest()
