"""Which language an answer is in."""

from __future__ import annotations

import pytest

from gate.languages import preferred


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "uk"),
        ("", "uk"),
        ("uk-UA,uk;q=0.9,en;q=0.8", "uk"),
        ("en-GB,en;q=0.9", "en"),
        ("ru;q=0.9, en;q=0.95", "en"),
        ("de, fr;q=0.9, ru;q=0.1", "ru"),
        ("de,*;q=0.5", "uk"),
        ("en;q=0, ru", "ru"),
        ("en;q=banana, ru;q=0.2", "ru"),
        (";;;,,,=;q", "uk"),
        ("en;q=9999", "en"),
        ("x" * 100_000, "uk"),
    ],
)
def test_the_best_liked_of_our_languages_wins(header: str | None, language: str) -> None:
    assert preferred(header) == language
