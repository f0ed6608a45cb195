"""The case ends in a file, the folder is called like its request type, and what was published stays as it was."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.definition.checks.subject import Found, Subject


def check(subject: Subject) -> Iterator[Found]:
    """`no_filing`, `name_mismatch`, `version_not_increased`, `published_changed`."""
    definition = subject.definition
    if definition.filing is None and not subject.source.has(("filing",)):
        yield Found(code="no_filing", path=(), message="`filing` is missing: its cases end in no file")
    if subject.named and definition.request_type and definition.request_type != subject.name:
        words = f"request_type is {definition.request_type}, the folder is called {subject.name}"
        yield Found(code="name_mismatch", path=("request_type",), message=words)
    yield from _published(subject)


def _published(subject: Subject) -> Iterator[Found]:
    version, newest = subject.definition.version, max(subject.published, default=0)
    if version < newest:
        words = f"version {version} is below {newest}, which is published already"
        yield Found(code="version_not_increased", path=("version",), message=words)
    elif subject.digest is not None and subject.published.get(version, subject.digest) != subject.digest:
        words = f"version {version} is published and its files have changed since: give it the next number"
        yield Found(code="published_changed", path=("version",), message=words)
