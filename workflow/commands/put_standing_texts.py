"""The town's own ready sentences for all services, by the input they go into; `resolution` for instructions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene
from workflow.definition.placeholders import StrayBrace, names_in
from workflow.definition.standing_names import STANDING_NAMES
from workflow.errors import InvalidInput

_BOX = re.compile(r"[a-z][a-z0-9_]{0,62}")
_MOST_BOXES, _MOST_TEXTS, _LONGEST = 100, 50, 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class PutStandingTexts:
    """All of them, whole."""

    texts: Mapping[str, tuple[str, ...]]


def handle(command: PutStandingTexts, scene: Scene) -> Executed:
    """Raises NotPermitted, NotFound(`unknown_town`), InvalidInput by `BOX.INDEX`."""
    may_administer(scene.actor)
    town = scene.work.lock_town()
    mistakes: dict[str, list[str]] = {}
    if len(command.texts) > _MOST_BOXES:
        mistakes["texts"] = ["too_many"]
    for box, texts in command.texts.items():
        if not _BOX.fullmatch(box):
            mistakes[box[:100]] = ["not_a_name"]
        if len(texts) > _MOST_TEXTS:
            mistakes[box[:100]] = ["too_many"]
        for index, text in enumerate(texts):
            codes = _wrong(text)
            if codes:
                mistakes[f"{box[:100]}.{index}"] = codes
    if mistakes:
        raise InvalidInput(mistakes)
    scene.work.put_town(replace(town, standing_texts={box: tuple(texts) for box, texts in command.texts.items()}))
    return Executed()


def _wrong(text: str) -> list[str]:
    if not text.strip():
        return ["required"]
    if len(text) > _LONGEST:
        return ["too_long"]
    try:
        strange = names_in(text) - STANDING_NAMES
    except StrayBrace:
        return ["unknown_placeholder"]
    return ["unknown_placeholder"] if strange else []
