"""Who may do what: row-level security on every table, grants per role, and histories that only grow.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TENANT = "municipality = nullif(current_setting('sprava.municipality', true), '')::int"

# Application rights, one letter each: Select, Insert, Update, Delete. Deleting is right only for `timers` and
# `work_items`: they are projections of the case, rewritten with it, and hold nothing of their own.
APP = {
    "alarm_recipients": "SI",
    "alarms": "SI",
    "api_tokens": "SIU",
    "attachments": "SIU",
    "attempts": "SIU",
    "bookings": "SIU",
    "bundles": "SI",
    "case_keys": "SI",
    "cases": "SIU",
    "ceremonies": "SIU",
    "deadlines": "SIU",
    "erasures": "SI",
    "executors": "SIU",
    "history": "SI",
    "incidents": "SIU",
    "messages": "SIU",
    "paper_versions": "SI",
    "papers": "SIU",
    "personal_values": "SIU",
    "post_entries": "SIU",
    "presences": "SIU",
    "publications": "SI",
    "reference_counters": "SIU",
    "registers": "SIU",
    "replies": "SI",
    "resolutions": "SIU",
    "seal_leaves": "SI",
    "seals": "SI",
    "search_words": "SI",
    "sessions": "SIU",
    "signing_keys": "SI",
    "staff": "SIU",
    "status_links": "SIU",
    "substitutions": "SIU",
    "timers": "SIUD",
    "towns": "SIU",
    "unlocks": "SI",
    "units": "SIU",
    "work_items": "SIUD",
}
# What may be deleted at all is deleted by the keeper: what has expired, and what an erasure takes away.
KEEPER = {
    "attachments": "SD",
    "attempts": "SD",
    "case_keys": "SD",
    "cases": "S",
    "ceremonies": "SD",
    "erasures": "SI",
    "messages": "SU",
    "paper_versions": "S",
    "papers": "S",
    "personal_values": "SD",
    "replies": "SD",
    "search_words": "SD",
    "sessions": "SD",
    "towns": "S",
    "unlocks": "SD",
}
# Reports see how the town works, not who its citizens are, nor secrets.
READER = (
    "bundles",
    "cases",
    "deadlines",
    "executors",
    "history",
    "incidents",
    "papers",
    "publications",
    "resolutions",
    "seal_leaves",
    "seals",
    "towns",
    "units",
    "work_items",
)
# Read before any tenant is known, and public anyway: a town's name and host, and what it offers.
PUBLIC = ("bundles", "towns")
APPEND_ONLY = ("bundles", "history", "publications", "seal_leaves", "seals")
RIGHTS = {"S": "SELECT", "I": "INSERT", "U": "UPDATE", "D": "DELETE"}

REFUSE_CHANGE = """
CREATE FUNCTION sprava_refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$
"""


def upgrade() -> None:
    """Walls, rights and triggers."""
    for table in APP:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY tenant ON {table} USING ({TENANT}) WITH CHECK ({TENANT})")
        op.execute(f"GRANT SELECT ON {table} TO sprava_backup")
    for table in PUBLIC:
        op.execute(f"CREATE POLICY public ON {table} FOR SELECT USING (true)")
    op.execute(
        "CREATE POLICY unclaimed ON attachments AS RESTRICTIVE FOR DELETE TO sprava_keeper USING (case_id IS NULL OR "
        "EXISTS (SELECT FROM erasures e WHERE e.municipality = attachments.municipality"
        " AND e.case_id = attachments.case_id))"
    )
    for role, rights in (("sprava_app", APP), ("sprava_keeper", KEEPER), ("sprava_reader", dict.fromkeys(READER, "S"))):
        for table, letters in rights.items():
            op.execute(f"GRANT {', '.join(RIGHTS[letter] for letter in letters)} ON {table} TO {role}")
    op.execute("GRANT SELECT ON alembic_version TO sprava_app, sprava_keeper, sprava_reader, sprava_backup")
    op.execute(REFUSE_CHANGE)
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION sprava_refuse_change()"
        )


def downgrade() -> None:
    """Takes all of it away again; the tables stay."""
    for table in APPEND_ONLY:
        op.execute(f"DROP TRIGGER only_grows ON {table}")
    op.execute("DROP FUNCTION sprava_refuse_change()")
    op.execute("REVOKE SELECT ON alembic_version FROM sprava_app, sprava_keeper, sprava_reader, sprava_backup")
    op.execute("DROP POLICY unclaimed ON attachments")
    for table in PUBLIC:
        op.execute(f"DROP POLICY public ON {table}")
    for table in APP:
        op.execute(f"REVOKE ALL ON {table} FROM sprava_app, sprava_keeper, sprava_reader, sprava_backup")
        op.execute(f"DROP POLICY tenant ON {table}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
