"""Complete papers without a time stamp are found by an index: a town that gets an authority raises its older papers.

Revision ID: 0023
Revises: 0022
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The index."""
    op.create_index(
        "ix_papers_unstamped",
        "papers",
        ["municipality", "id"],
        unique=False,
        postgresql_where=sa.text("good_until IS NULL AND status = 'complete'"),
    )


def downgrade() -> None:
    """Takes it away again."""
    op.drop_index("ix_papers_unstamped", table_name="papers")
