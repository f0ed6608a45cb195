"""The formal result in words, for messages and papers in the town's language (glossary, row 28)."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.definition.model import Outcome

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.SATISFIED: "вирішено позитивно",
    Outcome.PARTLY: "вирішено частково",
    Outcome.EXPLAINED: "надано роз'яснення",
    Outcome.REFUSED: "відмовлено",
    Outcome.FORWARDED: "надіслано за належністю",
    Outcome.RETURNED: "повернуто авторові",
    Outcome.NOT_CONSIDERED: "не підлягає розгляду",
    Outcome.WITHDRAWN: "відкликано",
    Outcome.LAPSED: "закрито без розгляду",
}


def outcome_words(outcome: str | None) -> str:
    """The words, or nothing while there is no result."""
    return OUTCOMES[Outcome(outcome)] if outcome else ""
