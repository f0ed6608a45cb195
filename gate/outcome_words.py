"""Formal results in the words of the town hall (design glossary, 28), for citizens and staff."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS: Mapping[str, tuple[str, str, str]] = {
    "satisfied": ("вирішено позитивно", "granted", "решено положительно"),
    "partly": ("вирішено частково", "partly granted", "решено частично"),
    "explained": ("надано роз'яснення", "explained", "дано разъяснение"),
    "refused": ("відмовлено", "refused", "отказано"),
    "forwarded": ("надіслано за належністю", "forwarded to the competent body", "отправлено по принадлежности"),
    "returned": ("повернуто авторові", "returned to the author", "возвращено автору"),
    "not_considered": ("не підлягає розгляду", "not considered", "не подлежит рассмотрению"),
    "withdrawn": ("відкликано", "withdrawn", "отозвано"),
    "lapsed": ("закрито без відповіді заявника", "lapsed without an answer", "закрыто без ответа заявителя"),
}
_PLACES = {"uk": 0, "en": 1, "ru": 2}


def outcome_words(outcome: str | None, language: str) -> str:
    """The outcome in words; nothing while there is none."""
    if outcome is None:
        return ""
    return _WORDS[outcome][_PLACES.get(language, 0)] if outcome in _WORDS else outcome
