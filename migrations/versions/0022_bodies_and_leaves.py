"""Bodies of cases are kept as they are: compressing one took a tenth of what a transition costs the server. Leaves are
found by their seal.

Revision ID: 0022
Revises: 0021
"""

from __future__ import annotations

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bodies beside the row and not compressed; those stored before stay as they are until they are written again."""
    op.execute("ALTER TABLE cases ALTER COLUMN body SET STORAGE EXTERNAL")
    op.create_index("ix_seal_leaves_seal", "seal_leaves", ["municipality", "seal"])


def downgrade() -> None:
    """As PostgreSQL keeps documents by itself; every leaf is read for every seal."""
    op.drop_index("ix_seal_leaves_seal", "seal_leaves")
    op.execute("ALTER TABLE cases ALTER COLUMN body SET STORAGE EXTENDED")
