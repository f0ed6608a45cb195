"""Every number of every journal in one place: those of papers so far, and of registration cards.

Revision ID: 0013
Revises: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TENANT = "municipality = nullif(current_setting('sprava.municipality', true), '')::int"
_NUMBERED = """
INSERT INTO journal_entries (municipality, journal, year, number, index, date, case_id, paper, card)
SELECT municipality, register, year, split_part(number, '/', 1)::int, number, coalesce(date, drafted::date), case_id,
    id, '{}'
FROM papers WHERE number IS NOT NULL AND register IS NOT NULL
"""


def upgrade() -> None:
    """The table with its wall and rights, and the numbers that papers hold."""
    op.create_table(
        "journal_entries",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("journal", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("index", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("registration", sa.Uuid(), nullable=True),
        sa.Column("paper", sa.Uuid(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("their_number", sa.Text(), nullable=True),
        sa.Column("card", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint("(registration IS NULL) <> (paper IS NULL)", name=op.f("ck_journal_entries_one_holder")),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_journal_entries_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "journal", "year", "number", name=op.f("pk_journal_entries")),
    )
    op.create_index("ix_journal_entries_case_id", "journal_entries", ["municipality", "case_id"], unique=False)
    op.create_index(
        "ix_journal_entries_their_number", "journal_entries", ["municipality", "their_number"], unique=False
    )
    # The owner is bound by the walls too, and no municipality is set here.
    op.execute("ALTER TABLE papers NO FORCE ROW LEVEL SECURITY")
    op.execute(_NUMBERED)
    op.execute("ALTER TABLE papers FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE journal_entries ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE journal_entries FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON journal_entries USING ({TENANT}) WITH CHECK ({TENANT})")
    op.execute("GRANT SELECT, INSERT, UPDATE ON journal_entries TO sprava_app")
    op.execute("GRANT SELECT ON journal_entries TO sprava_reader, sprava_backup")


def downgrade() -> None:
    """Takes it away again."""
    op.drop_table("journal_entries")
