"""Putting a search aside, and letting it go."""

from __future__ import annotations

from datetime import datetime
from typing import LiteralString

from store.conversation import Conversation

_SAVE: LiteralString = """
INSERT INTO saved_searches (municipality, username, name, query, at)
VALUES (%(municipality)s, %(username)s, %(name)s, %(query)s, %(at)s)
ON CONFLICT (municipality, username, name) DO UPDATE SET query = excluded.query, at = excluded.at
"""
_DROP: LiteralString = """
DELETE FROM saved_searches
WHERE municipality = %(municipality)s::int AND username = %(username)s AND name = %(name)s
"""
_COUNT: LiteralString = """
SELECT count(*) FROM saved_searches
WHERE municipality = %(municipality)s::int AND username = %(username)s AND name <> %(name)s
"""


def save(talk: Conversation, username: str, name: str, query: str, at: datetime) -> None:
    """Under a name that is taken the newer search stands."""
    talk.tell(_SAVE, {"username": username, "name": name, "query": query, "at": at})


def drop(talk: Conversation, username: str, name: str) -> None:
    """One that is not there is let go of all the same."""
    talk.tell(_DROP, {"username": username, "name": name})


def others(talk: Conversation, username: str, name: str) -> int:
    """How many somebody has beside the one of that name."""
    return int(talk.ask(_COUNT, {"username": username, "name": name})[0][0])
