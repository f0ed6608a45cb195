"""The filing plan: files, volumes, where each finished case lies; and erasures that the keeper carries out.

Revision ID: 0019
Revises: 0018
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TENANT = "municipality = nullif(current_setting('sprava.municipality', true), '')::int"
TABLES = ("files", "volumes", "filed_cases")


def upgrade() -> None:
    """Tables with their walls and rights; what is needed to find finished cases and erasures not yet applied."""
    op.add_column("cases", sa.Column("filed", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.create_index(
        "ix_cases_to_file",
        "cases",
        ["municipality", "closed", "id"],
        unique=False,
        postgresql_where=sa.text("closed IS NOT NULL AND NOT filed"),
    )
    op.create_table(
        "files",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("index", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("keep", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("closed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("municipality", "index", "year", name=op.f("pk_files")),
    )
    op.create_table(
        "volumes",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("index", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("act", sa.Uuid(), nullable=True),
        sa.Column("destroyed", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("destroyed IS NULL OR act IS NOT NULL", name=op.f("ck_volumes_by_an_act")),
        sa.ForeignKeyConstraint(
            ["municipality", "index", "year"],
            ["files.municipality", "files.index", "files.year"],
            name=op.f("fk_volumes_files"),
        ),
        sa.PrimaryKeyConstraint("municipality", "index", "year", "volume", name=op.f("pk_volumes")),
    )
    op.create_index(
        "ix_volumes_act", "volumes", ["municipality", "act"], unique=False, postgresql_where=sa.text("act IS NOT NULL")
    )
    op.create_table(
        "filed_cases",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("index", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=True),
        sa.Column("taken_out", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_filed_cases_cases")
        ),
        sa.ForeignKeyConstraint(
            ["municipality", "index", "year", "volume"],
            ["volumes.municipality", "volumes.index", "volumes.year", "volumes.volume"],
            name=op.f("fk_filed_cases_volumes"),
        ),
        sa.PrimaryKeyConstraint("municipality", "index", "year", "number", name=op.f("pk_filed_cases")),
    )
    op.create_index(
        "uq_filed_cases_case_id",
        "filed_cases",
        ["municipality", "case_id"],
        unique=True,
        postgresql_where=sa.text("taken_out IS NULL"),
    )
    op.create_index(
        "ix_filed_cases_kept_until",
        "filed_cases",
        ["municipality", "kept_until"],
        unique=False,
        postgresql_where=sa.text("taken_out IS NULL"),
    )
    op.create_index(
        "ix_filed_cases_volume",
        "filed_cases",
        ["municipality", "index", "year", "volume", "number"],
        unique=False,
    )
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY tenant ON {table} USING ({TENANT}) WITH CHECK ({TENANT})")
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO sprava_app")
        op.execute(f"GRANT SELECT ON {table} TO sprava_reader, sprava_backup")
    op.add_column("erasures", sa.Column("ground", sa.Text(), server_default="request", nullable=False))
    op.alter_column("erasures", "ground", server_default=None)
    op.add_column("erasures", sa.Column("applied", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_erasures_waiting",
        "erasures",
        ["municipality", "case_id"],
        unique=False,
        postgresql_where=sa.text("applied IS NULL"),
    )
    # Only whoever decides puts a case on the list; the keeper notes that it is done.
    op.execute("REVOKE INSERT ON erasures FROM sprava_keeper")
    op.execute("GRANT UPDATE (applied) ON erasures TO sprava_keeper")


def downgrade() -> None:
    """Takes all of it away again."""
    op.execute("REVOKE UPDATE (applied) ON erasures FROM sprava_keeper")
    op.execute("GRANT INSERT ON erasures TO sprava_keeper")
    op.drop_index("ix_erasures_waiting", table_name="erasures")
    op.drop_column("erasures", "applied")
    op.drop_column("erasures", "ground")
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_index("ix_cases_to_file", table_name="cases")
    op.drop_column("cases", "filed")
