"""Second factors, recovery codes, and the challenges that passkeys sign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from store.conversation import Conversation
from workflow.town import SecondFactor

_ADD: LiteralString = """
INSERT INTO second_factors (municipality, id, username, kind, sealed, credential, counter, added, confirmed)
VALUES (%(municipality)s, %(id)s, %(username)s, %(kind)s, %(sealed)s, %(credential)s, %(counter)s, %(at)s,
    %(confirmed)s)
"""
_CONFIRM: LiteralString = """
UPDATE second_factors SET confirmed = %(at)s, counter = %(counter)s
WHERE municipality = %(municipality)s::int AND id = %(id)s AND username = %(username)s
AND confirmed IS NULL AND ended IS NULL RETURNING id
"""
# A passkey that keeps no count says 0 each time; its challenges are what cannot be used twice.
_ADVANCE: LiteralString = """
UPDATE second_factors SET counter = %(counter)s
WHERE municipality = %(municipality)s::int AND id = %(id)s AND username = %(username)s
AND confirmed IS NOT NULL AND ended IS NULL
AND (counter < %(counter)s::bigint OR (kind = 'passkey' AND counter = 0 AND %(counter)s::bigint = 0)) RETURNING id
"""
_END: LiteralString = """
UPDATE second_factors SET ended = %(at)s
WHERE municipality = %(municipality)s::int AND username = %(username)s AND ended IS NULL
AND (%(kind)s::text IS NULL OR kind = %(kind)s::text) AND (%(but)s::uuid IS NULL OR id <> %(but)s::uuid)
"""
_SAY: LiteralString = """
UPDATE staff SET second_factor = %(kind)s
WHERE municipality = %(municipality)s::int AND username = %(username)s RETURNING username
"""
_END_CODES: LiteralString = """
UPDATE recovery_codes SET ended = %(at)s
WHERE municipality = %(municipality)s::int AND username = %(username)s AND ended IS NULL
"""
_ADD_CODES: LiteralString = """
INSERT INTO recovery_codes (municipality, digest, username, added)
SELECT %(municipality)s::int, digest, %(username)s, %(at)s FROM unnest(%(digests)s::bytea[]) AS digest
"""
_USE_CODE: LiteralString = """
UPDATE recovery_codes SET ended = %(at)s
WHERE municipality = %(municipality)s::int AND digest = %(digest)s AND username = %(username)s AND ended IS NULL
RETURNING digest
"""
_ASK: LiteralString = """
UPDATE sessions SET challenge = %(challenge)s, challenge_until = %(until)s
WHERE municipality = %(municipality)s::int AND digest = %(digest)s
"""
_ANSWERED: LiteralString = """
UPDATE sessions SET challenge = NULL, challenge_until = NULL
WHERE municipality = %(municipality)s::int AND digest = %(digest)s AND challenge = %(challenge)s
AND challenge_until > %(now)s::timestamptz RETURNING digest
"""


def add_second_factor(talk: Conversation, factor: SecondFactor, at: datetime, *, confirmed: bool) -> None:
    """Conflict(`factor_known`) at the commit for a passkey that is somebody's already."""
    talk.tell(
        _ADD,
        {
            "id": factor.id,
            "username": factor.username,
            "kind": factor.kind,
            "sealed": factor.sealed,
            "credential": factor.credential,
            "counter": factor.counter,
            "at": at,
            "confirmed": at if confirmed else None,
        },
    )


def confirm_second_factor(talk: Conversation, identifier: UUID, username: str, counter: int, at: datetime) -> bool:
    """Whether there was one to confirm."""
    return bool(talk.ask(_CONFIRM, {"id": identifier, "username": username, "counter": counter, "at": at}))


def advance_second_factor(talk: Conversation, identifier: UUID, username: str, counter: int) -> bool:
    """Whether the counter is newer than every one taken before: the wall against replay."""
    return bool(talk.ask(_ADVANCE, {"id": identifier, "username": username, "counter": counter}))


def end_second_factors(
    talk: Conversation, username: str, kind: str | None, at: datetime, *, but: UUID | None = None
) -> None:
    """Those of one kind, or all; `but` one stays."""
    talk.tell(_END, {"username": username, "kind": kind, "at": at, "but": but})


def say_second_factor(talk: Conversation, username: str, kind: str | None) -> bool:
    """What signing in asks this account for; whether the account exists."""
    return bool(talk.ask(_SAY, {"username": username, "kind": kind}))


def put_recovery_codes(talk: Conversation, username: str, digests: Sequence[bytes], at: datetime) -> None:
    """In place of all earlier ones."""
    talk.tell(_END_CODES, {"username": username, "at": at})
    talk.tell(_ADD_CODES, {"username": username, "digests": list(digests), "at": at})


def use_recovery_code(talk: Conversation, username: str, digest: bytes, at: datetime) -> bool:
    """Whether the code was there and had not been used."""
    return bool(talk.ask(_USE_CODE, {"username": username, "digest": digest, "at": at}))


def ask_challenge(talk: Conversation, session: bytes, challenge: bytes, until: datetime) -> None:
    """The newest challenge of a session is the only one."""
    talk.tell(_ASK, {"digest": session, "challenge": challenge, "until": until})


def answer_challenge(talk: Conversation, session: bytes, challenge: bytes, now: datetime) -> bool:
    """Whether it was asked of this session, not answered yet, and still holds."""
    return bool(talk.ask(_ANSWERED, {"digest": session, "challenge": challenge, "now": now}))
