"""How a voting stands, for whoever asks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from store.reading import Reading
from store.tables.votes import TallyRow, VoteCodeRow, VoteRow
from workflow.support import Tally


def tally_of(look: Reading, case: UUID, *, with_choices: bool) -> Tally:
    """Its counts as committed; `choices` only when asked for, for they are counted anew."""
    query = select(TallyRow.votes, TallyRow.paper).where(
        TallyRow.municipality == look.municipality, TallyRow.case_id == case
    )
    row = look.connection.execute(query).one_or_none()
    if row is None:
        return Tally()
    return Tally(votes=row.votes, paper=row.paper, choices=_choices(look, case) if with_choices else {})


def _choices(look: Reading, case: UUID) -> dict[str, int]:
    chosen = (
        select(func.unnest(VoteRow.choices).label("choice"))
        .where(
            VoteRow.municipality == look.municipality,
            VoteRow.case_id == case,
            VoteRow.withdrawn.is_(None),
        )
        .subquery()
    )
    query = select(chosen.c.choice, func.count()).group_by(chosen.c.choice).order_by(chosen.c.choice)
    return {row[0]: row[1] for row in look.connection.execute(query)}


def vote_phone(look: Reading, identifier: UUID, now: datetime) -> str | None:
    """The phone a voter's code goes to, while it is kept."""
    query = select(VoteCodeRow.phone).where(
        VoteCodeRow.municipality == look.municipality, VoteCodeRow.id == identifier, VoteCodeRow.expires > now
    )
    phone: str | None = look.connection.execute(query).scalar_one_or_none()
    return phone
