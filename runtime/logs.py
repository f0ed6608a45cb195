"""How log lines look: plain or JSON, with the case and correlation id they are about, without secrets or personal data.

Below `runtime` code logs with the standard `logging` and hands `extra={"case": …, "correlation": …}`; `about` sets both
for a whole request or job.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TextIO

from runtime.settings import LogFormat

_case: ContextVar[str | None] = ContextVar("case", default=None)
_correlation: ContextVar[str | None] = ContextVar("correlation", default=None)

# A last net, not a licence: nothing of this may be logged in the first place. What a pattern cannot do without stands
# before it, in lower case: looking for that alone is what a line usually costs.
_MASKS = (
    (("/s/",), re.compile(r"(/s/)[A-Za-z0-9]{6,}"), r"\1…"),
    (("/status/",), re.compile(r"(/status/)[A-Za-z0-9]{6,}"), r"\1…"),
    (("bearer",), re.compile(r"(?i)(bearer\s+)\S+"), r"\1…"),
    (
        ("passw", "pin", "secret", "token", "api_key"),
        re.compile(r"(?i)(\b(?:password|passwd|pin|secret|token|api_key)\b[\"']?\s*[=:]\s*[\"']?)[^\s\"',&;)]+"),
        r"\1…",
    ),
    (("@",), re.compile(r"(://[^/\s:@]+:)[^@\s/]+@"), r"\1…@"),
    (("@",), re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "…@…"),
    (("+",), re.compile(r"\+\d[\d\s()-]{8,}\d"), "+…"),
    # PostgreSQL quotes the offending values; SQLAlchemy quotes the parameters.
    (("detail:",), re.compile(r"(?m)^(\s*DETAIL:).*$"), r"\1 …"),
    (("[parameters: ",), re.compile(r"(?m)\[parameters: .*$"), "[parameters: …]"),
)
_LINE_BREAKS = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]+")


def mask(text: str) -> str:
    """The text without status tokens, passwords, bearer tokens, e-mail addresses, phones and quoted database values."""
    folded = text.casefold()
    for needed, pattern, replacement in _MASKS:
        if any(one in folded for one in needed):
            text = pattern.sub(replacement, text)
    return text


@contextmanager
def about(*, case: str | None = None, correlation: str | None = None) -> Iterator[None]:
    """Log lines inside the block carry this case reference and correlation id."""
    case_before = _case.set(case if case is not None else _case.get())
    correlation_before = _correlation.set(correlation if correlation is not None else _correlation.get())
    try:
        yield
    finally:
        _case.reset(case_before)
        _correlation.reset(correlation_before)


def set_up(*, process: str, style: LogFormat, level: str, stream: TextIO | None = None) -> None:
    """Makes the root logger write to `stream` (default: standard error); `process` names who speaks, such as `web`."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines(process) if style is LogFormat.JSON else PlainLines(process))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for talkative in ("fontTools", "transitions", "procrastinate", "pikepdf"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)


class JsonLines(logging.Formatter):
    """One JSON object a line: `at level process logger message`, and `case correlation error` where there are such."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self._process = process

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        line = {
            "at": _instant(record),
            "level": record.levelname.lower(),
            "process": self._process,
            "logger": record.name,
            "message": mask(record.getMessage()),
        }
        line |= _subject(record)
        if record.exc_info:
            line["error"] = mask(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


class PlainLines(logging.Formatter):
    """For eyes: time, level, process, message, what it is about; a message cannot forge a second line."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self._process = process

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the traceback on the following ones."""
        message = _LINE_BREAKS.sub(" ⏎ ", mask(record.getMessage()))
        subject = "".join(f" [{name} {value}]" for name, value in _subject(record).items())
        line = f"{_instant(record)} {record.levelname:<7} {self._process:<8} {message}{subject}"
        if record.exc_info:
            line += "\n" + mask(self.formatException(record.exc_info))
        return line


def _instant(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _subject(record: logging.LogRecord) -> dict[str, str]:
    found = {
        "case": getattr(record, "case", None) or _case.get(),
        "correlation": getattr(record, "correlation", None) or _correlation.get(),
    }
    return {name: _LINE_BREAKS.sub(" ", mask(str(value))) for name, value in found.items() if value}
