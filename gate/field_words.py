"""What a field is called in the reader's language: by the locale, its label, or the block that asks for it.

A block such as `forwarding` asks for things by itself (workflow/definition/implied_inputs.py): these have names here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gate.languages import LANGUAGES
from workflow.definition.model import Definition, Field

_IMPLIED: Mapping[str, tuple[str, str, str]] = {
    "addressee": ("Кому надсилаємо", "To whom", "Кому направляем"),
    "reason": ("Чому це не наша компетенція", "Why it is not ours", "Почему это не наша компетенция"),
    "their_due": ("Коли вони мають відповісти", "When they have to answer", "Когда они должны ответить"),
    "programme": ("Програма", "Programme", "Программа"),
    "promised": ("Обіцяємо до", "Promised by", "Обещаем до"),
    "milestones": (
        "Етапи, по одному в рядку: 2027-03-01 Проєкт",
        "Milestones, one a line: 2027-03-01 Project",
        "Этапы, по одному в строке: 2027-03-01 Проект",
    ),
    "plain_override": (
        "Чому відповідь мусить бути саме такою",
        "Why the answer has to be as it is",
        "Почему ответ должен быть именно таким",
    ),
}


def label_of(field: Field, definition: Definition, path: str, language: str) -> str:
    """`path` is that of the field: `form.place`, `transitions.forward.input.reason`."""
    implied = _IMPLIED.get(field.name)
    by_block = implied[LANGUAGES.index(language)] if implied else field.name
    return definition.text(f"{path}.label", language) or field.label or by_block


def in_words(field: Field, definition: Definition, path: str, language: str) -> Field:
    """The field with label, hint and options in a language."""
    options = tuple(
        (value, definition.text(f"{path}.options.{value}", language) or label) for value, label in field.options
    )
    return replace(
        field,
        label=label_of(field, definition, path, language),
        hint=definition.text(f"{path}.hint", language) or field.hint,
        options=options,
    )
