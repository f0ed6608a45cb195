"""Standing texts stand where somebody of the town hall writes, fit into the box, and name what a case has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from workflow.definition.checks.subject import APPLICANT, SYSTEM, Found, Subject
from workflow.definition.form import MAX_TEXT
from workflow.definition.model import Definition, Field, FieldType
from workflow.definition.placeholders import StrayBrace, names_in
from workflow.definition.standing_names import RESOLUTION, STANDING, STANDING_NAMES

_NAMED = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def check(subject: Subject) -> Iterator[Found]:
    """`unknown_field invalid_value undeclared_template_field template_error` of `standing_texts`."""
    boxes = _boxes(subject.definition)
    for box, texts in subject.definition.standing_texts.items():
        path = ("standing_texts", box)
        one = boxes.get(box)
        if one is None:
            close = get_close_matches(box, list(boxes), n=1)
            meant = f"; did you mean {close[0]!r}?" if close else ""
            words = f"standing_texts: staff write no text {box!r} on any way{meant}"
            yield Found(code="unknown_field", path=path, message=words)
            continue
        for index, text in enumerate(texts):
            where = subject.listed(path, index)
            most = one.maximum if one.maximum is not None else MAX_TEXT
            if len(text) > most:
                words = f"standing_texts, {box}: {len(text)} characters do not fit into the box of {most}"
                yield Found(code="invalid_value", path=where, message=words)
            try:
                strange = sorted(names_in(text) - STANDING_NAMES)
            except StrayBrace:
                words = f"standing_texts, {box}: a brace that belongs to no name"
                yield Found(code="template_error", path=where, message=words)
                continue
            for name in strange:
                words = f"standing_texts, {box}: {{{name}}} cannot be put in; known: {' '.join(sorted(STANDING_NAMES))}"
                yield Found(code="undeclared_template_field", path=where, message=words)
    yield from _translated(subject)


def _translated(subject: Subject) -> Iterator[Found]:
    """A translation names no more than the text itself may; a stray brace in it is shown as it stands."""
    for locale in subject.locales:
        for path, text in locale.texts.items():
            if not path.startswith(f"{STANDING}."):
                continue
            for name in sorted(frozenset(_NAMED.findall(text)) - STANDING_NAMES):
                where = locale.paths[path]
                words = f"{locale.file}, {path}: {{{name}}} cannot be put in; known: {' '.join(sorted(STANDING_NAMES))}"
                line = locale.source.line(where)
                yield Found(code="undeclared_template_field", path=where, message=words, file=locale.file, line=line)


def _boxes(definition: Definition) -> Mapping[str, Field]:
    """Texts that somebody of the town hall is asked for, by name."""
    found = {
        one.name: one
        for move in definition.transitions
        if not set(move.roles) <= {APPLICANT, SYSTEM}
        for one in move.input
        if one.type is FieldType.TEXT
    }
    if any(move.resolution for move in definition.transitions):
        found[RESOLUTION] = Field(name=RESOLUTION, type=FieldType.TEXT)
    return found
