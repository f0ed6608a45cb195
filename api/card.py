"""A registration card as the core reads it: plain JSON, days as ISO texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflow.values import Json


def card_of(taken: Mapping[str, Any]) -> Mapping[str, Json]:
    """A loaded CardTaken."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in taken.items()}
