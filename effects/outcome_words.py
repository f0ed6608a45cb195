"""The formal result in words (glossary, row 28): papers are in the town's language, messages in their reader's.

In a message each has room for 23 characters (workflow/definition/placeholders.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from workflow.definition.model import Outcome

OUTCOMES: Mapping[Outcome, tuple[str, str, str]] = {
    Outcome.SATISFIED: ("вирішено позитивно", "granted", "решено положительно"),
    Outcome.PARTLY: ("вирішено частково", "partly granted", "решено частично"),
    Outcome.EXPLAINED: ("надано роз'яснення", "explained", "дано разъяснение"),
    Outcome.REFUSED: ("відмовлено", "refused", "отказано"),
    Outcome.FORWARDED: ("надіслано за належністю", "forwarded", "направлено в иной орган"),
    Outcome.RETURNED: ("повернуто авторові", "returned to the author", "возвращено автору"),
    Outcome.NOT_CONSIDERED: ("не підлягає розгляду", "not considered", "не рассматривается"),
    Outcome.WITHDRAWN: ("відкликано", "withdrawn", "отозвано"),
    Outcome.LAPSED: ("закрито без розгляду", "lapsed", "закрыто без ответа"),
}
_PLACES = {"uk": 0, "en": 1, "ru": 2}


def outcome_words(outcome: str | None, language: str = "uk") -> str:
    """The words, or nothing while there is no result."""
    return OUTCOMES[Outcome(outcome)][_PLACES.get(language, 0)] if outcome else ""
