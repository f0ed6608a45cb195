"""Replies are kept as they are: none is compressed, and the key comes before its scope.

A reply is read almost never, so compressing it was for nothing. Whoever looks for one together with its session knows
the key at once and the scope only from the session (store/queries/accounts.py).

Revision ID: 0024
Revises: 0023
"""

from __future__ import annotations

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_KEY = "pk_replies"


def upgrade() -> None:
    """Up to a page's worth stays in the row."""
    op.execute("ALTER TABLE replies SET (toast_tuple_target = 8160)")
    op.drop_constraint(_KEY, "replies", type_="primary")
    op.create_primary_key(_KEY, "replies", ["municipality", "key", "scope"])


def downgrade() -> None:
    """As PostgreSQL keeps rows by itself."""
    op.drop_constraint(_KEY, "replies", type_="primary")
    op.create_primary_key(_KEY, "replies", ["municipality", "scope", "key"])
    op.execute("ALTER TABLE replies RESET (toast_tuple_target)")
