"""Which cases something open on names an official, for handing their work over; and what awaits their roles alone."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from store.reading import Reading

_CASES = text(
    """
    SELECT c.id, c.reference FROM cases c WHERE c.municipality = :municipality AND (
        (c.assignee = :username AND c.closed IS NULL)
        OR EXISTS (SELECT FROM work_items w WHERE w.municipality = c.municipality AND w.case_id = c.id
            AND w.username = :username)
        OR EXISTS (SELECT FROM executors e JOIN resolutions r ON r.municipality = e.municipality
            AND r.id = e.resolution AND r.status IN ('open', 'reported')
            WHERE e.municipality = c.municipality AND e.case_id = c.id AND e.username = :username)
        OR EXISTS (SELECT FROM resolutions r WHERE r.municipality = c.municipality AND r.case_id = c.id
            AND r.status IN ('open', 'reported') AND (r.author = :username OR r.controller = :username))
        OR EXISTS (SELECT FROM jsonb_array_elements(c.body -> 'reviews') one WHERE c.closed IS NULL
            AND one ->> 'status' IS DISTINCT FROM 'complete' AND :username IN (one ->> 'opener', one ->> 'acting_for'))
    ) ORDER BY c.reference
    """
)
_ALONE = text(
    """
    SELECT w.role, count(*) FROM work_items w WHERE w.municipality = :municipality AND w.username IS NULL
    AND w.role = ANY(:roles) AND NOT EXISTS (SELECT FROM staff s WHERE s.municipality = w.municipality AND s.active
        AND w.role = ANY(s.roles) AND s.username <> :username AND (w.unit IS NULL OR w.unit = s.unit))
    GROUP BY w.role ORDER BY w.role
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCase:
    """One case of theirs."""

    id: UUID
    reference: str


def cases_naming(look: Reading, username: str) -> tuple[NamedCase, ...]:
    """In the order of their references. Some may turn out to hold nothing that moves."""
    rows = look.connection.execute(_CASES, {"municipality": look.municipality, "username": username})
    return tuple(NamedCase(id=row.id, reference=row.reference) for row in rows)


def awaits_alone(look: Reading, username: str, roles: frozenset[str]) -> dict[str, int]:
    """Role → lines of queues that nobody else holds it for."""
    values = {"municipality": look.municipality, "username": username, "roles": sorted(roles)}
    return {row[0]: int(row[1]) for row in look.connection.execute(_ALONE, values)}
