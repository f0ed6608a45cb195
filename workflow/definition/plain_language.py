"""Plain language of answers: long sentences and officialese, by a list in `definitions/_shared/plain_language`.

Pure but for `load_plain_language`, which reads the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from workflow.definition.shared_yaml import read_shared
from workflow.errors import DefinitionError

_SENTENCE = re.compile(r"[.!?…]+(?:\s|$)|\n+")
_WORD = re.compile(r"[\w'’-]+")
_LONG_SENTENCE, _OFFICIALESE = "long_sentence", "officialese"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heavy:
    """One thing that is hard to read: `long_sentence` with the number of words, `officialese` with what to write."""

    code: str
    found: str
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainLanguage:
    """`longest_sentence` in words; `instead_of` maps the beginning of an official phrase to plain words."""

    longest_sentence: int = 25
    instead_of: Mapping[str, str] = field(default_factory=dict)

    def heavy(self, text: str) -> tuple[Heavy, ...]:
        """Everything hard to read in a text, in no more than one finding a sentence and phrase."""
        return (*self._long(text), *self._official(text))

    def _long(self, text: str) -> Iterator[Heavy]:
        for sentence in _SENTENCE.split(text):
            count = len(_WORD.findall(sentence))
            if count > self.longest_sentence:
                yield Heavy(code=_LONG_SENTENCE, found=str(count), instead=str(self.longest_sentence))

    def _official(self, text: str) -> Iterator[Heavy]:
        spoken = " ".join(text.casefold().replace("’", "'").split())
        for phrase, plain in self.instead_of.items():
            if re.search(rf"(?<!\w){re.escape(phrase)}", spoken):
                yield Heavy(code=_OFFICIALESE, found=phrase, instead=plain)


class _ListSchema(Schema):
    longest_sentence = fields.Integer(required=True, strict=True, validate=validate.Range(min=5, max=100))
    instead_of = fields.Dict(
        keys=fields.String(validate=validate.Length(min=2, max=100)),
        values=fields.String(validate=validate.Length(min=1, max=200)),
        required=True,
    )

    @post_load
    def made(self, data: dict[str, Any], **_: Any) -> PlainLanguage:
        phrases = {phrase.casefold(): plain for phrase, plain in data["instead_of"].items()}
        return PlainLanguage(longest_sentence=data["longest_sentence"], instead_of=phrases)


def load_plain_language(folder: Path) -> PlainLanguage:
    """The list of the town's language; nothing official is known without one.

    Raises DefinitionError(`plain_language_unreadable`), OSError.
    """
    path = folder / "uk.yaml"
    if not path.is_file():
        return PlainLanguage()
    try:
        return read_shared(path, _ListSchema(), PlainLanguage, "plain_language_unreadable")
    except UnicodeDecodeError:
        raise DefinitionError("plain_language_unreadable", file=path.name, mistakes=[]) from None
