"""What a drawing says, in the reader's language: titles from the definition or its locale, terms in short."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from workflow.definition.model import Clock, Definition, State, Transition
from workflow.definition.role_words import role_words

LANGUAGES = ("uk", "en", "ru")
_FAST = "\N{NO-BREAK SPACE}"

_UNITS = {
    "uk": {
        "minute": "хв", "hour": "год", "working_hour": "роб. год", "working_day": "роб. дн.",
        "calendar_day": "кал. дн.", "month": "міс.", "year": "р.",
    },
    "en": {
        "minute": "min", "hour": "h", "working_hour": "working h", "working_day": "working d.",
        "calendar_day": "calendar d.", "month": "mo.", "year": "y.",
    },
    "ru": {
        "minute": "мин", "hour": "ч", "working_hour": "раб. ч", "working_day": "раб. дн.",
        "calendar_day": "кал. дн.", "month": "мес.", "year": "г.",
    },
}  # fmt: skip
_LAW = {"uk": ("за законом", "ст."), "en": ("by law", "art."), "ru": ("по закону", "ст.")}
_ARTICLE = re.compile(r"\.art_(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """`texts` as a locale gives them: `states.in_work.title`. What is not translated stands as the author wrote it."""

    definition: Definition
    language: str
    texts: Mapping[str, str]

    @property
    def title(self) -> str:
        """Of the whole definition."""
        return self.texts.get("title", self.definition.title)

    def state(self, state: State) -> str:
        """A state's title."""
        return self.texts.get(f"states.{state.name}.title", state.title) or state.name

    def move(self, transition: Transition) -> str:
        """A transition's title; with the clocks that fire it."""
        title = self.texts.get(f"transitions.{transition.name}.title", transition.title) or transition.name
        fired = [
            self._clock_title(clock)
            for clock in self.definition.clocks.values()
            if clock.on_expiry and clock.on_expiry.fire == transition.name
        ]
        return f"{title} ◷{_FAST}{', '.join(fired)}" if fired else title

    def by(self, transition: Transition) -> str:
        """Who may do it, and after which paper."""
        roles = ", ".join(role_words(role, self.language) for role in transition.roles)
        if not transition.after:
            return roles
        paper = self.definition.documents.get(transition.after)
        title = self.texts.get(f"documents.{transition.after}.title", paper.title if paper else "")
        return f"{roles} ← {title or transition.after}"

    def clock(self, clock: Clock) -> str:
        """A clock with its term: «◷ Строк міста: 10 роб. дн.»."""
        term = self._law(clock.law) if clock.law else ""
        if clock.length is not None and clock.unit is not None:
            unit = _UNITS[self.language].get(clock.unit, clock.unit)
            term = f"{clock.length} {unit}".replace(" ", _FAST)
        title = f"◷{_FAST}{self._clock_title(clock)}"
        return f"{title}: {term}" if term else title

    def _law(self, rule: str) -> str:
        """`ua_appeals.art_20` is «за законом, ст. 20»; the rest of its id is for those who write definitions."""
        by_law, article = _LAW[self.language]
        found = _ARTICLE.search(rule)
        return (f"{by_law}, {article} {found[1]}" if found else by_law).replace(" ", _FAST)

    def _clock_title(self, clock: Clock) -> str:
        return self.texts.get(f"clocks.{clock.name}.title", clock.title) or clock.name


def words_of(definition: Definition, language: str) -> Words:
    """Ukrainian is what a definition is written in; others are its locales."""
    return Words(definition=definition, language=language, texts=definition.locales.get(language, {}))
