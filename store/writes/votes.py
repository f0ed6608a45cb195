"""Votes and their sum. The primary key of `votes` is what makes a second vote impossible (rules.md 4).

An identity is kept as a commitment keyed by the installation's secret: nobody can try all phones without it, and the
same phone looks different on every case.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from store.conversation import Conversation
from store.link_key import LinkKey
from workflow.decision import Decision
from workflow.errors import NotAvailable, Refusal
from workflow.events import SupportClosed, SupportOpened
from workflow.moment import Moment
from workflow.support import Tally

OPEN: LiteralString = """
INSERT INTO tallies (municipality, case_id, votes, paper, opened) VALUES (%(municipality)s, %(case)s, 0, 0, %(at)s)
ON CONFLICT (municipality, case_id) DO UPDATE SET opened = excluded.opened, closed = NULL
"""
CLOSE: LiteralString = """
UPDATE tallies SET closed = %(at)s WHERE municipality = %(municipality)s::int AND case_id = %(case)s::uuid
"""
ADD: LiteralString = """
INSERT INTO votes AS v (municipality, case_id, identity, choices, territory, paper, at)
VALUES (%(municipality)s, %(case)s, %(identity)s, %(choices)s, %(territory)s, %(paper)s, %(at)s)
ON CONFLICT (municipality, case_id, identity) DO UPDATE SET choices = excluded.choices,
    territory = excluded.territory, paper = excluded.paper, at = excluded.at, withdrawn = NULL
WHERE v.withdrawn IS NOT NULL RETURNING 1
"""
_WITHDRAW: LiteralString = """
UPDATE votes SET withdrawn = %(at)s WHERE municipality = %(municipality)s::int AND case_id = %(case)s::uuid
AND identity = %(identity)s AND withdrawn IS NULL AND NOT paper RETURNING 1
"""
_COUNT: LiteralString = """
UPDATE tallies SET votes = votes + %(votes)s, paper = paper + %(paper)s
WHERE municipality = %(municipality)s::int AND case_id = %(case)s::uuid AND closed IS NULL RETURNING votes + paper
"""
_TALLY: LiteralString = """
SELECT votes, paper FROM tallies WHERE municipality = %(municipality)s::int AND case_id = %(case)s::uuid FOR UPDATE
"""
_CHOICES: LiteralString = """
SELECT choice, count(*) FROM votes, unnest(choices) AS choice
WHERE municipality = %(municipality)s::int AND case_id = %(case)s::uuid AND withdrawn IS NULL
GROUP BY choice ORDER BY choice
"""
_BIND: LiteralString = """
WITH bound AS (
    INSERT INTO voters (municipality, identity, territory, since)
    VALUES (%(municipality)s, %(identity)s, %(territory)s, %(at)s) ON CONFLICT DO NOTHING RETURNING territory
)
SELECT territory FROM bound UNION ALL
SELECT territory FROM voters WHERE municipality = %(municipality)s::int AND identity = %(identity)s
"""
_ADD_CODE: LiteralString = """
INSERT INTO vote_codes (municipality, id, case_id, phone, expires)
VALUES (%(municipality)s, %(id)s, %(case)s, %(phone)s, %(expires)s)
"""


def open_or_close(talk: Conversation, decision: Decision, moment: Moment) -> None:
    """What a decision says of the voting on its case."""
    for event in decision.events:
        if isinstance(event, SupportOpened):
            talk.tell(OPEN, {"case": decision.case.id, "at": moment.now})
        elif isinstance(event, SupportClosed):
            talk.tell(CLOSE, {"case": decision.case.id, "at": moment.now})


def add(
    talk: Conversation,
    key: LinkKey,
    case: UUID,
    identity: str,
    at: datetime,
    *,
    choices: Sequence[str],
    territory: str | None,
    paper: bool,
) -> bool:
    """False if that identity has voted."""
    values = {"case": case, "identity": _commitment(key, str(case), identity), "at": at, "paper": paper}
    return bool(talk.ask(ADD, {**values, "choices": list(choices), "territory": territory}))


def withdraw(talk: Conversation, key: LinkKey, case: UUID, identity: str, at: datetime) -> bool:
    """False if there is no vote to take back."""
    return bool(talk.ask(_WITHDRAW, {"case": case, "identity": _commitment(key, str(case), identity), "at": at}))


def count(talk: Conversation, case: UUID, votes: int, paper: int) -> tuple[int, int]:
    """(total before, total after); NotAvailable(`voting_closed`)."""
    rows = talk.ask(_COUNT, {"case": case, "votes": votes, "paper": paper})
    if not rows:
        raise NotAvailable([Refusal(code="voting_closed")])
    after = int(rows[0][0])
    return after - votes - paper, after


def tally(talk: Conversation, case: UUID) -> Tally:
    """How it stands, the row locked."""
    rows = talk.ask(_TALLY, {"case": case})
    votes, paper = rows[0] if rows else (0, 0)
    choices = {row[0]: int(row[1]) for row in talk.ask(_CHOICES, {"case": case})}
    return Tally(votes=votes, paper=paper, choices=choices)


def bind_territory(talk: Conversation, key: LinkKey, identity: str, territory: str, at: datetime) -> str:
    """The territory that identity has."""
    values = {"identity": _commitment(key, "voter", identity), "territory": territory, "at": at}
    return str(talk.ask(_BIND, values)[0][0])


def add_code(talk: Conversation, identifier: UUID, case: UUID, phone: str, expires: datetime) -> None:
    """The phone a code goes to."""
    talk.tell(_ADD_CODE, {"id": identifier, "case": case, "phone": phone, "expires": expires})


def _commitment(key: LinkKey, place: str, identity: str) -> bytes:
    return hmac.new(key.secret, f"vote|{place}|{identity}".encode(), hashlib.sha256).digest()
