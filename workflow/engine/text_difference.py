"""What changed between two reviewed texts, sentence by sentence: kept, removed, added. Pure.

Words come from the personal values whoever asks may see; what they may not see is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from workflow.definition.model import Definition, Field
from workflow.definition.placeholders import all_fields
from workflow.review import ReviewedText
from workflow.values import Json

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")


class Mark(StrEnum):
    """What became of a sentence."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSentence:
    """One sentence of one field; `label` as the form calls the field."""

    field: str
    label: str
    mark: Mark
    text: str


def difference(
    definition: Definition, old: ReviewedText | None, new: ReviewedText, known: Mapping[str, Json]
) -> tuple[MarkedSentence, ...]:
    """Every sentence of both texts in order, the removed before what came in their place.

    Without `old` everything is kept: the text as it stands. `known` are personal values by place.
    """
    fields = {one.name: one for one in reversed(all_fields(definition))}
    names = dict.fromkeys((*((*old.plain, *old.places) if old else ()), *new.plain, *new.places))
    ordered = sorted(names, key=lambda name: _order(name, tuple(reversed(fields))))
    return tuple(
        MarkedSentence(field=name, label=fields[name].label if name in fields else "", mark=mark, text=text)
        for name in ordered
        for mark, text in _marked(
            _sentences(name, old if old is not None else new, fields.get(name), known),
            _sentences(name, new, fields.get(name), known),
        )
    )


def changed_sentences(marked: Sequence[MarkedSentence]) -> int:
    """How many sentences changed: one put in the place of another is one change."""
    count = removed = added = 0
    for one in (*marked, None):
        match one.mark if one is not None else Mark.KEPT:
            case Mark.REMOVED:
                removed += 1
            case Mark.ADDED:
                added += 1
            case Mark.KEPT:
                count, removed, added = count + max(removed, added), 0, 0
    return count


def _order(name: str, names: Sequence[str]) -> int:
    return names.index(name) if name in names else len(names)


def _marked(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Mark, str]]:
    for kind, start, end, first, last in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from ((Mark.KEPT, one) for one in new[first:last])
            continue
        yield from ((Mark.REMOVED, one) for one in old[start:end])
        yield from ((Mark.ADDED, one) for one in new[first:last])


def _sentences(name: str, text: ReviewedText, field: Field | None, known: Mapping[str, Json]) -> list[str]:
    place = text.places.get(name)
    value = text.plain.get(name) if place is None else known.get(place)
    return [one.strip() for one in _SENTENCE_END.split(_said(value, field)) if one.strip()]


def _said(value: Json, field: Field | None) -> str:
    """A value as one reads it; codes of choices by their labels."""
    labels = dict(field.options) if field is not None else {}
    match value:
        case None:
            return ""
        case bool():
            return "+" if value else "–"
        case str() | int():
            return labels.get(str(value)) or str(value)
        case Mapping():
            return ", ".join(said for one in value.values() if (said := _said(one, None)))
        case _:
            return ", ".join(_said(one, field) for one in value)
