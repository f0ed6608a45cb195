"""Values as a reader sees them."""

from __future__ import annotations

import pytest

from gate.languages import LANGUAGES
from web.channel_words import channel_words
from web.value_words import plain_words
from web.words import known
from workflow.case_channel import CaseChannel


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({"address": "вул. Лісова, 8", "street": "вул. Лісова", "house": "8"}, "вул. Лісова, 8"),
        ({"address": "вул. Лісова, 12", "street": "вул. Лісова", "flat": "1"}, "вул. Лісова, 12, 1"),
        ({"street": "вул. Лісова", "house": "8", "note": "біля арки"}, "вул. Лісова, 8, біля арки"),
    ],
)
def test_a_place_says_nothing_twice(place: dict[str, str], said: str) -> None:
    assert plain_words(place, "uk") == said


def test_every_way_a_matter_comes_has_its_words() -> None:
    assert [one for one in CaseChannel for language in LANGUAGES if not known(f"channel.{one}", language)] == []


def test_a_way_of_the_towns_own_is_said_by_its_name() -> None:
    said = [channel_words("library_kiosk", language) for language in LANGUAGES]
    assert said == ["інакше: library kiosk", "another way: library kiosk", "иначе: library kiosk"]
