"""What leaves or stands on a screen: messages, alarms, letters for the post, and work that got stuck."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from store.chain import instant
from store.conversation import Conversation
from workflow.actor import Actor
from workflow.codec import effect_from_json
from workflow.effect_requests import EFFECT_REQUESTS, EffectRequest
from workflow.errors import NotFound
from workflow.moment import Moment
from workflow.ports.settled_message import SettledMessage
from workflow.values import Json

_EFFECTS = frozenset(one.kind for one in EFFECT_REQUESTS)

_MESSAGE: LiteralString = """
INSERT INTO messages (municipality, id, case_id, person, channel, recipient, text, parts, status, created, changed)
VALUES (%(municipality)s, %(id)s, %(case)s, %(person)s, %(channel)s, %(to)s, %(text)s, %(parts)s, %(status)s,
    %(at)s, %(at)s)
ON CONFLICT (municipality, id) DO NOTHING RETURNING id
"""
_STATUS: LiteralString = """
UPDATE messages SET status = CASE WHEN %(status)s::text = 'sent' AND status <> 'queued' THEN status
    ELSE %(status)s::text END, provider_id = COALESCE(%(provider)s, provider_id), changed = %(at)s
WHERE municipality = %(municipality)s::int AND id = %(id)s
"""
# What is settled stays so, but a late "delivered" corrects a failure (notifications.delivery_report.settled).
_SETTLED: LiteralString = """
UPDATE messages SET status = %(status)s::text, flagged = (%(status)s::text = 'failed'), changed = %(at)s
WHERE municipality = %(municipality)s::int AND id = %(id)s
AND (status IN ('queued', 'sent') OR (%(status)s::text = 'delivered' AND status <> 'delivered'))
RETURNING case_id, person
"""
_ALARM: LiteralString = """
INSERT INTO alarms (municipality, id, case_id, code, data, at)
VALUES (%(municipality)s, %(id)s, %(case)s, %(code)s, %(data)s, %(at)s)
ON CONFLICT (municipality, id) DO NOTHING RETURNING id
"""
_ALARM_FOR: LiteralString = """
INSERT INTO alarm_recipients (municipality, recipient, alarm, at)
SELECT %(municipality)s::int, recipient, %(id)s::uuid, %(at)s::timestamptz
FROM unnest(%(to)s::text[]) AS recipient ON CONFLICT DO NOTHING
"""
_POST: LiteralString = """
INSERT INTO post_entries (municipality, id, case_id, paper, added)
VALUES (%(municipality)s, %(id)s, %(case)s, %(paper)s, %(at)s)
ON CONFLICT (municipality, id) DO NOTHING RETURNING id
"""
_POSTED: LiteralString = """
UPDATE post_entries SET sent = %(at)s, tracking = %(tracking)s
WHERE municipality = %(municipality)s::int AND paper = %(paper)s::uuid AND sent IS NULL
"""
_INCIDENT: LiteralString = """
INSERT INTO incidents (municipality, id, effect, case_id, kind, reason, data, at)
VALUES (%(municipality)s, %(id)s, %(effect)s, %(case)s, %(kind)s, %(reason)s, %(data)s, %(at)s)
ON CONFLICT (municipality, effect) WHERE settled IS NULL
DO UPDATE SET reason = excluded.reason, data = excluded.data RETURNING id
"""
_INCIDENT_OF: LiteralString = """
SELECT id FROM incidents WHERE municipality = %(municipality)s AND effect = %(effect)s ORDER BY at LIMIT 1
"""
_SETTLE: LiteralString = """
UPDATE incidents SET settled = %(at)s, settled_by = %(by)s, how = %(how)s
WHERE municipality = %(municipality)s::int AND id = %(id)s AND settled IS NULL RETURNING kind, data
"""


def add_message(
    talk: Conversation,
    identifier: UUID,
    case: UUID | None,
    person: UUID | None,
    channel: str,
    to: str,
    text: str,
    parts: int,
    status: str,
    moment: Moment,
) -> bool:
    """False if it is there already."""
    values = {"id": identifier, "case": case, "person": person, "channel": channel, "to": to, "text": text}
    return bool(talk.ask(_MESSAGE, {**values, "parts": parts, "status": status, "at": moment.now}))


def message_status(talk: Conversation, identifier: UUID, status: str, provider_id: str | None, at: datetime) -> None:
    """How far a message got; the provider's id once it gave one. A report that came before our own "sent" stays."""
    talk.tell(_STATUS, {"id": identifier, "status": status, "provider": provider_id, "at": at})


def settle_message(talk: Conversation, identifier: UUID, status: str, at: datetime) -> SettledMessage | None:
    """What a report on a message changed; None when it changed nothing."""
    rows = talk.ask(_SETTLED, {"id": identifier, "status": status, "at": at})
    return SettledMessage(case=rows[0][0], person=rows[0][1]) if rows else None


def add_alarm(
    talk: Conversation,
    identifier: UUID,
    case: UUID | None,
    to: Sequence[str],
    code: str,
    data: Mapping[str, Json],
    at: datetime,
) -> bool:
    """False if it is there already."""
    if not talk.ask(_ALARM, {"id": identifier, "case": case, "code": code, "data": Jsonb(data), "at": at}):
        return False
    talk.tell(_ALARM_FOR, {"id": identifier, "to": list(to), "at": at})
    return True


def add_post_entry(talk: Conversation, identifier: UUID, case: UUID, document: UUID, moment: Moment) -> bool:
    """False if it is there already."""
    return bool(talk.ask(_POST, {"id": identifier, "case": case, "paper": document, "at": moment.now}))


def mark_posted(talk: Conversation, document: UUID, tracking: str | None, at: datetime) -> None:
    """Handed to the post; nothing when it does not wait there."""
    talk.tell(_POSTED, {"paper": document, "tracking": tracking or None, "at": at})


def add_incident(
    talk: Conversation,
    effect: UUID,
    case: UUID | None,
    kind: str,
    reason: str,
    data: Mapping[str, Json],
    at: datetime,
    *,
    once: bool = False,
) -> UUID:
    """The id of the effect's open incident, new or brought up to date; `once`: of any it ever had."""
    known = talk.ask(_INCIDENT_OF, {"effect": effect}) if once else []
    if known:
        return UUID(str(known[0][0]))
    identifier = _derived(effect, at)
    values = {"id": identifier, "effect": effect, "case": case, "kind": kind, "reason": reason}
    found = talk.ask(_INCIDENT, {**values, "data": Jsonb(data), "at": at})[0][0]
    assert isinstance(found, UUID)
    return found


def settle_incident(talk: Conversation, identifier: UUID, how: str, actor: Actor, at: datetime) -> EffectRequest | None:
    """The effect that was stuck, None if it was no effect; NotFound(`unknown_incident`) when settled or unknown."""
    rows = talk.ask(_SETTLE, {"id": identifier, "how": how, "by": actor.label, "at": at})
    if not rows:
        raise NotFound("unknown_incident")
    kind, data = rows[0]
    return effect_from_json(kind, data) if kind in _EFFECTS else None


def _derived(effect: UUID, at: datetime) -> UUID:
    # A UUIDv8 as Moment.derived_id makes them: an effect's workers have no command of their own.
    digest = hashlib.sha256(effect.bytes + instant(at).encode()).digest()[:16]
    return UUID(int=int.from_bytes(digest) & ~(0xF << 76) & ~(0x3 << 62) | (0x8 << 76) | (0x2 << 62))
