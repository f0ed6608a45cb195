"""Values as a reader sees them."""

from __future__ import annotations

import pytest

from web.value_words import plain_words


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
