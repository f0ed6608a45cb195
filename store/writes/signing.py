"""Signing keys and short-lived signing sessions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from store.conversation import Conversation
from workflow.moment import Moment
from workflow.ports.ceremony import Ceremony
from workflow.values import Json

# What the holder's earlier key had opened is forgotten: its PIN was changed, or it is in use no more.
_ADD_KEY: LiteralString = """
WITH locked AS (
    UPDATE ceremonies SET ended = true, sealed = ''
    WHERE municipality = %(municipality)s::int AND username = %(holder)s AND NOT ended
)
INSERT INTO signing_keys (municipality, id, holder, sealed_key, certificate, added)
VALUES (%(municipality)s, %(id)s, %(holder)s, %(key)s, %(certificate)s, %(at)s)
"""
_ADD: LiteralString = """
INSERT INTO ceremonies (municipality, id, username, kind, sealed, data, expires, ended)
VALUES (%(municipality)s, %(id)s, %(username)s, %(kind)s, %(sealed)s, %(data)s, %(expires)s, false)
"""
_FIND: LiteralString = """
SELECT username, kind, sealed, data, expires FROM ceremonies
WHERE municipality = %(municipality)s::int AND id = %(id)s AND NOT ended AND expires > %(now)s::timestamptz
"""
_END: LiteralString = """
UPDATE ceremonies SET ended = true, sealed = '' WHERE municipality = %(municipality)s::int AND id = %(id)s
"""


def add_key(talk: Conversation, holder: str, sealed_key: bytes, certificate: bytes, moment: Moment) -> None:
    """From now on the holder's key; signing sessions with an earlier one end."""
    values = {"id": moment.derived_id(f"key:{holder}"), "holder": holder, "key": sealed_key}
    talk.tell(_ADD_KEY, {**values, "certificate": certificate, "at": moment.now})


def add_ceremony(talk: Conversation, ceremony: Ceremony) -> None:
    """Begins one."""
    values = {"id": ceremony.id, "username": ceremony.username, "kind": ceremony.kind, "sealed": ceremony.sealed}
    talk.tell(_ADD, {**values, "data": Jsonb(ceremony.data), "expires": ceremony.expires})


def ceremony(talk: Conversation, identifier: UUID, now: datetime) -> Ceremony | None:
    """One that has neither ended nor expired."""
    rows = talk.ask(_FIND, {"id": identifier, "now": now})
    if not rows:
        return None
    username, kind, sealed, data, expires = rows[0]
    content: Mapping[str, Json] = data
    return Ceremony(id=identifier, username=username, kind=kind, sealed=bytes(sealed), data=content, expires=expires)


def end_ceremony(talk: Conversation, identifier: UUID) -> None:
    """Ends one and forgets its secret."""
    talk.tell(_END, {"id": identifier})
