"""`definitions/PUBLISHED`: what was ever published, a line each: request type, version, digest of the bundle."""

from __future__ import annotations

import re
from collections.abc import Mapping

HEAD = """\
# Every version that was ever published from these files: request type, version, SHA-256 of its bundle.
# `sprava definitions publish` adds a line; the checker refuses a published version whose files have changed.
"""
"""What the file begins with."""

_LINE = re.compile(r"([a-z][a-z0-9_]*) ([1-9][0-9]{0,8}) ([0-9a-f]{64})")


def read_published(text: str) -> Mapping[str, Mapping[int, str]]:
    """Digests by request type and version. Lines that are empty, begin with # or are malformed say nothing."""
    found: dict[str, dict[int, str]] = {}
    for line in text.splitlines():
        entry = _LINE.fullmatch(line.strip())
        if entry:
            found.setdefault(entry[1], {})[int(entry[2])] = entry[3]
    return found


def published_line(request_type: str, version: int, digest: str) -> str:
    """The line of one version, as `read_published` reads it."""
    return f"{request_type} {version} {digest}\n"
