"""The keeper deletes places of slots that nobody booked and whose hold is over.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The right, and the wall that keeps it from booked places."""
    op.execute("GRANT SELECT, DELETE ON bookings TO sprava_keeper")
    op.execute("CREATE POLICY unbooked ON bookings AS RESTRICTIVE FOR DELETE TO sprava_keeper USING (case_id IS NULL)")


def downgrade() -> None:
    """Takes both away again."""
    op.execute("DROP POLICY unbooked ON bookings")
    op.execute("REVOKE ALL ON bookings FROM sprava_keeper")
