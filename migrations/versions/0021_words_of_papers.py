"""Words of papers and uploaded PDFs, by which cases are found; which of them were read.

Revision ID: 0021
Revises: 0020
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TENANT = "municipality = nullif(current_setting('sprava.municipality', true), '')::int"
UNREAD = {
    "papers": "completed IS NOT NULL AND text_read IS NULL",
    "attachments": "media_type = 'application/pdf' AND case_id IS NOT NULL AND text_read IS NULL",
}


def upgrade() -> None:
    """The table with its wall and rights; what was there before is read by the worker, a batch a time."""
    for table, unread in UNREAD.items():
        op.add_column(table, sa.Column("text_read", sa.DateTime(timezone=True), nullable=True))
        op.create_index(
            f"ix_{table}_unread", table, ["municipality", "id"], unique=False, postgresql_where=sa.text(unread)
        )
    op.create_table(
        "paper_words",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Uuid(), nullable=False),
        sa.Column("word", sa.Text(collation="C"), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_paper_words_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "case_id", "source", "word", "reader", name=op.f("pk_paper_words")),
    )
    op.create_index("ix_paper_words_word", "paper_words", ["municipality", "word", "reader", "case_id"], unique=False)
    op.execute("ALTER TABLE paper_words ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE paper_words FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON paper_words USING ({TENANT}) WITH CHECK ({TENANT})")
    op.execute("GRANT SELECT, INSERT ON paper_words TO sprava_app")
    op.execute("GRANT SELECT, DELETE ON paper_words TO sprava_keeper")
    op.execute("GRANT SELECT ON paper_words TO sprava_backup")


def downgrade() -> None:
    """Takes all of it away again."""
    op.drop_table("paper_words")
    for table in UNREAD:
        op.drop_index(f"ix_{table}_unread", table_name=table)
        op.drop_column(table, "text_read")
