"""Status links follow the people of a case: one for each, renewed and revoked with them (rules.md 14)."""

from __future__ import annotations

from datetime import datetime
from typing import LiteralString
from uuid import UUID

from store.conversation import Conversation
from store.link_key import LinkKey
from store.row_json import TableRow, row_json
from store.tables.links import StatusLinkRow
from store.upsert import insert_new
from workflow.case import Case
from workflow.moment import Moment
from workflow.status_link import digest, token

_INSERT = insert_new(StatusLinkRow)
_REVOKE: LiteralString = """
UPDATE status_links SET revoked = true WHERE municipality = %(municipality)s::int AND case_id = %(case)s::uuid
AND person = %(person)s::uuid AND generation < %(generation)s::int AND NOT revoked
"""
_UNLOCK: LiteralString = """
INSERT INTO unlocks (municipality, digest, case_id, person, expires)
VALUES (%(municipality)s, %(digest)s, %(case)s, %(person)s, %(expires)s)
"""


def write(talk: Conversation, before: Case | None, case: Case, key: LinkKey, moment: Moment) -> None:
    """Writes what changed about the links of `case.people`."""
    known = {one.id: one for one in before.people} if before else {}
    rows: list[TableRow] = []
    for person in case.people:
        old = known.get(person.id)
        if old is not None and (old.generation, old.link_revoked) == (person.generation, person.link_revoked):
            continue
        if old is None or old.generation != person.generation:
            rows.append(_row(case, person.id, person.generation, key, moment))
        if old is not None:
            last = person.generation + 1 if person.link_revoked else person.generation
            talk.tell(_REVOKE, {"case": case.id, "person": person.id, "generation": last})
    if rows:
        talk.tell(_INSERT, {"rows": row_json(rows)})


def unlock(talk: Conversation, key: bytes, case: UUID, person: UUID, expires: datetime) -> None:
    """Opens the second step of a link until `expires`, under the digest of the visitor's secret."""
    talk.tell(_UNLOCK, {"digest": key, "case": case, "person": person, "expires": expires})


def _row(case: Case, person: UUID, generation: int, key: LinkKey, moment: Moment) -> TableRow:
    return {
        "municipality": case.municipality,
        "digest": digest(token(key.secret, case.id, person, generation)),
        "case_id": case.id,
        "person": person,
        "generation": generation,
        "key_id": key.id,
        "created": moment.now,
        "revoked": False,
    }
