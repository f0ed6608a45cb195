"""Work by hand is found by its id, and a line of a queue names it.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TENANT = "municipality = nullif(current_setting('sprava.municipality', true), '')::int"


def upgrade() -> None:
    """The table with its wall and rights, and the columns."""
    op.create_table(
        "works",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("done", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_works_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "id", name=op.f("pk_works")),
    )
    op.create_index("ix_works_case_id", "works", ["municipality", "case_id"], unique=False)
    op.execute("ALTER TABLE works ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE works FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON works USING ({TENANT}) WITH CHECK ({TENANT})")
    op.execute("GRANT SELECT, INSERT, UPDATE ON works TO sprava_app")
    op.execute("GRANT SELECT ON works TO sprava_reader, sprava_backup")
    op.add_column("work_items", sa.Column("work", sa.Uuid(), nullable=True))
    op.add_column("work_items", sa.Column("title", sa.Text(), nullable=True))
    op.add_column("work_items", sa.Column("code", sa.Text(), nullable=True))


def downgrade() -> None:
    """Takes them away again."""
    op.drop_column("work_items", "code")
    op.drop_column("work_items", "title")
    op.drop_column("work_items", "work")
    op.drop_table("works")
