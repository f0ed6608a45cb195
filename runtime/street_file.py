"""The file with a town's streets (GeoJSON), read once at the start; the demo brings one of its invented town."""

from __future__ import annotations

import json
from pathlib import Path

from gate.gazetteer import Gazetteer, gazetteer_of

DEMO_STREETS = Path(__file__).parents[1] / "web" / "static" / "demo_town.json"


def read_streets(path: str | Path) -> Gazetteer:
    """ValueError for a file that is not there, or holds no street."""
    try:
        return gazetteer_of(json.loads(Path(path).read_text(encoding="utf-8")))
    except OSError as wrong:
        raise ValueError(str(path)) from wrong
