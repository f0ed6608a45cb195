"""A text of the pages by its key and language. The texts are in `catalogue/`; nothing else in `web` holds words
for people.
"""

from __future__ import annotations

from collections.abc import Mapping

from gate.deadline_catalogue import catalogue
from gate.languages import DEFAULT
from web.catalogue import (
    administering_en,
    administering_ru,
    administering_uk,
    desk_en,
    desk_ru,
    desk_uk,
    en,
    ru,
    uk,
    working_en,
    working_ru,
    working_uk,
)

TEXTS: Mapping[str, Mapping[str, str]] = {
    "uk": {**uk.TEXTS, **working_uk.TEXTS, **desk_uk.TEXTS, **administering_uk.TEXTS},
    "en": {**en.TEXTS, **working_en.TEXTS, **desk_en.TEXTS, **administering_en.TEXTS},
    "ru": {**ru.TEXTS, **working_ru.TEXTS, **desk_ru.TEXTS, **administering_ru.TEXTS},
}


def words(key: str, language: str, **values: object) -> str:
    """The text under `key` with `{name}` filled in; KeyError for a key that no catalogue has."""
    text = TEXTS.get(language, TEXTS[DEFAULT])[key]
    return text.format_map({name: str(value) for name, value in values.items()}) if values else text


def known(key: str, language: str) -> str | None:
    """The text under `key`, or None."""
    return TEXTS.get(language, TEXTS[DEFAULT]).get(key)


def counted(count: int, unit: str, language: str) -> str:
    """`5 робочих днів`, `1 година`: units of `gate.deadline_catalogue`."""
    return catalogue(language).length(count, unit)
