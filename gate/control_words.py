"""What stands in a control list where nobody said why: never an empty cell."""

from __future__ import annotations

from collections.abc import Mapping

_NOT_GIVEN: Mapping[str, str] = {"uk": "не зазначено", "en": "not given", "ru": "не указано"}


def reason_not_given(language: str) -> str:
    """«не зазначено»."""
    return _NOT_GIVEN.get(language, _NOT_GIVEN["uk"])
