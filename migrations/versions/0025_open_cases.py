"""Open cases in order of age: the oldest few of a town are found without passing over all that was ever closed.

Revision ID: 0025
Revises: 0024
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_INDEX = "ix_cases_open"


def upgrade() -> None:
    """Only open cases stand in it."""
    op.create_index(_INDEX, "cases", ["municipality", "opened", "id"], postgresql_where=text("closed IS NULL"))


def downgrade() -> None:
    """Without it."""
    op.drop_index(_INDEX, "cases")
