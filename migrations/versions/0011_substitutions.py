"""One acts for one at a time, kept by the database; a substitution may end before it began; digests of a return.

The programs carry no btree_gist, which would compare names inside a GiST index. Ranges have a GiST class of their own:
a name becomes the range of the one number it hashes to (64 bits), the municipality that of itself (ADR 0010).

Revision ID: 0011
Revises: 0010
"""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_CLEARED = ("alarm_recipients", "alarms", "substitutions")


def upgrade() -> None:
    """The constraint, the column of the digest, alarms without a case."""
    op.execute("ALTER TABLE substitutions ADD COLUMN digest_due timestamptz")
    op.execute("ALTER TABLE substitutions DROP CONSTRAINT ck_substitutions_period")
    op.execute("ALTER TABLE substitutions ADD CONSTRAINT ck_substitutions_period CHECK (since <= until)")
    op.execute("CREATE INDEX ix_substitutions_absent ON substitutions (municipality, absent, until)")
    op.execute(
        "CREATE INDEX ix_substitutions_digest ON substitutions (municipality, digest_due) WHERE digest_due IS NOT NULL"
    )
    op.execute(
        """
        ALTER TABLE substitutions ADD CONSTRAINT ex_substitutions_one_at_a_time EXCLUDE USING gist (
            int8range(municipality, municipality, '[]') WITH =,
            numrange(hashtextextended(absent, 0)::numeric, hashtextextended(absent, 0)::numeric, '[]') WITH =,
            tstzrange(since, until) WITH &&)
        """
    )
    op.execute("ALTER TABLE alarms ALTER COLUMN case_id DROP NOT NULL")


def downgrade() -> None:
    """Back; digests go, and substitutions that were put off."""
    for table in _CLEARED:
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute("DELETE FROM alarm_recipients r USING alarms a WHERE a.id = r.alarm AND a.case_id IS NULL")
    op.execute("DELETE FROM alarms WHERE case_id IS NULL")
    op.execute("ALTER TABLE alarms ALTER COLUMN case_id SET NOT NULL")
    op.execute("ALTER TABLE substitutions DROP CONSTRAINT ex_substitutions_one_at_a_time")
    op.execute("DROP INDEX ix_substitutions_digest")
    op.execute("DROP INDEX ix_substitutions_absent")
    op.execute("DELETE FROM substitutions WHERE since = until")
    for table in _CLEARED:
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE substitutions DROP CONSTRAINT ck_substitutions_period")
    op.execute("ALTER TABLE substitutions ADD CONSTRAINT ck_substitutions_period CHECK (since < until)")
    op.execute("ALTER TABLE substitutions DROP COLUMN digest_due")
