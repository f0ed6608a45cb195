"""Weekly reports are kept as they were made; cases are found by when they closed, instructions by
having been late.

Revision ID: 0015
Revises: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TENANT = "municipality = nullif(current_setting('sprava.municipality', true), '')::int"


def upgrade() -> None:
    """The table with its wall and rights, and the indexes."""
    op.create_table(
        "weekly_reports",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "monday", name=op.f("pk_weekly_reports")),
    )
    op.execute("ALTER TABLE weekly_reports ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE weekly_reports FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON weekly_reports USING ({TENANT}) WITH CHECK ({TENANT})")
    op.execute("GRANT SELECT, INSERT ON weekly_reports TO sprava_app")
    op.execute("GRANT SELECT ON weekly_reports TO sprava_reader, sprava_backup")
    op.create_index(
        "ix_cases_closed",
        "cases",
        ["municipality", "closed", "id"],
        unique=False,
        postgresql_where=sa.text("closed IS NOT NULL"),
    )
    op.create_index(
        "ix_resolutions_late",
        "resolutions",
        ["municipality", "off_control_at", "id"],
        unique=False,
        postgresql_where=sa.text("late"),
    )


def downgrade() -> None:
    """Takes all of it away again."""
    op.drop_index("ix_resolutions_late", "resolutions")
    op.drop_index("ix_cases_closed", "cases")
    op.drop_table("weekly_reports")
