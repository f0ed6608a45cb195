"""The job queue: procrastinate's own schema as of its release 3.10, in our database and transaction.

Its files are applied one after another up to LAST rather than its whole schema at once: a later release brings further
files, and a later migration of ours applies those, so that old and new databases take the same way.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

from importlib.resources import files

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LAST = "03.04.00_50_post_add_retry_failed_job_procedure.sql"

# A trigger per inserted job that notifies listeners makes commits wait for each other (house.md, "Decided"): workers
# poll about once a second instead.
UNWANTED = "procrastinate_jobs_notify_queue_job_inserted_v1"

# A job that is done is deleted by the keeper; what a worker deletes are its own registration and stale periodic marks.
RIGHTS = {
    "sprava_app": {
        "procrastinate_jobs": "SELECT, INSERT, UPDATE",
        "procrastinate_events": "SELECT, INSERT",
        "procrastinate_workers": "SELECT, INSERT, UPDATE, DELETE",
        "procrastinate_periodic_defers": "SELECT, INSERT, UPDATE, DELETE",
    },
    "sprava_keeper": {
        "procrastinate_jobs": "SELECT, DELETE",
        "procrastinate_events": "SELECT, DELETE",
        "procrastinate_periodic_defers": "SELECT, UPDATE, DELETE",
    },
    "sprava_reader": {"procrastinate_jobs": "SELECT"},
    "sprava_backup": {
        "procrastinate_jobs": "SELECT",
        "procrastinate_events": "SELECT",
        "procrastinate_workers": "SELECT",
        "procrastinate_periodic_defers": "SELECT",
    },
}

DROP_FUNCTIONS = """
DO $$
DECLARE
    made regprocedure;
BEGIN
    FOR made IN SELECT oid FROM pg_proc WHERE proname LIKE 'procrastinate\\_%' AND pronamespace = 'public'::regnamespace
    LOOP
        EXECUTE format('DROP FUNCTION %s CASCADE', made);
    END LOOP;
END
$$
"""


def upgrade() -> None:
    """Makes the queue and lets the roles at it."""
    connection = op.get_bind().connection.driver_connection
    assert connection is not None
    folder = files("procrastinate").joinpath("sql", "migrations")
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".sql") and file.name <= LAST:
            connection.execute(file.read_text(encoding="utf-8"))
    op.execute(f"DROP TRIGGER {UNWANTED} ON procrastinate_jobs")
    for role, tables in RIGHTS.items():
        for table, rights in tables.items():
            op.execute(f"GRANT {rights} ON {table} TO {role}")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO sprava_app")
    op.execute("GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO sprava_backup")


def downgrade() -> None:
    """Drops the queue with every job in it."""
    for table in (
        "procrastinate_events",
        "procrastinate_periodic_defers",
        "procrastinate_jobs",
        "procrastinate_workers",
    ):
        op.execute(f"DROP TABLE {table} CASCADE")
    op.execute(DROP_FUNCTIONS)
    for name in ("procrastinate_job_to_defer_v1", "procrastinate_job_status", "procrastinate_job_event_type"):
        op.execute(f"DROP TYPE {name}")
