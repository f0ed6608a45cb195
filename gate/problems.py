"""Every refusal in words: from `code` to HTTP status and a sentence in each language, sent as RFC 9457.

The tables stand in `gate/wording`. Nothing else words an error, and this file knows nothing of Flask. A sentence may
name data of the error as `{name}`. A code without a row gets its kind's row, so a new code is never a crash; a test
keeps the tables complete.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from documents.errors import DocumentError
from gate.wording.field_rows import FIELDS
from gate.wording.problem_rows import TABLE
from gate.wording.refusal_rows import REFUSALS
from gate.wording.row import Row
from workflow.errors import (
    Conflict,
    DefinitionError,
    DomainError,
    InvalidInput,
    NotAvailable,
    NotFound,
    NotPermitted,
    Refusal,
)
from workflow.values import Json

TYPE_PREFIX = "urn:sprava:problem:"
MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A problem ready to be sent: RFC 9457's members and ours. `retry_after` in seconds goes into a header."""

    status: int
    code: str
    title: str
    detail: str
    errors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refusals: tuple[tuple[str, str], ...] = ()
    retry_after: int | None = None

    def document(self) -> dict[str, Json]:
        """The members as they are sent; `errors` and `refusals` only when there are any."""
        made: dict[str, Json] = {
            "type": TYPE_PREFIX + self.code,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
        }
        if self.errors:
            made["errors"] = {name: list(messages) for name, messages in self.errors.items()}
        if self.refusals:
            made["refusals"] = [{"code": code, "message": message} for code, message in self.refusals]
        return made


class GateRefusal(Exception):
    """Somebody was stopped at the door, before any command: a code of the table, its data, and field errors.

    `retry_after` in seconds, with 429 and 503.
    """

    def __init__(
        self,
        code: str,
        *,
        errors: Mapping[str, Sequence[str]] | None = None,
        retry_after: int | None = None,
        **data: Json,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.errors: Mapping[str, Sequence[str]] = errors or {}
        self.retry_after = retry_after
        self.data: Mapping[str, Json] = data


_KINDS: tuple[tuple[type[Exception], str], ...] = (
    (NotFound, "not_found"),
    (NotPermitted, "not_permitted"),
    (NotAvailable, "not_available"),
    (InvalidInput, "invalid_input"),
    (Conflict, "conflict"),
    (DefinitionError, "definition_error"),
)

_DOCUMENT_KINDS: Mapping[str, str] = {
    "UploadRefused": "not_readable",
    "WrongPin": "wrong_pin",
    "KeyUnusable": "key_unusable",
    "SigningFailed": "signing_failed",
    "ScanFailed": "scanner_unreachable",
    "NotStored": "not_stored",
    "StorageUnavailable": "storage_unavailable",
}


def problem_of(error: DomainError | DocumentError | GateRefusal, language: str) -> Problem:
    """The problem that answers an error of ours, in words of `language`."""
    row, kind = _row(error)
    title = TABLE[kind].sentence(language, error.data)
    return Problem(
        status=row.status,
        code=error.code,
        title=title,
        detail=row.sentence(language, error.data),
        errors=_field_errors(error, language),
        refusals=_refusals(error, language),
        retry_after=_retry_after(error, row.status),
    )


def plain_problem(code: str, language: str, *, errors: Mapping[str, Sequence[str]] | None = None) -> Problem:
    """The problem of a code of the table, without an error value behind it."""
    return problem_of(GateRefusal(code, errors=errors), language)


def refusal_message(refusal: Refusal, language: str) -> str:
    """Why a transition may not happen now, in words; a guard without a row says that a condition does not hold."""
    row = REFUSALS.get(refusal.code) or REFUSALS["condition"]
    return row.sentence(language, refusal.data)


def field_message(code: str, language: str, data: Mapping[str, Json] | None = None) -> str:
    """What is wrong with a field, in words."""
    row = FIELDS.get(code) or FIELDS["invalid_value"]
    return row.sentence(language, data or {})


def _row(error: DomainError | DocumentError | GateRefusal) -> tuple[Row, str]:
    kind = _kind(error)
    return TABLE.get(error.code) or TABLE[kind], kind


def _kind(error: DomainError | DocumentError | GateRefusal) -> str:
    if isinstance(error, DocumentError):
        return _DOCUMENT_KINDS.get(type(error).__name__, "internal")
    if isinstance(error, GateRefusal):
        return error.code
    return next((code for kind, code in _KINDS if isinstance(error, kind)), "internal")


def _field_errors(error: Exception, language: str) -> dict[str, tuple[str, ...]]:
    if not isinstance(error, InvalidInput | GateRefusal):
        return {}
    return {
        name: tuple(field_message(code, language, error.data) for code in codes) for name, codes in error.errors.items()
    }


def _refusals(error: Exception, language: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(error, NotAvailable):
        return ()
    return tuple((refusal.code, refusal_message(refusal, language)) for refusal in error.refusals)


def _retry_after(error: DomainError | DocumentError | GateRefusal, status: int) -> int | None:
    if isinstance(error, GateRefusal) and error.retry_after is not None:
        return error.retry_after
    told = error.data.get("retry_after")
    if isinstance(told, int):
        return told
    return 30 if status in (429, 503) else None
