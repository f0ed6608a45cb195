"""Towns of the installation."""

from __future__ import annotations

from typing import LiteralString

from psycopg.types.json import Jsonb

from store.conversation import Conversation
from workflow.codec import from_json, to_json
from workflow.errors import NotFound
from workflow.town import Town

_PUT: LiteralString = """
INSERT INTO towns (municipality, name, host, settings) VALUES (%(municipality)s, %(name)s, %(host)s, %(settings)s)
ON CONFLICT (municipality) DO UPDATE SET name = excluded.name, host = excluded.host, settings = excluded.settings
"""

_CALENDARS: LiteralString = "UPDATE towns SET calendars = %(digest)s WHERE municipality = %(municipality)s::int"


_LOCK: LiteralString = "SELECT settings FROM towns WHERE municipality = %(municipality)s::int FOR UPDATE"


def lock_town(talk: Conversation) -> Town:
    """The town as its row has it; NotFound(`unknown_town`)."""
    rows = talk.ask(_LOCK, {})
    if not rows:
        raise NotFound("unknown_town")
    return from_json(rows[0][0], Town)


def note_calendars(talk: Conversation, digest: str) -> None:
    """The calendars by which this town's running cases are dated."""
    talk.tell(_CALENDARS, {"digest": digest})


def put_town(talk: Conversation, town: Town) -> None:
    """Makes or changes the town of this municipality; Conflict(`host_taken`) at the commit."""
    if town.municipality != talk.municipality:
        raise ValueError("another municipality's town")
    talk.tell(_PUT, {"name": town.name, "host": town.host, "settings": Jsonb(to_json(town))})
