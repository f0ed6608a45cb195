"""One's own position in a register, and why it changed: with no word about anybody else."""

from __future__ import annotations

from typing import Any

from gate.languages import current_language
from gate.position_words import category_label, move_words
from store.queries.positions import Place
from workflow.definition.model import Definition


def position_view(place: Place, definition: Definition) -> dict[str, Any]:
    """As `PositionShown` shows it."""
    language = current_language()
    rule = definition.register
    return {
        "register": place.register,
        "number": place.number,
        "of": place.of,
        "category": category_label(definition, place.category, language),
        "since": place.since,
        "rule": (definition.text("register.rule", language) or rule.rule) if rule is not None else "",
        "moves": [
            {
                "at": one.at,
                "change": one.change,
                "why": move_words(one.kind, category_label(definition, one.category, language), language, own=one.own),
            }
            for one in place.moves
        ],
    }
