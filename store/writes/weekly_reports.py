"""Keeping a weekly report."""

from __future__ import annotations

from datetime import date, datetime
from typing import LiteralString

from store.conversation import Conversation

_KEEP: LiteralString = """
INSERT INTO weekly_reports (municipality, monday, made, content)
VALUES (%(municipality)s, %(monday)s, %(made)s, %(content)s) ON CONFLICT (municipality, monday) DO NOTHING
"""


def keep(talk: Conversation, monday: date, content: bytes, made: datetime) -> None:
    """The first one of a week stays."""
    talk.tell(_KEEP, {"monday": monday, "content": content, "made": made})
