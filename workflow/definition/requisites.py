"""What must stand on a paper of each type, and whether it does (ДСТУ 4163:2020, КМУ 55; facts.md). Pure.

One table for the checker, which fills every template with a made-up case, and for the opening of a real paper.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from workflow.definition.bundle import used_files
from workflow.definition.model import DocumentRule
from workflow.definition.page_words import PageWords, plain_words


class Requisite(StrEnum):
    """One thing a paper must show."""

    AUTHOR = "author"
    DATE = "date"
    NUMBER = "number"
    ANSWERED = "answered"
    ADDRESSEE = "addressee"
    TITLE = "title"
    TEXT = "text"
    SIGNATURE = "signature"
    SEAL = "seal"


MEANING: Mapping[Requisite, str] = MappingProxyType(
    {
        Requisite.AUTHOR: "the body it comes from (`body.name`)",
        Requisite.DATE: "the day of signature (`paper.date`)",
        Requisite.NUMBER: "its registration index (`paper.number`), where it has a `register`",
        Requisite.ANSWERED: "the number and date of what it answers (`answered.number`, `answered.date`)",
        Requisite.ADDRESSEE: "to whom, in the dative (`addressee.dative`, or words of class `addressee`)",
        Requisite.TITLE: "a heading (`h1`)",
        Requisite.TEXT: "words of its own: a paragraph, a list or a table",
        Requisite.SIGNATURE: "position and name of all who sign (`signers`), no «За» or slash before them",
        Requisite.SEAL: "that it is sealed («печатка»), where a seal is among its `signatures`",
    }
)

SHARED = "_shared/"
"""What the names of templates begin with that all services share."""

_EVERY = (Requisite.AUTHOR, Requisite.DATE, Requisite.NUMBER, Requisite.TITLE, Requisite.TEXT, Requisite.SIGNATURE)
REQUIRED: Mapping[str, tuple[Requisite, ...]] = MappingProxyType(
    {
        "letter": (*_EVERY, Requisite.ANSWERED, Requisite.ADDRESSEE, Requisite.SEAL),
        "certificate": (*_EVERY, Requisite.SEAL),
        "act": (*_EVERY, Requisite.SEAL),
        "plain": _EVERY,
    }
)
"""Of each `style` of a document; one that names none is a letter."""

_DATE = re.compile(r"\b\d{2}\.\d{2}\b")
# Somebody else's position with «За» or a slash before it, signed by whoever was at hand, is no signature (КМУ 55).
_INSTEAD = re.compile(r"(^|\s)(за|/)\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What the paper was filled with: values that have to be found again. `answered` is the number of what it answers,
    `signers` are (position, name) in order."""

    author: str
    date: str
    number: str
    answered: str
    addressee: str
    signers: Sequence[tuple[str, str]]


def required_of(rule: DocumentRule, template: str) -> tuple[Requisite, ...]:
    """What this document must show: its own `contents`, else those of its style; `template` is its source.

    A page of the town's own, which neither stands on the shared letterhead nor claims a style, is asked nothing: the
    fixed core of the language knows no styles (definitions.md), and a sound definition of it stays sound.
    """
    if rule.contents:
        return tuple(Requisite(one) for one in rule.contents)
    if rule.style is None and not any(one.startswith(SHARED) for one in used_files(template)):
        return ()
    sealed = any(one.seal is not None for one in rule.signatures)
    absent = {
        *(() if rule.register else (Requisite.NUMBER,)),
        *(() if sealed else (Requisite.SEAL,)),
        *(() if rule.signatures else (Requisite.SIGNATURE,)),
    }
    return tuple(one for one in REQUIRED[rule.style or "letter"] if one not in absent)


def missing(wanted: Sequence[Requisite], page: PageWords, printed: Printed) -> tuple[Requisite, ...]:
    """What of it the page does not show, in the order of `Requisite`."""
    return tuple(one for one in Requisite if one in wanted and not _shows(one, page, printed))


def shown(wanted: Sequence[Requisite], printed: Printed) -> tuple[str, ...]:
    """The words that have to be seen on the laid out page: a style sheet can hide what the template prints."""
    said: Mapping[Requisite, Sequence[str]] = {
        Requisite.AUTHOR: [printed.author],
        Requisite.DATE: [printed.date],
        Requisite.NUMBER: [printed.number],
        Requisite.ANSWERED: [printed.answered],
        Requisite.SIGNATURE: [words for signer in printed.signers for words in signer],
    }
    return tuple(words for one in Requisite if one in wanted for words in said.get(one, ()))


def _shows(one: Requisite, page: PageWords, printed: Printed) -> bool:
    match one:
        case Requisite.AUTHOR:
            return _stands(printed.author, page)
        case Requisite.DATE:
            return _stands(printed.date, page)
        case Requisite.NUMBER:
            return _stands(printed.number, page)
        case Requisite.ANSWERED:
            return any(_dated(printed.answered, line) for line in page.lines)
        case Requisite.ADDRESSEE:
            return bool(page.addressee) or _stands(printed.addressee, page)
        case Requisite.TITLE:
            return bool(page.title)
        case Requisite.TEXT:
            return bool(page.body)
        case Requisite.SIGNATURE:
            return all(_signed(position, name, page) for position, name in printed.signers)
        case Requisite.SEAL:
            return "печатк" in page.words


def _dated(number: str, line: str) -> bool:
    """Whether the number stands there with a date behind it."""
    _before, found, after = line.partition(plain_words(number))
    return bool(number and found) and _DATE.search(after) is not None


def _stands(value: str, page: PageWords) -> bool:
    words = plain_words(value)
    return bool(words) and words in page.words


def stands_for_itself(position: str) -> bool:
    """Whether a position is somebody's own: «За директора» and «/директор» say that another signs (КМУ 55)."""
    wanted = plain_words(position)
    return "/" not in wanted and not wanted.startswith("за ")


def _signed(position: str, name: str, page: PageWords) -> bool:
    """The position stands on a line of its own with nothing that says «instead of» before it, the name after it."""
    wanted = plain_words(position)
    if not wanted or not stands_for_itself(position):
        return False
    found = [line for line in page.lines if wanted in line]
    if not found or any(_INSTEAD.search(line[: line.find(wanted)]) for line in found):
        return False
    return _stands(name, page) and page.words.rfind(plain_words(name)) > page.words.find(wanted)
