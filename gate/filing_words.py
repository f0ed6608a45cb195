"""Words of the filing plan that API, pages and papers share."""

from __future__ import annotations

from workflow.definition.model import Period

FOR_EVER = "forever"
_YEARS = {"uk": ("рік", "роки", "років"), "ru": ("год", "года", "лет"), "en": ("year", "years", "years")}
_MONTHS = {
    "uk": ("місяць", "місяці", "місяців"),
    "ru": ("месяц", "месяца", "месяцев"),
    "en": ("month", "months", "months"),
}
_DAYS = {"uk": ("день", "дні", "днів"), "ru": ("день", "дня", "дней"), "en": ("day", "days", "days")}
_ALWAYS = {"uk": "постійно", "ru": "постоянно", "en": "for ever"}
_UNITS = {"year": _YEARS, "month": _MONTHS, "day": _DAYS}


def keep_code(keep: Period | None) -> str:
    """As a definition writes it: `5 years`, `forever`."""
    if keep is None:
        return FOR_EVER
    return f"{keep.length} {keep.unit}{'' if keep.length == 1 else 's'}"


def keep_words(keep: Period | None, language: str) -> str:
    """As people read it: «5 років», «постійно»."""
    spoken = language if language in _ALWAYS else "uk"
    if keep is None:
        return _ALWAYS[spoken]
    return f"{keep.length} {_counted(_UNITS[keep.unit][spoken], keep.length, spoken)}"


def _counted(forms: tuple[str, str, str], number: int, language: str) -> str:
    one, few, many = forms
    if language == "en":
        return one if number == 1 else many
    if number % 10 == 1 and number % 100 != 11:
        return one
    return few if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else many
