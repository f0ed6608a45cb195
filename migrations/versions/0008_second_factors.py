"""Second factors of the town hall's people, their recovery codes, and what a session knows of the second step.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_TENANT = "municipality = nullif(current_setting('sprava.municipality', true), '')::int"
_TABLES = ("second_factors", "recovery_codes")


def upgrade() -> None:
    """Tables, walls, rights, columns."""
    op.create_table(
        "second_factors",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("credential", sa.LargeBinary(), nullable=True),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("municipality", "id", name=op.f("pk_second_factors")),
        sa.UniqueConstraint("municipality", "credential", name=op.f("uq_second_factors_municipality_credential")),
    )
    op.create_index("ix_second_factors_username", "second_factors", ["municipality", "username"], unique=False)
    op.create_table(
        "recovery_codes",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("municipality", "digest", name=op.f("pk_recovery_codes")),
    )
    op.create_index("ix_recovery_codes_username", "recovery_codes", ["municipality", "username"], unique=False)
    for table in _TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY tenant ON {table} USING ({_TENANT}) WITH CHECK ({_TENANT})")
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO sprava_app")
        op.execute(f"GRANT SELECT ON {table} TO sprava_backup")
    op.add_column("sessions", sa.Column("second_factor_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("sessions", sa.Column("challenge", sa.LargeBinary(), nullable=True))
    op.add_column("sessions", sa.Column("challenge_until", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Takes both tables and the columns away."""
    for column in ("challenge_until", "challenge", "second_factor_at"):
        op.drop_column("sessions", column)
    for table in _TABLES:
        op.drop_table(table)
