"""The covering words of an e-mail that brings a paper, in the language its receiver reads."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS: Mapping[str, str] = {
    "uk": "Доброго дня!\n\nУ вкладенні – документ «{title}» № {number}{dated} до вашого звернення № {reference}.\n\n"
    "Перевірити справжність: {verify}\nПитання: тел. {phone}, номер {reference}.\n\n{town}",
    "en": "Good day!\n\nAttached is the paper “{title}” № {number}{dated} on your case № {reference}. The paper itself"
    " is in Ukrainian.\n\nCheck that it is genuine: {verify}\nQuestions: tel. {phone}, number {reference}.\n\n{town}",
    "ru": "Здравствуйте!\n\nВо вложении – документ «{title}» № {number}{dated} по вашему обращению № {reference}. Сам"
    " документ – на украинском языке.\n\nПроверить подлинность: {verify}\nВопросы: тел. {phone}, номер {reference}."
    "\n\n{town}",
}
_DATED: Mapping[str, str] = {"uk": " від {day}", "en": " of {day}", "ru": " от {day}"}
_USUAL = "uk"


def letter_words(language: str, *, day: str, **facts: str) -> str:
    """The words in `language` (uk, en, ru; another is told in Ukrainian); `day` empty for a paper without a date."""
    chosen = language if language in _WORDS else _USUAL
    dated = _DATED[chosen].format(day=day) if day else ""
    return _WORDS[chosen].format(dated=dated, **facts)
