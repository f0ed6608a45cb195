"""A text of the pages by its key and language.

The texts are in `catalogue/`, a file for a room and language, written first in Ukrainian; nothing else in `web` holds
words for people.
"""

from __future__ import annotations

from collections.abc import Mapping

from gate.deadline_catalogue import catalogue
from gate.languages import DEFAULT
from web.catalogue import (
    account_en,
    account_ru,
    account_uk,
    administering_en,
    administering_ru,
    administering_uk,
    around_en,
    around_ru,
    around_uk,
    card_en,
    card_ru,
    card_uk,
    citizen_en,
    citizen_ru,
    citizen_uk,
    desk_en,
    desk_ru,
    desk_uk,
    history_en,
    history_ru,
    history_uk,
    public_en,
    public_ru,
    public_uk,
    queue_en,
    queue_ru,
    queue_uk,
    status_en,
    status_ru,
    status_uk,
    taking_en,
    taking_ru,
    taking_uk,
    working_en,
    working_ru,
    working_uk,
)

_ROOMS = {
    "uk": (
        account_uk,
        administering_uk,
        around_uk,
        card_uk,
        citizen_uk,
        desk_uk,
        history_uk,
        public_uk,
        queue_uk,
        status_uk,
        taking_uk,
        working_uk,
    ),
    "en": (
        account_en,
        administering_en,
        around_en,
        card_en,
        citizen_en,
        desk_en,
        history_en,
        public_en,
        queue_en,
        status_en,
        taking_en,
        working_en,
    ),
    "ru": (
        account_ru,
        administering_ru,
        around_ru,
        card_ru,
        citizen_ru,
        desk_ru,
        history_ru,
        public_ru,
        queue_ru,
        status_ru,
        taking_ru,
        working_ru,
    ),
}

TEXTS: Mapping[str, Mapping[str, str]] = {
    language: {key: text for room in rooms for key, text in room.TEXTS.items()} for language, rooms in _ROOMS.items()
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
