"""Signed-in sessions, tokens of machines, and counted attempts."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import LiteralString

from store.conversation import Conversation
from workflow.errors import NotFound
from workflow.moment import Moment

_ADD: LiteralString = """
INSERT INTO sessions (municipality, digest, username, csrf, second_factor, created, expires, ended, second_factor_at)
VALUES (%(municipality)s, %(digest)s, %(username)s, %(csrf)s, %(second_factor)s, %(at)s, %(expires)s, false,
    %(second_factor_at)s)
"""
# Whoever is no longer signed in holds no opened key: it is forgotten in the same statement.
_END: LiteralString = """
WITH gone AS (
    UPDATE sessions SET ended = true WHERE municipality = %(municipality)s::int AND digest = %(digest)s
    RETURNING municipality, username
)
UPDATE ceremonies AS c SET ended = true, sealed = '' FROM gone
WHERE c.municipality = gone.municipality AND c.username = gone.username AND NOT c.ended
"""
_END_ALL: LiteralString = """
WITH locked AS (
    UPDATE ceremonies SET ended = true, sealed = ''
    WHERE municipality = %(municipality)s::int AND username = %(username)s AND NOT ended
)
UPDATE sessions SET ended = true
WHERE municipality = %(municipality)s::int AND username = %(username)s AND NOT ended
"""
_ADD_MACHINE: LiteralString = """
INSERT INTO api_tokens (municipality, digest, name, username, created, expires)
VALUES (%(municipality)s, %(digest)s, %(name)s, %(username)s, %(at)s, %(expires)s)
"""
_END_MACHINE: LiteralString = """
UPDATE api_tokens SET ended = %(at)s
WHERE municipality = %(municipality)s::int AND name = %(name)s AND ended IS NULL RETURNING name
"""
_COUNT: LiteralString = """
INSERT INTO attempts AS a (municipality, key, window_start, count)
VALUES (%(municipality)s, %(key)s, %(now)s, 1)
ON CONFLICT (municipality, key) DO UPDATE SET
    window_start =
        CASE WHEN a.window_start <= %(since)s::timestamptz THEN excluded.window_start ELSE a.window_start END,
    count = CASE WHEN a.window_start <= %(since)s::timestamptz THEN 1 ELSE a.count + 1 END
RETURNING count
"""
_CLEAR: LiteralString = """
UPDATE attempts SET count = 0 WHERE municipality = %(municipality)s::int AND key = %(key)s
"""


def add_session(
    talk: Conversation,
    digest: bytes,
    username: str,
    csrf: str,
    second_factor: str | None,
    expires: datetime,
    moment: Moment,
    *,
    second_factor_at: datetime | None = None,
) -> None:
    """A session under the SHA-256 of the cookie's opaque id."""
    values = {"digest": digest, "username": username, "csrf": csrf, "second_factor": second_factor}
    talk.tell(_ADD, {**values, "second_factor_at": second_factor_at, "at": moment.now, "expires": expires})


def end_session(talk: Conversation, digest: bytes) -> None:
    """Signs one session out; the account's signing sessions end, too."""
    talk.tell(_END, {"digest": digest})


def end_sessions_of(talk: Conversation, username: str) -> None:
    """Signs an account out everywhere; its signing sessions end, too."""
    talk.tell(_END_ALL, {"username": username})


def add_token(
    talk: Conversation, digest: bytes, name: str, username: str, expires: datetime | None, moment: Moment
) -> None:
    """A machine's token; Conflict(`name_taken`) at the commit."""
    talk.tell(
        _ADD_MACHINE, {"digest": digest, "name": name, "username": username, "at": moment.now, "expires": expires}
    )


def end_token(talk: Conversation, name: str, at: datetime) -> None:
    """NotFound(`unknown_token`)."""
    if not talk.ask(_END_MACHINE, {"name": name, "at": at}):
        raise NotFound("unknown_token")


def count_attempt(talk: Conversation, key: str, window_seconds: int, now: datetime) -> int:
    """One more; how many they are in the window that the first of them opened."""
    since = now - timedelta(seconds=window_seconds)
    return int(talk.ask(_COUNT, {"key": _hidden(key), "now": now, "since": since})[0][0])


def clear_attempts(talk: Conversation, key: str) -> None:
    """None any more."""
    talk.tell(_CLEAR, {"key": _hidden(key)})


def _hidden(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
