"""Refuses to serve as a role that row-level security or grants would not hold (rules.md 11)."""

from __future__ import annotations

from sqlalchemy import text

from store.session import Database

_ATTRIBUTES = text(
    "SELECT r.rolname, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb, r.rolreplication,"
    " EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
    "   AND pg_has_role(r.oid, c.relowner, 'USAGE')),"
    " has_schema_privilege(r.oid, 'public', 'CREATE')"
    " FROM pg_roles r WHERE r.rolname = current_user"
)
_FAULTS = (
    "superuser",
    "bypasses_row_security",
    "creates_roles",
    "creates_databases",
    "replicates",
    "owns_tables",
    "creates_tables",
)


class UnsafeRole(Exception):
    """The database role may do more than an application may: `role`, and `faults` in stable words."""

    code = "unsafe_role"

    def __init__(self, role: str, faults: tuple[str, ...]) -> None:
        super().__init__(role, faults)
        self.role = role
        self.faults = faults


def require_plain_role(database: Database) -> None:
    """Raises UnsafeRole unless the role is neither superuser nor owner, and row-level security binds it."""
    with database.reading(0) as reading:
        role, *found = reading.connection.execute(_ATTRIBUTES).one()
    faults = tuple(fault for fault, applies in zip(_FAULTS, found, strict=True) if applies)
    if faults:
        raise UnsafeRole(str(role), faults)
