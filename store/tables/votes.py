"""Votes: who (as a keyed commitment alone), for what, and their sum.

Votes hang on their tally and not on their case: whoever votes takes no lock on the case's row.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case


class TallyRow(Table):
    """How one voting stands. Its row lock orders the counts; nothing is counted once `closed`."""

    __tablename__ = "tallies"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    votes: Mapped[int]
    paper: Mapped[int]
    opened: Mapped[datetime]
    closed: Mapped[datetime | None]

    __table_args__ = (of_case(), CheckConstraint("votes >= 0 AND paper >= 0", name="counts"))


class VoteRow(Table):
    """One vote. The primary key is what keeps an identity from voting twice; `identity` is an HMAC-SHA256."""

    __tablename__ = "votes"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    identity: Mapped[bytes] = mapped_column(primary_key=True)
    choices: Mapped[list[str]]
    territory: Mapped[str | None]
    paper: Mapped[bool]
    at: Mapped[datetime]
    withdrawn: Mapped[datetime | None]

    __table_args__ = (
        ForeignKeyConstraint(["municipality", "case_id"], ["tallies.municipality", "tallies.case_id"]),
        CheckConstraint("octet_length(identity) = 32", name="identity"),
    )


class VoterRow(Table):
    """The territory an identity votes in, the same in every voting of the town."""

    __tablename__ = "voters"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    identity: Mapped[bytes] = mapped_column(primary_key=True)
    territory: Mapped[str]
    since: Mapped[datetime]

    __table_args__ = (CheckConstraint("octet_length(identity) = 32", name="identity"),)


class VoteCodeRow(Table):
    """The phone that a voter's code goes to, until it has gone: deleted within the hour."""

    __tablename__ = "vote_codes"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID]
    phone: Mapped[str]
    expires: Mapped[datetime]

    __table_args__ = (of_case(),)
