"""A message in the language its reader chose when filing: wholly in it, or wholly in the town's own (docs/adr/0105).

What people typed stays as they typed it; what the town says about the case is said in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from gate.outcome_words import short_outcome_words
from notifications.recipients import Variant
from workflow.case import Case
from workflow.definition.model import Definition, Field, FieldType, TextPair
from workflow.engine.wording import WEEKDAYS

OWN = "uk"
"""The town's language: what the definition itself says."""

_WEEKDAYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    }
)
_YES_NO: Mapping[str, tuple[str, str]] = MappingProxyType({"en": ("yes", "no"), "ru": ("да", "нет")})
_VISIT = ("slot", "slot_day")


def template_for(definition: Definition, name: str, pair: TextPair, variant: Variant, language: str) -> tuple[str, str]:
    """The text and the language it is in: `language` if the definition says it so, else the town's own."""
    voiced = variant is Variant.VOICE and pair.voice is not None
    translated = definition.text(f"texts.{name}.{'voice' if voiced else 'link'}", language)
    if translated is not None and language in _WEEKDAYS:
        return translated, language
    return (pair.voice or pair.link) if variant is Variant.VOICE else pair.link, OWN


def words_in(
    language: str, words: Mapping[str, str], outcome: str | None, case: Case, definition: Definition
) -> dict[str, str]:
    """`words` as the town's language has them, said in `language`. `outcome` is the result's code."""
    if language == OWN:
        return dict(words)
    said = dict(words)
    said["title"] = definition.text("title", language) or words["title"]
    said["state"] = definition.text(f"states.{case.state}.title", language) or words["state"]
    if "outcome" in words:
        said["outcome"] = short_outcome_words(outcome or case.outcome, language)
    for name in _VISIT:
        day, space, rest = words.get(name, "").partition(" ")
        if day in WEEKDAYS:
            said[name] = _WEEKDAYS[language][WEEKDAYS.index(day)] + space + rest
    for path, field in _fields(definition):
        if field.name in said:
            said[field.name] = _label(field, path, said[field.name], language, definition)
    return said


def _label(field: Field, path: str, own: str, language: str, definition: Definition) -> str:
    """What was chosen from a list, by its label in the language; anything else as it is."""
    if field.type is FieldType.YES_NO:
        return dict(zip(("так", "ні"), _YES_NO[language], strict=True)).get(own, own)
    if field.type in (FieldType.CHOICE, FieldType.CHOICES):
        labels = {
            label: definition.text(f"{path}.options.{value}", language) or label for value, label in field.options
        }
        return labels.get(own) or ", ".join(labels.get(one, one) for one in own.split(", "))
    return own


def _fields(definition: Definition) -> Iterator[tuple[str, Field]]:
    yield from ((f"form.{one.name}", one) for one in definition.form)
    for transition in definition.transitions:
        yield from ((f"transitions.{transition.name}.input.{one.name}", one) for one in transition.input)
