"""One sentence in each language, and the status it goes with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gate.languages import DEFAULT, LANGUAGES


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: `status` and the sentence in Ukrainian, English, Russian."""

    status: int
    uk: str
    en: str
    ru: str

    def sentence(self, language: str, data: Mapping[str, object]) -> str:
        """The sentence with the error's data filled in; a name that is not there stays empty."""
        text = {"uk": self.uk, "en": self.en, "ru": self.ru}[language if language in LANGUAGES else DEFAULT]
        return text.format_map(_Lenient({name: _plain(value) for name, value in data.items()}))


class _Lenient(dict[str, str]):
    """Data of an error; a name it does not have reads as nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Iterable):
        return ", ".join(_plain(part) for part in value)
    return "" if value is None else str(value)
