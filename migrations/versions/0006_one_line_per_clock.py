"""A case keeps the newest line of each clock: so does the list of deadlines.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_OLDER = """
DELETE FROM deadlines d USING deadlines newer
WHERE newer.municipality = d.municipality AND newer.case_id = d.case_id AND newer.clock = d.clock
AND newer.ordinal > d.ordinal
"""
_NUMBERED = """
UPDATE deadlines d SET ordinal = n.place FROM (
    SELECT municipality, case_id, clock,
        row_number() OVER (PARTITION BY municipality, case_id ORDER BY started, clock) - 1 AS place
    FROM deadlines
) n WHERE n.municipality = d.municipality AND n.case_id = d.case_id AND n.clock = d.clock
"""


def upgrade() -> None:
    """Earlier lines go; their histories keep them."""
    # The owner is bound by the walls too, and no municipality is set here.
    op.execute("ALTER TABLE deadlines NO FORCE ROW LEVEL SECURITY")
    op.execute(_OLDER)
    op.execute("ALTER TABLE deadlines FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE deadlines DROP CONSTRAINT pk_deadlines")
    op.execute("ALTER TABLE deadlines DROP COLUMN ordinal")
    op.execute("ALTER TABLE deadlines ADD CONSTRAINT pk_deadlines PRIMARY KEY (municipality, case_id, clock)")


def downgrade() -> None:
    """Numbers them again."""
    op.execute("ALTER TABLE deadlines ADD COLUMN ordinal integer NOT NULL DEFAULT 0")
    op.execute("ALTER TABLE deadlines NO FORCE ROW LEVEL SECURITY")
    op.execute(_NUMBERED)
    op.execute("ALTER TABLE deadlines FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE deadlines ALTER COLUMN ordinal DROP DEFAULT")
    op.execute("ALTER TABLE deadlines DROP CONSTRAINT pk_deadlines")
    op.execute("ALTER TABLE deadlines ADD CONSTRAINT pk_deadlines PRIMARY KEY (municipality, case_id, ordinal)")
