"""Drafts of filings, sealed, for a day.

Revision ID: 0018
Revises: 0017
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TENANT = "municipality = nullif(current_setting('sprava.municipality', true), '')::int"


def upgrade() -> None:
    """The table with its wall and rights."""
    op.create_table(
        "drafts",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("octet_length(digest) = 32", name=op.f("ck_drafts_digest")),
        sa.PrimaryKeyConstraint("municipality", "digest", name=op.f("pk_drafts")),
    )
    op.execute("ALTER TABLE drafts ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE drafts FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON drafts USING ({TENANT}) WITH CHECK ({TENANT})")
    op.execute("GRANT SELECT ON drafts TO sprava_backup")
    op.execute("GRANT SELECT, INSERT, UPDATE ON drafts TO sprava_app")
    op.execute("GRANT SELECT, DELETE ON drafts TO sprava_keeper")


def downgrade() -> None:
    """Takes it away again."""
    op.execute("DROP TABLE drafts")
