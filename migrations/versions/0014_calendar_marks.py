"""A town notes by which calendars its running cases are dated.

Revision ID: 0014
Revises: 0013
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The column."""
    op.add_column("towns", sa.Column("calendars", sa.Text(), nullable=True))


def downgrade() -> None:
    """Away again."""
    op.drop_column("towns", "calendars")
