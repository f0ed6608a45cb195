"""Drafts of filings, as they are kept."""

from __future__ import annotations

from datetime import datetime
from typing import LiteralString

from store.conversation import Conversation

_KEEP: LiteralString = """
INSERT INTO drafts (municipality, digest, sealed, expires)
VALUES (%(municipality)s::int, %(digest)s::bytea, %(sealed)s::bytea, %(expires)s)
ON CONFLICT (municipality, digest) DO UPDATE SET sealed = excluded.sealed, expires = excluded.expires
"""


def keep(talk: Conversation, digest: bytes, sealed: bytes, expires: datetime) -> None:
    """In the place of what was kept before."""
    talk.tell(_KEEP, {"digest": digest, "sealed": sealed, "expires": expires})
