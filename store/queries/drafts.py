"""A kept draft, for whoever holds its secret."""

from __future__ import annotations

from datetime import datetime
from typing import LiteralString

from store.reading import Glance

_FIND: LiteralString = """
SELECT sealed FROM drafts
WHERE municipality = %(municipality)s AND digest = %(digest)s AND expires > %(now)s
"""


def sealed_draft(glance: Glance, digest: bytes, now: datetime) -> bytes | None:
    """Its bytes while it is kept."""
    rows = glance.ask(_FIND, {"municipality": glance.municipality, "digest": digest, "now": now})
    return bytes(rows[0][0]) if rows else None
