"""What a database error means to the core: constraints by name, and waiting in vain. One table."""

from __future__ import annotations

import psycopg
from psycopg import errors

from store.errors import StoreBusy, StoreUnavailable
from workflow.errors import Conflict

_CONFLICTS = {
    "uq_cases_municipality_reference": "reference_taken",
    "pk_cases": "case_exists",
    "pk_history": "stale_version",
    "pk_bookings": "slot_taken",
    "uq_bookings_municipality_case_id": "already_booked",
    "uq_bookings_municipality_hold": "hold_exists",
    "uq_papers_municipality_register_year_number": "number_taken",
    "uq_papers_municipality_code": "code_taken",
    "pk_journal_entries": "number_taken",
    "pk_replies": "key_in_use",
    "uq_positions_municipality_register_turn": "turn_taken",
    "pk_staff": "username_taken",
    "pk_units": "unit_exists",
    "pk_attachments": "attachment_exists",
    "pk_publications": "version_published",
    "uq_publications_municipality_digest": "version_published",
    "pk_ceremonies": "ceremony_exists",
    "pk_substitutions": "substitution_exists",
    "ex_substitutions_one_at_a_time": "substitution_overlaps",
    "uq_api_tokens_municipality_name": "name_taken",
    "uq_second_factors_municipality_credential": "factor_known",
    "uq_towns_host": "host_taken",
    "ux_definition_migrations_running": "migration_running",
}
_WAITED_IN_VAIN = (
    errors.LockNotAvailable,
    errors.QueryCanceled,
    errors.DeadlockDetected,
    errors.SerializationFailure,
    errors.TooManyConnections,
)


def meaning(error: psycopg.Error) -> Exception:
    """The error to raise instead: a Conflict, a StoreUnavailable, or `error` itself when it is a mistake of ours."""
    if isinstance(error, errors.UniqueViolation | errors.ExclusionViolation):
        code = _CONFLICTS.get(error.diag.constraint_name or "")
        return Conflict(code) if code else error
    if isinstance(error, _WAITED_IN_VAIN):
        return StoreBusy(error.sqlstate or "")
    # A connection that broke off in the middle of a pipeline shows itself as either of the two.
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return StoreUnavailable(error.sqlstate or "connection")
    return error
