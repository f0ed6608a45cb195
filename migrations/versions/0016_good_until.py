"""A paper knows when the certificates of its newest time stamp end.

Revision ID: 0016
Revises: 0015
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The column, and the few papers whose stamp ends soon found by it."""
    op.add_column("papers", sa.Column("good_until", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_papers_good_until",
        "papers",
        ["municipality", "good_until"],
        postgresql_where=sa.text("good_until IS NOT NULL AND status = 'complete'"),
    )


def downgrade() -> None:
    """Away again."""
    op.drop_index("ix_papers_good_until", "papers")
    op.drop_column("papers", "good_until")
