"""Formal results in the words of the town hall (design glossary, 28): on pages, on papers, in messages."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.definition.model import Outcome

OUTCOMES: Mapping[Outcome, tuple[str, str, str]] = {
    Outcome.SATISFIED: ("вирішено позитивно", "granted", "решено положительно"),
    Outcome.PARTLY: ("вирішено частково", "partly granted", "решено частично"),
    Outcome.EXPLAINED: ("надано роз'яснення", "explained", "дано разъяснение"),
    Outcome.REFUSED: ("відмовлено", "refused", "отказано"),
    Outcome.FORWARDED: ("надіслано за належністю", "forwarded to the competent body", "отправлено по принадлежности"),
    Outcome.RETURNED: ("повернуто авторові", "returned to the author", "возвращено автору"),
    Outcome.NOT_CONSIDERED: ("не підлягає розгляду", "not considered", "не подлежит рассмотрению"),
    Outcome.WITHDRAWN: ("відкликано", "withdrawn", "отозвано"),
    Outcome.LAPSED: ("закрито без відповіді заявника", "lapsed without an answer", "закрыто без ответа заявителя"),
}
SHORTER: Mapping[Outcome, tuple[str, str, str]] = {
    Outcome.FORWARDED: ("надіслано за належністю", "forwarded", "направлено в иной орган"),
    Outcome.NOT_CONSIDERED: ("не підлягає розгляду", "not considered", "не рассматривается"),
    Outcome.LAPSED: ("закрито без розгляду", "lapsed", "закрыто без ответа"),
}
"""For a message, where each has room for 23 characters (workflow/definition/placeholders.py)."""
_PLACES = {"uk": 0, "en": 1, "ru": 2}


def outcome_words(outcome: str | None, language: str) -> str:
    """The outcome in words; nothing while there is none."""
    return OUTCOMES[Outcome(outcome)][_PLACES.get(language, 0)] if outcome else ""


def short_outcome_words(outcome: str | None, language: str = "uk") -> str:
    """The same, short enough for a message."""
    short = SHORTER.get(Outcome(outcome)) if outcome else None
    return short[_PLACES.get(language, 0)] if short else outcome_words(outcome, language)
