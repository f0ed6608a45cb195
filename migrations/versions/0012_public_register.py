"""Since when a case stands on the public register, and whether it went into a programme.

Revision ID: 0012
Revises: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two columns of cases; no case that is there already has either."""
    op.add_column("cases", sa.Column("published", sa.DateTime(timezone=True), nullable=True))
    op.add_column("cases", sa.Column("transferred", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Takes them away again."""
    op.drop_column("cases", "transferred")
    op.drop_column("cases", "published")
