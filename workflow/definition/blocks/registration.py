"""The block `registration`: the journal a case is entered in, by whom, and what its card must say."""

from __future__ import annotations

from typing import Any

from workflow.definition.blocks.pieces import Block, Listed, Named, OneOf, Piece, Text, Word, name_text
from workflow.definition.model import RegistrationRule
from workflow.registration import CARD_FIELDS, Journal


class RegistrationBlock(Block):
    """`{journal: incoming, roles: [registrar], required: [correspondent, summary], categories: {veteran: Ветеран}}`."""

    journal = OneOf(Journal, required=True)
    roles = Listed(name_text(), required=True, least=1)
    required = Listed(Word(*CARD_FIELDS))
    categories: Piece[dict[str, str]] = Named(Text(most=200))

    def make(self, read: dict[str, Any]) -> RegistrationRule:
        """Categories keep their order."""
        return RegistrationRule(
            journal=read.get("journal", Journal.INCOMING),
            roles=read.get("roles", ()),
            required=frozenset(read.get("required", ())),
            categories=tuple(read.get("categories", {}).items()),
        )
