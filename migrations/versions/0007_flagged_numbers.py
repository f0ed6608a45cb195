"""A message that came back flags the number it went to.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The flag, and the ways to find what a number got last and what nobody has reported on."""
    op.execute("ALTER TABLE messages ADD COLUMN flagged boolean NOT NULL DEFAULT false")
    op.execute("CREATE INDEX ix_messages_recipient ON messages (municipality, recipient, changed)")
    op.execute("CREATE INDEX ix_messages_unreported ON messages (municipality, created, id) WHERE status = 'sent'")


def downgrade() -> None:
    """Forgets the flags."""
    op.execute("DROP INDEX ix_messages_unreported")
    op.execute("DROP INDEX ix_messages_recipient")
    op.execute("ALTER TABLE messages DROP COLUMN flagged")
