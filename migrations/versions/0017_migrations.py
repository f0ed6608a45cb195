"""Running cases come under another version of their definition: the orders, and what each did to each case.

Revision ID: 0017
Revises: 0016
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TENANT = "municipality = nullif(current_setting('sprava.municipality', true), '')::int"
JSON = postgresql.JSONB(astext_type=sa.Text())


def upgrade() -> None:
    """The two tables with their walls and rights."""
    op.create_table(
        "definition_migrations",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_type", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("states", JSON, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sources", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("reverts", sa.Uuid(), nullable=True),
        sa.Column("finished", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality", "digest"],
            ["bundles.municipality", "bundles.digest"],
            name=op.f("fk_definition_migrations_bundles"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality", "reverts"],
            ["definition_migrations.municipality", "definition_migrations.id"],
            name=op.f("fk_definition_migrations_definition_migrations"),
        ),
        sa.PrimaryKeyConstraint("municipality", "id", name=op.f("pk_definition_migrations")),
    )
    op.create_index(
        "ux_definition_migrations_running",
        "definition_migrations",
        ["municipality", "request_type"],
        unique=True,
        postgresql_where=sa.text("finished IS NULL"),
    )
    op.create_table(
        "migrated_cases",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("run", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("before", JSON, nullable=True),
        sa.Column("reasons", JSON, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(sequence IS NULL) = (before IS NULL)", name=op.f("ck_migrated_cases_moved")),
        sa.CheckConstraint("(before IS NULL) <> (reasons IS NULL)", name=op.f("ck_migrated_cases_moved_or_left")),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_migrated_cases_cases")
        ),
        sa.ForeignKeyConstraint(
            ["municipality", "run"],
            ["definition_migrations.municipality", "definition_migrations.id"],
            name=op.f("fk_migrated_cases_definition_migrations"),
        ),
        sa.PrimaryKeyConstraint("municipality", "run", "case_id", name=op.f("pk_migrated_cases")),
    )
    for table in ("definition_migrations", "migrated_cases"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY tenant ON {table} USING ({TENANT}) WITH CHECK ({TENANT})")
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO sprava_app")
        op.execute(f"GRANT SELECT ON {table} TO sprava_reader, sprava_backup")


def downgrade() -> None:
    """Takes them away again."""
    op.drop_table("migrated_cases")
    op.drop_table("definition_migrations")
