"""What is searched by its own words."""

from __future__ import annotations

from enum import StrEnum


class Written(StrEnum):
    """What bears a text of its own."""

    PAPER = "paper"
    ATTACHMENT = "attachment"
