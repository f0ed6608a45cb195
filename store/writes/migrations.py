"""Runs that bring running cases under another version: ordered, noted case by case, finished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import LiteralString, cast
from uuid import UUID

from psycopg.types.json import Jsonb

from store.conversation import Conversation
from workflow.case import Case
from workflow.codec import case_from_json, from_json, to_json
from workflow.errors import NotFound, Refusal
from workflow.migration import CaseBefore, MigratedCase, MigrationRun

_PUBLISHED: LiteralString = """
SELECT version, digest FROM publications
WHERE municipality = %(municipality)s::int AND request_type = %(request_type)s
"""
_START: LiteralString = """
INSERT INTO definition_migrations (municipality, id, request_type, version, digest, states, reason, by, at, sources,
    reverts)
VALUES (%(municipality)s, %(id)s, %(request_type)s, %(version)s, %(digest)s, %(states)s, %(reason)s, %(by)s, %(at)s,
    %(sources)s, %(reverts)s)
"""
_RUN: LiteralString = """
SELECT id, request_type, version, digest, states, reason, by, at, sources, reverts, finished
FROM definition_migrations
WHERE municipality = %(municipality)s::int AND id = %(id)s::uuid FOR SHARE
"""
_FINISH: LiteralString = """
UPDATE definition_migrations SET finished = coalesce(finished, %(at)s)
WHERE municipality = %(municipality)s::int AND id = %(id)s::uuid RETURNING id
"""
_RUNNING: LiteralString = """
SELECT body FROM cases
WHERE municipality = %(municipality)s::int AND request_type = %(request_type)s AND closed IS NULL
AND definition <> %(digest)s AND (%(sources)s::text[] = '{}' OR definition = ANY(%(sources)s::text[]))
AND (%(after)s::uuid IS NULL OR id > %(after)s::uuid)
ORDER BY id LIMIT %(limit)s::int
"""
_UNDER_WAY: LiteralString = """
SELECT 1 FROM procrastinate_jobs
WHERE status IN ('todo', 'doing') AND args->>'municipality' = %(town)s AND args->'data'->>'case' = %(case)s LIMIT 1
"""
_NOTE: LiteralString = """
INSERT INTO migrated_cases (municipality, run, case_id, sequence, before, reasons, at)
VALUES (%(municipality)s, %(run)s, %(case)s, %(sequence)s, %(before)s, %(reasons)s, %(at)s)
ON CONFLICT (municipality, run, case_id) DO UPDATE SET sequence = excluded.sequence, before = excluded.before,
    reasons = excluded.reasons, at = excluded.at
"""
_NOTED: LiteralString = """
SELECT sequence, before FROM migrated_cases
WHERE municipality = %(municipality)s::int AND run = %(run)s::uuid AND case_id = %(case)s::uuid
AND sequence IS NOT NULL
"""
_COUNT: LiteralString = """
SELECT count(*) FROM migrated_cases
WHERE municipality = %(municipality)s::int AND run = %(run)s::uuid AND sequence IS NOT NULL
"""


def published_digests(talk: Conversation, request_type: str) -> Mapping[int, str]:
    """NotFound(`unknown_request_type`)."""
    found: dict[int, str] = dict(talk.ask(_PUBLISHED, {"request_type": request_type}))
    if not found:
        raise NotFound("unknown_request_type", request_type=request_type)
    return found


def start(talk: Conversation, run: MigrationRun) -> None:
    """Conflict(`migration_running`) when one of this request type is not finished."""
    values = {
        "id": run.id,
        "request_type": run.request_type,
        "version": run.version,
        "digest": run.digest,
        "states": Jsonb(dict(run.states)),
        "reason": run.reason,
        "by": run.by,
        "at": run.at,
        "sources": list(run.sources),
        "reverts": run.reverts,
    }
    talk.tell(_START, values)


def run_of(talk: Conversation, identifier: UUID) -> MigrationRun:
    """The run, which cannot be finished before the end of this transaction; NotFound(`unknown_migration`)."""
    rows = talk.ask(_RUN, {"id": identifier})
    if not rows:
        raise NotFound("unknown_migration")
    row = rows[0]
    return MigrationRun(
        id=row[0],
        request_type=row[1],
        version=row[2],
        digest=row[3],
        states=row[4],
        reason=row[5],
        by=row[6],
        at=row[7],
        sources=tuple(row[8]),
        reverts=row[9],
        finished=row[10],
    )


def finish(talk: Conversation, identifier: UUID, at: datetime) -> None:
    """It moves nothing any more; twice is once. NotFound(`unknown_migration`)."""
    if not talk.ask(_FINISH, {"id": identifier, "at": at}):
        raise NotFound("unknown_migration")


def running(talk: Conversation, run: MigrationRun, after: UUID | None, limit: int) -> tuple[Case, ...]:
    """Open cases that a run is about, by id, without their locks."""
    values = {
        "request_type": run.request_type,
        "digest": run.digest,
        "sources": list(run.sources),
        "after": after,
        "limit": limit,
    }
    return tuple(case_from_json(row[0]) for row in talk.ask(_RUNNING, values))


def effects_under_way(talk: Conversation, case: UUID) -> bool:
    """Whether a job of the case waits or is being done."""
    return bool(talk.ask(_UNDER_WAY, {"town": str(talk.municipality), "case": str(case)}))


def note_moved(talk: Conversation, run: UUID, case: UUID, done: MigratedCase, at: datetime) -> None:
    """What a run did to a case."""
    before = Jsonb(to_json(done.before))
    talk.tell(_NOTE, {"run": run, "case": case, "sequence": done.sequence, "before": before, "reasons": None, "at": at})


def note_left(talk: Conversation, run: UUID, case: UUID, reasons: Sequence[Refusal], at: datetime) -> None:
    """Why a run left a case where it was; no reasons: it had ended or moved by itself."""
    told = Jsonb({"refusals": [{"code": one.code, "data": dict(one.data)} for one in reasons]})
    talk.tell(_NOTE, {"run": run, "case": case, "sequence": None, "before": None, "reasons": told, "at": at})


def moved(talk: Conversation, run: UUID, case: UUID) -> MigratedCase | None:
    """What a run did to a case; None: nothing."""
    rows = talk.ask(_NOTED, {"run": run, "case": case})
    if not rows:
        return None
    return MigratedCase(sequence=cast("int", rows[0][0]), before=from_json(rows[0][1], CaseBefore))


def moved_count(talk: Conversation, run: UUID) -> int:
    """How many cases a run moved."""
    return int(talk.ask(_COUNT, {"run": run})[0][0])
