"""The six ways the core says no. Each carries a stable `code` and data; wording happens at the edge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One reason why a transition may not happen now: a guard's name, `wrong_state`, `role`, `separation`,
    `open_resolutions`, `paused`, `no_such_transition` (api.md)."""

    code: str
    data: Mapping[str, Json] = field(default_factory=dict)


class DomainError(Exception):
    """Base of the six. `code` is stable; `data` is plain."""

    def __init__(self, code: str, **data: Json) -> None:
        super().__init__(code)
        self.code = code
        self.data: Mapping[str, Json] = data


class NotFound(DomainError):
    """There is no such thing, or this actor may not know of it."""


class NotPermitted(DomainError):
    """The actor's role does not allow it."""


class NotAvailable(DomainError):
    """Not now: every reason is in `refusals`."""

    def __init__(self, refusals: Sequence[Refusal], code: str = "not_available", **data: Json) -> None:
        super().__init__(code, **data)
        self.refusals = tuple(refusals)


class InvalidInput(DomainError):
    """The input is wrong: `errors` maps a field's path to message codes."""

    def __init__(
        self,
        errors: Mapping[str, Sequence[str]],
        code: str = "invalid_input",
        **data: Json,
    ) -> None:
        super().__init__(code, **data)
        self.errors = {name: tuple(codes) for name, codes in errors.items()}


class Conflict(DomainError):
    """Somebody else was first: a stale version, a slot taken, a key used for another body."""


class DefinitionError(DomainError):
    """A definition is missing or unusable; the step stops and the case waits, visible."""
