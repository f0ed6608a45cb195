"""Uploaded files: noted when they come, claimed by one case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import LiteralString
from uuid import UUID

from store.conversation import Conversation
from workflow.case import Case
from workflow.errors import Conflict
from workflow.moment import Moment
from workflow.ports.attachment import Attachment

# Held against `keeping.may_go`: equal bytes are not judged unneeded while a row that names them is on its way.
_LOCK_BYTES: LiteralString = """
SELECT pg_advisory_xact_lock_shared(hashtextextended('bytes:' || %(sha256)s::text, %(municipality)s::bigint))
"""
_ADD: LiteralString = """
INSERT INTO attachments (municipality, id, media_type, sha256, size, latitude_e7, longitude_e7, case_id, at)
VALUES (%(municipality)s, %(id)s, %(media_type)s, %(sha256)s, %(size)s, %(latitude)s, %(longitude)s, %(case)s, %(at)s)
"""
_FIND: LiteralString = """
SELECT id, media_type, sha256, size, latitude_e7, longitude_e7, case_id FROM attachments
WHERE municipality = %(municipality)s::int AND id = ANY(%(ids)s::uuid[])
"""
_CLAIM: LiteralString = """
UPDATE attachments SET case_id = %(case)s::uuid WHERE municipality = %(municipality)s::int
AND id = ANY(%(ids)s::uuid[]) AND (case_id IS NULL OR case_id = %(case)s::uuid) RETURNING id
"""


def add(talk: Conversation, attachment: Attachment, moment: Moment) -> None:
    """Notes an upload."""
    latitude, longitude = attachment.place or (None, None)
    talk.tell(_LOCK_BYTES, {"sha256": attachment.sha256})
    talk.tell(
        _ADD,
        {
            "id": attachment.id,
            "media_type": attachment.media_type,
            "sha256": attachment.sha256,
            "size": attachment.size,
            "latitude": latitude,
            "longitude": longitude,
            "case": attachment.case,
            "at": moment.now,
        },
    )


def find(talk: Conversation, identifiers: Sequence[UUID]) -> Mapping[UUID, Attachment]:
    """Those of `identifiers` that exist."""
    if not identifiers:
        return {}
    rows = talk.ask(_FIND, {"ids": list(identifiers)})
    return {
        row[0]: Attachment(
            id=row[0],
            media_type=row[1],
            sha256=row[2],
            size=row[3],
            place=None if row[4] is None else (row[4], row[5]),
            case=row[6],
        )
        for row in rows
    }


def claim(talk: Conversation, before: Case | None, case: Case) -> None:
    """Ties the case's new attachments to it; Conflict(`attachment_claimed`) when one is gone or another case's."""
    wanted = _attachments(case) - (_attachments(before) if before else frozenset())
    if wanted and len(talk.ask(_CLAIM, {"ids": list(wanted), "case": case.id})) != len(wanted):
        raise Conflict("attachment_claimed")


def _attachments(case: Case) -> frozenset[UUID]:
    reported = (one for resolution in case.resolutions for report in resolution.reports for one in report.attachments)
    return frozenset(case.attachments).union(reported)
