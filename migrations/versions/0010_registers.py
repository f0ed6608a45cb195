"""Ordered registers: positions, and every move with its reason.

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TENANT = "municipality = nullif(current_setting('sprava.municipality', true), '')::int"


def upgrade() -> None:
    """The tables with their walls and rights."""
    op.create_table(
        "positions",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("register", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("rank >= 0 AND turn > 0", name=op.f("ck_positions_order")),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_positions_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "case_id", name=op.f("pk_positions")),
        sa.UniqueConstraint("municipality", "register", "turn", name=op.f("uq_positions_municipality_register_turn")),
    )
    op.create_index(
        "ix_positions_order",
        "positions",
        ["municipality", "register", "rank", "turn"],
        unique=False,
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "register_moves",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("register", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("rank_before", sa.Integer(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('entered', 'moved', 'left')", name=op.f("ck_register_moves_kind")),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_register_moves_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "case_id", "sequence", name=op.f("pk_register_moves")),
    )
    op.create_index("ix_register_moves_at", "register_moves", ["municipality", "register", "at"], unique=False)
    for table, rights in (("positions", "SELECT, INSERT, UPDATE"), ("register_moves", "SELECT, INSERT")):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY tenant ON {table} USING ({TENANT}) WITH CHECK ({TENANT})")
        op.execute(f"GRANT SELECT ON {table} TO sprava_backup, sprava_reader")
        op.execute(f"GRANT {rights} ON {table} TO sprava_app")


def downgrade() -> None:
    """Takes all of it away again."""
    op.execute("DROP TABLE register_moves")
    op.execute("DROP TABLE positions")
