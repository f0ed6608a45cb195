"""Searches put aside; weekly reports are not for whoever reads the database from outside.

Revision ID: 0020
Revises: 0019
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TENANT = "municipality = nullif(current_setting('sprava.municipality', true), '')::int"


def upgrade() -> None:
    """The table with its wall and rights."""
    op.create_table(
        "saved_searches",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "username", "name", name=op.f("pk_saved_searches")),
    )
    op.execute("ALTER TABLE saved_searches ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE saved_searches FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON saved_searches USING ({TENANT}) WITH CHECK ({TENANT})")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON saved_searches TO sprava_app")
    op.execute("GRANT SELECT ON saved_searches TO sprava_backup")
    op.execute("REVOKE SELECT ON weekly_reports FROM sprava_reader")


def downgrade() -> None:
    """Away again."""
    op.execute("GRANT SELECT ON weekly_reports TO sprava_reader")
    op.drop_table("saved_searches")
