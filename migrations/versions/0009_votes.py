"""Votes, their sums, the territories of voters, and the phones that codes go to.

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TENANT = "municipality = nullif(current_setting('sprava.municipality', true), '')::int"
APP = {
    "tallies": "SELECT, INSERT, UPDATE",
    "votes": "SELECT, INSERT, UPDATE",
    "voters": "SELECT, INSERT",
    "vote_codes": "SELECT, INSERT",
}


def upgrade() -> None:
    """The tables with their walls and rights."""
    op.create_table(
        "tallies",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("paper", sa.Integer(), nullable=False),
        sa.Column("opened", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("votes >= 0 AND paper >= 0", name=op.f("ck_tallies_counts")),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_tallies_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "case_id", name=op.f("pk_tallies")),
    )
    op.create_table(
        "votes",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("identity", sa.LargeBinary(), nullable=False),
        sa.Column("choices", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("territory", sa.Text(), nullable=True),
        sa.Column("paper", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("octet_length(identity) = 32", name=op.f("ck_votes_identity")),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["tallies.municipality", "tallies.case_id"], name=op.f("fk_votes_tallies")
        ),
        sa.PrimaryKeyConstraint("municipality", "case_id", "identity", name=op.f("pk_votes")),
    )
    op.create_table(
        "voters",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("identity", sa.LargeBinary(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("octet_length(identity) = 32", name=op.f("ck_voters_identity")),
        sa.PrimaryKeyConstraint("municipality", "identity", name=op.f("pk_voters")),
    )
    op.create_table(
        "vote_codes",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_vote_codes_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "id", name=op.f("pk_vote_codes")),
    )
    for table, rights in APP.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY tenant ON {table} USING ({TENANT}) WITH CHECK ({TENANT})")
        op.execute(f"GRANT SELECT ON {table} TO sprava_backup")
        op.execute(f"GRANT {rights} ON {table} TO sprava_app")
    op.execute("GRANT SELECT ON tallies TO sprava_reader")
    op.execute("GRANT SELECT, DELETE ON vote_codes TO sprava_keeper")


def downgrade() -> None:
    """Takes all of it away again."""
    for table in ("vote_codes", "voters", "votes", "tallies"):
        op.execute(f"DROP TABLE {table}")
