"""The shipped templates of records: the registration card and the sheet of a journal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def record_templates(shared: Path) -> Mapping[str, str]:
    """Every file of `_shared/records`, by the name templates include it under."""
    return {f"_shared/records/{one.name}": one.read_text() for one in sorted((shared / "records").iterdir())}
