"""The fonts that all our papers are set in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def font_assets(shared: Path) -> Mapping[str, bytes]:
    """The bundled fonts, by the names the letterhead calls them."""
    return {f"asset:fonts/{one.name}": one.read_bytes() for one in sorted((shared / "fonts").glob("*.ttf"))}
