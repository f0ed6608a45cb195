"""Notes in `PUBLISHED`, beside the definitions, what was put in force; the checker holds them to it from then on."""

from __future__ import annotations

from pathlib import Path

from workflow.definition.published import HEAD, published_line, read_published

RECORD = "PUBLISHED"


def note_published(root: Path, request_type: str, version: int, digest: str) -> bool:
    """Adds the line of one version to `root/PUBLISHED`, made if it is not there; False: the version stands there.

    Raises OSError where nothing may be written.
    """
    record = root / RECORD
    text = record.read_text(encoding="utf-8", errors="replace") if record.exists() else HEAD
    if version in read_published(text).get(request_type, {}):
        return False
    begun = text if not record.exists() else ("" if text.endswith("\n") or not text else "\n")
    with record.open("a", encoding="utf-8") as file:
        file.write(begun + published_line(request_type, version, digest))
    return True
