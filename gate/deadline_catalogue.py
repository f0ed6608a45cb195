"""The sentences of `deadline_words.py` in Ukrainian, English and Russian, with their plurals.

Only texts: which one is said when is decided in `deadline_words.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

_DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """One language. `units`: forms by unit for one, few and many; `at`: how a clock time is said (`об 11:00`)."""

    sentences: Mapping[str, str]
    units: Mapping[str, tuple[str, str, str]]
    form: Callable[[int], int]
    at: Callable[[str], str]
    short_time: tuple[str, str]

    def length(self, count: int, unit: str, *, plain: bool = False) -> str:
        """`5 робочих днів`; one month is said in words; `plain` leaves out which days."""
        forms = self.units[_DAY if plain else unit]
        form = self.form(count)
        return (
            forms[0].removeprefix("1 ")
            if form == 0 and forms[0][0].isalpha() and count == 1
            else (f"{count} {forms[form].removeprefix('1 ')}")
        )

    def used(self, count: int, measure: str) -> str:
        """`0 днів`, `1 год 35 хв`: how much of a term was used."""
        if measure == _DAY:
            return self.length(count, _DAY)
        hours, minutes = divmod(count // 60, 60)
        parts = [f"{hours} {self.short_time[0]}"] if hours else []
        return " ".join([*parts, f"{minutes} {self.short_time[1]}"])
