"""How long a service takes, before anybody starts: its clocks in words, the statutory ones with their article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from web.words import counted, words
from workflow.definition.law_book import LawBook
from workflow.definition.model import Clock, Definition
from workflow.errors import DefinitionError


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One line: what, within which length, by which law (empty for the town's own promise)."""

    title: str
    length: str
    law: str = ""


def terms_of(definition: Definition, laws: LawBook, on: date, language: str) -> tuple[Term, ...]:
    """Terms that begin without the citizen having to do anything more. A clock without a title is the town hall's
    own.
    """
    waiting = {name for name, state in definition.states.items() if state.waits_for is not None}
    terms = []
    for name, clock in definition.clocks.items():
        title = definition.text(f"clocks.{name}.title", language) or clock.title
        if title and clock.starts not in waiting and clock.appointed is None:
            found = _term(clock, title, laws, on, language)
            if found is not None:
                terms.append(found)
    return tuple(terms)


def _term(clock: Clock, title: str, laws: LawBook, on: date, language: str) -> Term | None:
    if clock.law is None:
        return Term(title=title, length=counted(clock.length or 0, clock.unit or "day", language))
    try:
        rule = laws.rule(clock.law, on)
    except DefinitionError:
        return None
    law = words("law.article", language, law=laws.pack_of(rule).title, article=rule.article)
    return Term(title=title, length=counted(rule.length, rule.unit.value, language), law=law)
