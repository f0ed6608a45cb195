"""The first tables: cases with their history and projections, and everything a town's work leaves behind.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "api_tokens",
    "attempts",
    "bundles",
    "cases",
    "ceremonies",
    "presences",
    "reference_counters",
    "registers",
    "replies",
    "seals",
    "sessions",
    "signing_keys",
    "staff",
    "substitutions",
    "towns",
    "units",
    "alarms",
    "attachments",
    "bookings",
    "case_keys",
    "deadlines",
    "erasures",
    "history",
    "incidents",
    "messages",
    "papers",
    "personal_values",
    "publications",
    "resolutions",
    "seal_leaves",
    "search_words",
    "status_links",
    "timers",
    "unlocks",
    "work_items",
    "alarm_recipients",
    "executors",
    "paper_versions",
    "post_entries",
)


def upgrade() -> None:
    """Makes the tables; rights on them follow in 0002."""
    op.create_table(
        "api_tokens",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("municipality", "digest", name=op.f("pk_api_tokens")),
        sa.UniqueConstraint("municipality", "name", name=op.f("uq_api_tokens_municipality_name")),
    )
    op.create_table(
        "attempts",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("window_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "key", name=op.f("pk_attempts")),
    )
    op.create_table(
        "bundles",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("digest = encode(sha256(content), 'hex')", name=op.f("ck_bundles_digest")),
        sa.PrimaryKeyConstraint("municipality", "digest", name=op.f("pk_bundles")),
    )
    op.create_index("ix_bundles_digest", "bundles", ["digest"], unique=False)
    op.create_table(
        "cases",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("request_type", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("opened", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("assignee", sa.Text(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("main", sa.Uuid(), nullable=True),
        sa.Column("due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("promise", sa.DateTime(timezone=True), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("street", sa.Text(), nullable=True),
        sa.Column("cell", sa.Integer(), nullable=True),
        sa.Column("latitude_e7", sa.Integer(), nullable=True),
        sa.Column("longitude_e7", sa.Integer(), nullable=True),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("work", sa.LargeBinary(), nullable=True),
        sa.Column("body", postgresql.JSONB(), nullable=False),
        sa.CheckConstraint("closed IS NULL OR outcome IS NOT NULL", name=op.f("ck_cases_closed_has_outcome")),
        sa.CheckConstraint("octet_length(head) = 32", name=op.f("ck_cases_head")),
        sa.CheckConstraint("sequence > 0 AND version > 0", name=op.f("ck_cases_counts")),
        sa.ForeignKeyConstraint(
            ["municipality", "main"], ["cases.municipality", "cases.id"], name=op.f("fk_cases_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "id", name=op.f("pk_cases")),
        sa.UniqueConstraint("municipality", "reference", name=op.f("uq_cases_municipality_reference")),
    )
    op.create_index("ix_cases_assignee", "cases", ["municipality", "assignee", "opened", "id"], unique=False)
    op.create_index(
        "ix_cases_cell",
        "cases",
        ["municipality", "cell", "opened", "id"],
        unique=False,
        postgresql_where=sa.text("cell IS NOT NULL"),
    )
    op.create_index(
        "ix_cases_due", "cases", ["municipality", "due", "id"], unique=False, postgresql_where=sa.text("closed IS NULL")
    )
    op.create_index("ix_cases_opened", "cases", ["municipality", "opened", "id"], unique=False)
    op.create_index("ix_cases_recorded", "cases", ["municipality", "recorded"], unique=False)
    op.create_index("ix_cases_request_type", "cases", ["municipality", "request_type", "opened", "id"], unique=False)
    op.create_index("ix_cases_state", "cases", ["municipality", "state", "opened", "id"], unique=False)
    op.create_index("ix_cases_unit", "cases", ["municipality", "unit", "opened", "id"], unique=False)
    op.create_table(
        "ceremonies",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("data", postgresql.JSONB(), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "id", name=op.f("pk_ceremonies")),
    )
    op.create_table(
        "presences",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("calendar", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("municipality", "calendar", "username", name=op.f("pk_presences")),
    )
    op.create_table(
        "reference_counters",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "year", name=op.f("pk_reference_counters")),
    )
    op.create_table(
        "registers",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("register", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "register", "year", name=op.f("pk_registers")),
    )
    op.create_table(
        "replies",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("body_hash", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", postgresql.JSONB(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "scope", "key", name=op.f("pk_replies")),
    )
    op.create_index("ix_replies_at", "replies", ["municipality", "at"], unique=False)
    op.create_table(
        "seals",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=True),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.CheckConstraint("(number = 1) = (previous IS NULL)", name=op.f("ck_seals_first")),
        sa.PrimaryKeyConstraint("municipality", "number", name=op.f("pk_seals")),
    )
    op.create_table(
        "sessions",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("csrf", sa.Text(), nullable=False),
        sa.Column("second_factor", sa.Text(), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "digest", name=op.f("pk_sessions")),
    )
    op.create_index("ix_sessions_username", "sessions", ["municipality", "username"], unique=False)
    op.create_table(
        "signing_keys",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("sealed_key", sa.LargeBinary(), nullable=False),
        sa.Column("certificate", sa.LargeBinary(), nullable=False),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "id", name=op.f("pk_signing_keys")),
    )
    op.create_index("ix_signing_keys_holder", "signing_keys", ["municipality", "holder", "added"], unique=False)
    op.create_table(
        "staff",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("roles", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("second_factor", sa.Text(), nullable=True),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "username", name=op.f("pk_staff")),
    )
    op.create_table(
        "substitutions",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("absent", sa.Text(), nullable=False),
        sa.Column("acting", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("order_date", sa.Date(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("absent <> acting", name=op.f("ck_substitutions_two_people")),
        sa.CheckConstraint("since < until", name=op.f("ck_substitutions_period")),
        sa.PrimaryKeyConstraint("municipality", "id", name=op.f("pk_substitutions")),
    )
    op.create_index("ix_substitutions_until", "substitutions", ["municipality", "until"], unique=False)
    op.create_table(
        "towns",
        sa.Column("municipality", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("settings", postgresql.JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("municipality", name=op.f("pk_towns")),
        sa.UniqueConstraint("host", name=op.f("uq_towns_host")),
    )
    op.create_table(
        "units",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("head", sa.Text(), nullable=True),
        sa.Column("control", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("municipality", "id", name=op.f("pk_units")),
    )
    op.create_table(
        "alarms",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("data", postgresql.JSONB(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_alarms_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "id", name=op.f("pk_alarms")),
    )
    op.create_index("ix_alarms_case_id", "alarms", ["municipality", "case_id"], unique=False)
    op.create_table(
        "attachments",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("latitude_e7", sa.Integer(), nullable=True),
        sa.Column("longitude_e7", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(latitude_e7 IS NULL) = (longitude_e7 IS NULL)", name=op.f("ck_attachments_place")),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_attachments_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "id", name=op.f("pk_attachments")),
    )
    op.create_index("ix_attachments_case_id", "attachments", ["municipality", "case_id"], unique=False)
    op.create_index("ix_attachments_sha256", "attachments", ["municipality", "sha256"], unique=False)
    op.create_index(
        "ix_attachments_unclaimed",
        "attachments",
        ["municipality", "at"],
        unique=False,
        postgresql_where=sa.text("case_id IS NULL"),
    )
    op.create_table(
        "bookings",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("calendar", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hold", sa.Uuid(), nullable=True),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(hold IS NULL) = (held_until IS NULL)", name=op.f("ck_bookings_hold")),
        sa.CheckConstraint("case_id IS NULL OR hold IS NULL", name=op.f("ck_bookings_held_or_booked")),
        sa.CheckConstraint("place > 0", name=op.f("ck_bookings_place")),
        sa.CheckConstraint("starts < ends", name=op.f("ck_bookings_period")),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_bookings_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "calendar", "slot", "place", name=op.f("pk_bookings")),
        sa.UniqueConstraint("municipality", "case_id", name=op.f("uq_bookings_municipality_case_id")),
        sa.UniqueConstraint("municipality", "hold", name=op.f("uq_bookings_municipality_hold")),
    )
    op.create_index("ix_bookings_starts", "bookings", ["municipality", "calendar", "starts"], unique=False)
    op.create_table(
        "case_keys",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_case_keys_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "case_id", name=op.f("pk_case_keys")),
    )
    op.create_table(
        "deadlines",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("clock", sa.Text(), nullable=False),
        sa.Column("law", sa.Text(), nullable=True),
        sa.Column("article", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped", sa.DateTime(timezone=True), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_deadlines_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "case_id", "ordinal", name=op.f("pk_deadlines")),
    )
    op.create_index(
        "ix_deadlines_deadline",
        "deadlines",
        ["municipality", "deadline"],
        unique=False,
        postgresql_where=sa.text("stopped IS NULL"),
    )
    op.create_table(
        "erasures",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_erasures_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "case_id", name=op.f("pk_erasures")),
    )
    op.create_table(
        "history",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("acting_for", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=True),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("correlation", sa.Uuid(), nullable=False),
        sa.Column("command", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(sequence = 1) = (previous IS NULL)", name=op.f("ck_history_first")),
        sa.CheckConstraint("octet_length(hash) = 32", name=op.f("ck_history_hash")),
        sa.CheckConstraint("sequence > 0", name=op.f("ck_history_sequence")),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_history_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "case_id", "sequence", name=op.f("pk_history")),
    )
    op.create_table(
        "incidents",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("effect", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("data", postgresql.JSONB(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.Column("how", sa.Text(), nullable=True),
        sa.CheckConstraint("(settled IS NULL) = (how IS NULL)", name=op.f("ck_incidents_settled")),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_incidents_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "id", name=op.f("pk_incidents")),
    )
    op.create_index(
        "ix_incidents_at",
        "incidents",
        ["municipality", "at"],
        unique=False,
        postgresql_where=sa.text("settled IS NULL"),
    )
    op.create_index("ix_incidents_case_id", "incidents", ["municipality", "case_id"], unique=False)
    op.create_index(
        "uq_incidents_open_effect",
        "incidents",
        ["municipality", "effect"],
        unique=True,
        postgresql_where=sa.text("settled IS NULL"),
    )
    op.create_table(
        "messages",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("person", sa.Uuid(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("provider_id", sa.Text(), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_messages_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "id", name=op.f("pk_messages")),
        sa.UniqueConstraint(
            "municipality", "channel", "provider_id", name=op.f("uq_messages_municipality_channel_provider_id")
        ),
    )
    op.create_index("ix_messages_case_id", "messages", ["municipality", "case_id", "created", "id"], unique=False)
    op.create_index("ix_messages_created", "messages", ["municipality", "created", "id"], unique=False)
    op.create_table(
        "papers",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("drafted", sa.DateTime(timezone=True), nullable=False),
        sa.Column("register", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("completed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replaced_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("status <> 'complete' OR sha256 IS NOT NULL", name=op.f("ck_papers_complete_has_bytes")),
        sa.CheckConstraint("(number IS NULL) = (year IS NULL)", name=op.f("ck_papers_numbered")),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_papers_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "id", name=op.f("pk_papers")),
        sa.UniqueConstraint("municipality", "code", name=op.f("uq_papers_municipality_code")),
        sa.UniqueConstraint(
            "municipality", "register", "year", "number", name=op.f("uq_papers_municipality_register_year_number")
        ),
    )
    op.create_index("ix_papers_case_id", "papers", ["municipality", "case_id"], unique=False)
    op.create_table(
        "personal_values",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", postgresql.JSONB(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("(value IS NULL) <> (sealed IS NULL)", name=op.f("ck_personal_values_one_form")),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_personal_values_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "case_id", "name", name=op.f("pk_personal_values")),
    )
    op.create_table(
        "publications",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("request_type", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality", "digest"], ["bundles.municipality", "bundles.digest"], name=op.f("fk_publications_bundles")
        ),
        sa.PrimaryKeyConstraint("municipality", "request_type", "version", name=op.f("pk_publications")),
        sa.UniqueConstraint("municipality", "digest", name=op.f("uq_publications_municipality_digest")),
    )
    op.create_table(
        "resolutions",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("parent", sa.Uuid(), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("acting_for", sa.Text(), nullable=True),
        sa.Column("controller", sa.Text(), nullable=True),
        sa.Column("lead_username", sa.Text(), nullable=True),
        sa.Column("lead_unit", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("issued", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("lateness_reason", sa.Text(), nullable=True),
        sa.Column("off_control_by", sa.Text(), nullable=True),
        sa.Column("off_control_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_resolutions_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "id", name=op.f("pk_resolutions")),
    )
    op.create_index("ix_resolutions_case_id", "resolutions", ["municipality", "case_id"], unique=False)
    op.create_index(
        "ix_resolutions_due",
        "resolutions",
        ["municipality", "due", "id"],
        unique=False,
        postgresql_where=sa.text("status IN ('open', 'reported')"),
    )
    op.create_table(
        "seal_leaves",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("seal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality", "seal"], ["seals.municipality", "seals.number"], name=op.f("fk_seal_leaves_seals")
        ),
        sa.PrimaryKeyConstraint("municipality", "case_id", "sequence", name=op.f("pk_seal_leaves")),
    )
    op.create_table(
        "search_words",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("word", sa.Text(collation="C"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_search_words_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "case_id", "word", name=op.f("pk_search_words")),
    )
    op.create_index("ix_search_words_word", "search_words", ["municipality", "word", "case_id"], unique=False)
    op.create_table(
        "status_links",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_status_links_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "digest", name=op.f("pk_status_links")),
        sa.UniqueConstraint(
            "municipality",
            "case_id",
            "person",
            "generation",
            name=op.f("uq_status_links_municipality_case_id_person_generation"),
        ),
    )
    op.create_table(
        "timers",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("clock", sa.Text(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_timers_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "case_id", "clock", "rung", name=op.f("pk_timers")),
    )
    op.create_index("ix_timers_due", "timers", ["municipality", "due"], unique=False)
    op.create_table(
        "unlocks",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_unlocks_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "digest", name=op.f("pk_unlocks")),
    )
    op.create_table(
        "work_items",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("username", sa.Text(), nullable=True),
        sa.Column("clock", sa.Text(), nullable=True),
        sa.Column("due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("document", sa.Uuid(), nullable=True),
        sa.Column("resolution", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_work_items_cases")
        ),
        sa.PrimaryKeyConstraint("municipality", "case_id", "key", name=op.f("pk_work_items")),
    )
    op.create_index(
        "ix_work_items_role",
        "work_items",
        ["municipality", "role", "due"],
        unique=False,
        postgresql_where=sa.text("role IS NOT NULL"),
    )
    op.create_index(
        "ix_work_items_unit",
        "work_items",
        ["municipality", "unit", "due"],
        unique=False,
        postgresql_where=sa.text("unit IS NOT NULL"),
    )
    op.create_index(
        "ix_work_items_username",
        "work_items",
        ["municipality", "username", "due"],
        unique=False,
        postgresql_where=sa.text("username IS NOT NULL"),
    )
    op.create_table(
        "alarm_recipients",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("alarm", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality", "alarm"], ["alarms.municipality", "alarms.id"], name=op.f("fk_alarm_recipients_alarms")
        ),
        sa.PrimaryKeyConstraint("municipality", "recipient", "alarm", name=op.f("pk_alarm_recipients")),
    )
    op.create_index("ix_alarm_recipients_at", "alarm_recipients", ["municipality", "recipient", "at"], unique=False)
    op.create_table(
        "executors",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("resolution", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("username", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_executors_cases")
        ),
        sa.ForeignKeyConstraint(
            ["municipality", "resolution"],
            ["resolutions.municipality", "resolutions.id"],
            name=op.f("fk_executors_resolutions"),
        ),
        sa.PrimaryKeyConstraint("municipality", "resolution", "ordinal", name=op.f("pk_executors")),
    )
    op.create_index("ix_executors_case_id", "executors", ["municipality", "case_id"], unique=False)
    op.create_index("ix_executors_unit", "executors", ["municipality", "unit", "case_id"], unique=False)
    op.create_index("ix_executors_username", "executors", ["municipality", "username", "case_id"], unique=False)
    op.create_table(
        "paper_versions",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("paper", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality", "paper"], ["papers.municipality", "papers.id"], name=op.f("fk_paper_versions_papers")
        ),
        sa.PrimaryKeyConstraint("municipality", "sha256", name=op.f("pk_paper_versions")),
    )
    op.create_index("ix_paper_versions_paper", "paper_versions", ["municipality", "paper"], unique=False)
    op.create_table(
        "post_entries",
        sa.Column("municipality", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("paper", sa.Uuid(), nullable=False),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tracking", sa.Text(), nullable=True),
        sa.Column("sent", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality", "case_id"], ["cases.municipality", "cases.id"], name=op.f("fk_post_entries_cases")
        ),
        sa.ForeignKeyConstraint(
            ["municipality", "paper"], ["papers.municipality", "papers.id"], name=op.f("fk_post_entries_papers")
        ),
        sa.PrimaryKeyConstraint("municipality", "id", name=op.f("pk_post_entries")),
    )
    op.create_index("ix_post_entries_paper", "post_entries", ["municipality", "paper"], unique=False)
    op.create_index(
        "ix_post_entries_waiting",
        "post_entries",
        ["municipality", "added", "id"],
        unique=False,
        postgresql_where=sa.text("sent IS NULL"),
    )
    # ### end Alembic commands ###


def downgrade() -> None:
    """Drops the tables with all that is in them."""
    for name in reversed(TABLES):
        op.drop_table(name)
