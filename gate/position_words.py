"""Why a position in a register changed, in words for whoever waits; nobody else is named.

Pure.
"""

from __future__ import annotations

from workflow.definition.model import Definition

_OTHERS = {
    "entered": (
        "Перед вами став той, хто за правилом іде раніше{category}.",
        "Somebody who goes first by the rule joined before you{category}.",
        "Перед вами встал тот, кто по правилу идёт раньше{category}.",
    ),
    "left": (
        "Хтось перед вами вибув з черги.",
        "Somebody before you left the queue.",
        "Кто-то перед вами выбыл из очереди.",
    ),
    "moved": (
        "Комусь у черзі змінили категорію{category}.",
        "Somebody's category in the queue was changed{category}.",
        "Кому-то в очереди изменили категорию{category}.",
    ),
}
_OWN = {
    "entered": ("Вас поставлено в чергу.", "You joined the queue.", "Вы встали в очередь."),
    "moved": (
        "Вашу категорію змінено{category}.",
        "Your category was changed{category}.",
        "Ваша категория изменена{category}.",
    ),
    "left": ("Ви вибули з черги.", "You left the queue.", "Вы выбыли из очереди."),
}
_PLACES = {"uk": 0, "en": 1, "ru": 2}


def move_words(kind: str, category: str | None, language: str, *, own: bool) -> str:
    """A sentence; `category` is its label, None where there is none."""
    text = (_OWN if own else _OTHERS)[kind][_PLACES.get(language, 0)]
    return text.format(category=f": {category}" if category else "")


def category_label(definition: Definition, category: str | None, language: str) -> str | None:
    """The label of the category's option in the form, in that language."""
    rule = definition.register
    if category is None or rule is None or rule.category is None:
        return category
    for field in definition.form:
        if field.name == rule.category:
            path = f"form.{field.name}.options.{category}"
            return definition.text(path, language) or dict(field.options).get(category, category)
    return category
