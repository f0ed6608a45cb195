"""Which passwords may be set."""

from __future__ import annotations

import pytest

from gate.password_rules import password_mistake


@pytest.mark.parametrize(
    ("password", "second_factor", "mistake"),
    [
        ("чотирнадцять14", False, "too_short"),
        ("рівно п'ятнадця", False, None),
        ("сім сім", True, "too_short"),
        ("вісім ві", True, None),
        ("x" * 201, True, "too_long"),
        ("baseball", True, "common_password"),
        ("BaseBall", True, "common_password"),
        ("baseball2026!", True, "common_password"),
        ("passwordpassword", False, "common_password"),
        ("aaaaaaaaaaaaaaaaaa", False, "common_password"),
        ("зразкове2026", True, "common_password"),
        ("Марія Взірцева 1975", False, "common_password"),
        ("mayor-mayor-mayor-1", False, "common_password"),
        ("марія любить мокрих котів", False, None),
        ("correct horse battery staple", False, None),
    ],
)
def test_a_password_is_long_and_not_what_everybody_tries(
    password: str, second_factor: bool, mistake: str | None
) -> None:
    words = ("mayor", "Марія", "Взірцева", "Зразкове")
    assert password_mistake(password, second_factor=second_factor, own_words=words) == mistake
