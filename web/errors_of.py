"""An error of the core as messages at the fields of a form, and as sentences above it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gate.problems import GateRefusal, problem_of
from web.words import words
from workflow.errors import DomainError, NotAvailable

SENT_BEFORE = "key_reused"
"""Somebody went back to a form that was sent, changed it and sent it again: nothing happens twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """`fields`: messages by field path; `general`: what belongs to no field."""

    fields: Mapping[str, tuple[str, ...]]
    general: tuple[str, ...]


def errors_of(error: DomainError | GateRefusal, language: str) -> Wrong:
    """What to say about `error`; refusals say every reason."""
    if error.code == SENT_BEFORE:
        return Wrong(fields={}, general=(words("form.sent_before", language),))
    problem = problem_of(error, language)
    if isinstance(error, NotAvailable):
        return Wrong(fields={}, general=tuple(message for _code, message in problem.refusals) or (problem.detail,))
    fields = {name: tuple(messages) for name, messages in problem.errors.items()}
    return Wrong(fields=fields, general=() if fields else (problem.detail,))


def under(prefix: str, wrong: Wrong) -> Mapping[str, tuple[str, ...]]:
    """The messages of fields below `prefix`, by the rest of their path."""
    start = f"{prefix}."
    return {name.removeprefix(start): said for name, said in wrong.fields.items() if name.startswith(start)}
