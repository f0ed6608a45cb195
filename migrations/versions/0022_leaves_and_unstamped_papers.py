"""The leaves of one seal, and complete papers without a time stamp, are found by indexes.

Revision ID: 0022
Revises: 0021
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Checking all seals read all leaves for each of them; a town that gets an authority raises its older papers."""
    op.create_index("ix_seal_leaves_seal", "seal_leaves", ["municipality", "seal"], unique=False)
    op.create_index(
        "ix_papers_unstamped",
        "papers",
        ["municipality", "id"],
        unique=False,
        postgresql_where=sa.text("good_until IS NULL AND status = 'complete'"),
    )


def downgrade() -> None:
    """Takes them away again."""
    op.drop_index("ix_papers_unstamped", table_name="papers")
    op.drop_index("ix_seal_leaves_seal", table_name="seal_leaves")
