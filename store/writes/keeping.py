"""What the keeper's role takes away: what has expired, and what an erasure deletes (rules.md 11, 24).

Erasing leaves the history whole: it holds commitments only. Every erasure is on a list, applied again after a restore.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import LiteralString
from uuid import UUID

from store.conversation import Conversation

UNCLAIMED = timedelta(hours=24)
REPLIES = timedelta(hours=48)
SESSIONS = timedelta(days=1)
ATTEMPTS = timedelta(days=7)
HOLDS = timedelta(hours=1)
JOBS = timedelta(days=7)
AT_ONCE = 200

_FREE_PLACES: LiteralString = """
DELETE FROM bookings WHERE municipality = %(municipality)s::int AND case_id IS NULL
AND (held_until IS NULL OR held_until < %(before)s)
"""
_EXPIRED: tuple[tuple[LiteralString, timedelta], ...] = (
    ("DELETE FROM sessions WHERE municipality = %(municipality)s::int AND expires < %(before)s", SESSIONS),
    ("DELETE FROM unlocks WHERE municipality = %(municipality)s::int AND expires < %(before)s", timedelta()),
    ("DELETE FROM ceremonies WHERE municipality = %(municipality)s::int AND expires < %(before)s", SESSIONS),
    ("DELETE FROM replies WHERE municipality = %(municipality)s::int AND at < %(before)s", REPLIES),
    ("DELETE FROM vote_codes WHERE municipality = %(municipality)s::int AND expires < %(before)s", timedelta()),
    ("DELETE FROM drafts WHERE municipality = %(municipality)s::int AND expires < %(before)s", timedelta()),
    ("DELETE FROM attempts WHERE municipality = %(municipality)s::int AND window_start < %(before)s", ATTEMPTS),
    (_FREE_PLACES, HOLDS),
)
_FINISHED_JOBS: LiteralString = """
DELETE FROM procrastinate_jobs j WHERE j.status IN ('succeeded', 'cancelled', 'aborted')
AND j.args ->> 'municipality' = %(municipality)s::text
AND NOT EXISTS (SELECT FROM procrastinate_events e WHERE e.job_id = j.id AND e.at >= %(before)s)
"""
_UNCLAIMED: LiteralString = """
DELETE FROM attachments a WHERE municipality = %(municipality)s::int AND case_id IS NULL AND at < %(before)s
RETURNING sha256
"""
_ERASED: LiteralString = """
SELECT case_id FROM erasures WHERE municipality = %(municipality)s::int AND (%(again)s::bool OR applied IS NULL)
ORDER BY case_id LIMIT %(most)s
"""
_APPLIED: LiteralString = """
UPDATE erasures SET applied = %(at)s WHERE municipality = %(municipality)s::int AND case_id = ANY(%(cases)s::uuid[])
"""
_FORGET: tuple[LiteralString, ...] = (
    "DELETE FROM personal_values WHERE municipality = %(municipality)s::int AND case_id = ANY(%(cases)s::uuid[])",
    "DELETE FROM case_keys WHERE municipality = %(municipality)s::int AND case_id = ANY(%(cases)s::uuid[])",
    "DELETE FROM search_words WHERE municipality = %(municipality)s::int AND case_id = ANY(%(cases)s::uuid[])",
    "DELETE FROM paper_words WHERE municipality = %(municipality)s::int AND case_id = ANY(%(cases)s::uuid[])",
    """
    UPDATE messages SET recipient = '', text = ''
    WHERE municipality = %(municipality)s::int AND case_id = ANY(%(cases)s::uuid[])
    """,
)
_FILES: LiteralString = """
SELECT sha256 FROM attachments WHERE municipality = %(municipality)s::int AND case_id = ANY(%(cases)s::uuid[])
"""
_FORGET_FILES: LiteralString = """
DELETE FROM attachments WHERE municipality = %(municipality)s::int AND case_id = ANY(%(cases)s::uuid[])
"""
_PAPERS: LiteralString = """
SELECT v.sha256 FROM paper_versions v JOIN papers p ON p.municipality = v.municipality AND p.id = v.paper
WHERE v.municipality = %(municipality)s::int AND p.case_id = ANY(%(cases)s::uuid[])
UNION SELECT sha256 FROM papers WHERE municipality = %(municipality)s::int AND case_id = ANY(%(cases)s::uuid[])
AND sha256 IS NOT NULL
"""
_INSTRUCTIONS: LiteralString = """
SELECT jsonb_path_query(body, '$.resolutions[*].signed.statement') #>> '{}' FROM cases
WHERE municipality = %(municipality)s::int AND id = ANY(%(cases)s::uuid[])
UNION SELECT jsonb_path_query(body, '$.resolutions[*].signed.signature') #>> '{}' FROM cases
WHERE municipality = %(municipality)s::int AND id = ANY(%(cases)s::uuid[])
"""
# What an erased case names, nobody needs any more.
_STILL_NEEDED: LiteralString = """
SELECT sha256 FROM attachments a WHERE municipality = %(municipality)s::int AND sha256 = ANY(%(hashes)s::text[])
AND NOT EXISTS (SELECT FROM erasures e WHERE e.municipality = a.municipality AND e.case_id = a.case_id)
UNION SELECT sha256 FROM papers p WHERE municipality = %(municipality)s::int AND sha256 = ANY(%(hashes)s::text[])
AND NOT EXISTS (SELECT FROM erasures e WHERE e.municipality = p.municipality AND e.case_id = p.case_id)
UNION SELECT v.sha256 FROM paper_versions v JOIN papers p ON p.municipality = v.municipality AND p.id = v.paper
WHERE v.municipality = %(municipality)s::int AND v.sha256 = ANY(%(hashes)s::text[])
AND NOT EXISTS (SELECT FROM erasures e WHERE e.municipality = p.municipality AND e.case_id = p.case_id)
"""
# No index knows these: only what is about to be removed for good is looked for among them.
_SIGNED: LiteralString = """
SELECT EXISTS (
    SELECT FROM cases c WHERE municipality = %(municipality)s::int
    AND NOT EXISTS (SELECT FROM erasures e WHERE e.municipality = c.municipality AND e.case_id = c.id)
    AND jsonb_path_exists(
        body, '$.resolutions[*].signed ? (@.statement == $sha || @.signature == $sha)',
        jsonb_build_object('sha', %(sha256)s::text)
    )
)
"""
_LOCK_BYTES: LiteralString = """
SELECT pg_advisory_xact_lock(hashtextextended('bytes:' || %(sha256)s::text, %(municipality)s::bigint))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """`contents` are SHA-256 (hex) of bytes that nothing names any more: to be deleted once this is committed."""

    contents: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasing:
    """Erased cases whose bytes are still to be removed: `contents` are SHA-256 that nothing else names."""

    cases: tuple[UUID, ...]
    contents: frozenset[str]


def clean(talk: Conversation, now: datetime) -> Forgotten:
    """Deletes what has expired: sessions, replies, counters, holds, finished jobs, uploads unclaimed for a day."""
    for statement, age in _EXPIRED:
        talk.tell(statement, {"before": now - age})
    talk.tell(_FINISHED_JOBS, {"before": now - JOBS})
    dropped = {row[0] for row in talk.ask(_UNCLAIMED, {"before": now - UNCLAIMED})}
    return Forgotten(contents=_unneeded(talk, dropped))


def may_go(talk: Conversation, sha256: str) -> bool:
    """Whether nothing names these bytes. Until the transaction ends no upload of the same bytes is noted."""
    talk.tell(_LOCK_BYTES, {"sha256": sha256})
    return bool(_unneeded(talk, {sha256})) and not talk.ask(_SIGNED, {"sha256": sha256})[0][0]


def erase(talk: Conversation, *, again: bool) -> Erasing:
    """Deletes everything personal of listed cases that were not done yet, some hundred at a time; of all if `again`.

    What names their bytes stays until `erased`: killed in between, the next round finds them once more.
    """
    cases = tuple(row[0] for row in talk.ask(_ERASED, {"again": again, "most": None if again else AT_ONCE}))
    if not cases:
        return Erasing(cases=(), contents=frozenset())
    asked = {"cases": list(cases)}
    for statement in _FORGET:
        talk.tell(statement, asked)
    contents = {row[0] for query in (_FILES, _PAPERS, _INSTRUCTIONS) for row in talk.ask(query, asked)}
    return Erasing(cases=cases, contents=_unneeded(talk, contents))


def erased(talk: Conversation, cases: tuple[UUID, ...], now: datetime) -> None:
    """Their bytes are gone as well."""
    talk.tell(_FORGET_FILES, {"cases": list(cases)})
    talk.tell(_APPLIED, {"cases": list(cases), "at": now})


def _unneeded(talk: Conversation, hashes: set[str]) -> frozenset[str]:
    if not hashes:
        return frozenset()
    needed = {row[0] for row in talk.ask(_STILL_NEEDED, {"hashes": sorted(hashes)})}
    return frozenset(hashes - needed)
