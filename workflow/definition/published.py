"""`definitions/PUBLISHED`: what was ever published, a line each: request type, version, digest of the bundle."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LINE = re.compile(r"([a-z][a-z0-9_]*) ([1-9][0-9]{0,8}) ([0-9a-f]{64})")


def read_published(text: str) -> Mapping[str, Mapping[int, str]]:
    """Digests by request type and version. Lines that are empty, begin with # or are malformed say nothing."""
    found: dict[str, dict[int, str]] = {}
    for line in text.splitlines():
        entry = _LINE.fullmatch(line.strip())
        if entry:
            found.setdefault(entry[1], {})[int(entry[2])] = entry[3]
    return found
