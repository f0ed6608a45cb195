"""The case ends in a file, the folder is called like its request type, and what was published stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from workflow.definition.checks.subject import Found, Subject
from workflow.definition.finding import Level
from workflow.registration import Journal

_JOURNALS = (*(one.value for one in Journal), "certificates")
"""The journals that the shipped definitions number their papers in."""
_ALMOST = 0.8


def check(subject: Subject) -> Iterator[Found]:
    """`no_filing`, `name_mismatch`, `version_not_increased`, `published_changed`; `invalid_value` for a journal."""
    definition = subject.definition
    if definition.filing is None and not subject.source.has(("filing",)):
        yield Found(code="no_filing", path=(), message="`filing` is missing: its cases end in no file")
    if subject.named and definition.request_type and definition.request_type != subject.name:
        words = f"request_type is {definition.request_type}, the folder is called {subject.name}"
        yield Found(code="name_mismatch", path=("request_type",), message=words)
    yield from _journals(subject)
    yield from _published(subject)


def _journals(subject: Subject) -> Iterator[Found]:
    """A name that is almost one of ours would open a journal of its own: told, since it may be meant."""
    for name, document in subject.definition.documents.items():
        register = document.register
        if register is None or register in _JOURNALS:
            continue
        close = get_close_matches(register, _JOURNALS, n=1, cutoff=_ALMOST)
        if close:
            words = (
                f"document {name}: register {register[:80]!r} opens a journal of its own, beside {close[0]!r}; "
                f"did you mean {close[0]!r}?"
            )
            path = ("documents", name, "register")
            yield Found(code="invalid_value", level=Level.WARNING, path=path, message=words)


def _published(subject: Subject) -> Iterator[Found]:
    version, newest = subject.definition.version, max(subject.published, default=0)
    if version < newest:
        words = f"version {version} is below {newest}, which is published already"
        yield Found(code="version_not_increased", path=("version",), message=words)
    elif subject.digest is not None and subject.published.get(version, subject.digest) != subject.digest:
        words = f"version {version} is published and its files have changed since: give it the next number"
        yield Found(code="published_changed", path=("version",), message=words)
