"""Why `sprava run` cannot go on. Apart from the supervisor, so that the command line can word it without loading it."""

from __future__ import annotations

from enum import StrEnum


class RunFault(StrEnum):
    """Why `sprava run` cannot go on."""

    PORT_TAKEN = "port_taken"
    PORT_FORBIDDEN = "port_forbidden"
    SCHEMA_BEHIND = "schema_behind"
    DEMO_FAILED = "demo_failed"
    NO_ANSWER = "no_answer"


class RunError(Exception):
    """`sprava run` cannot go on; `detail` is the port, the migration or the command meant."""

    def __init__(self, code: RunFault, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
