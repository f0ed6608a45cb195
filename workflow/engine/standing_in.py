"""Substitutions among each other: chains are followed, circles are refused. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from workflow.town import Substitution


def circle(wanted: Substitution, others: Iterable[Substitution]) -> bool:
    """Whether `wanted` closes a circle at some moment: A is absent and B acts, B is absent and C acts, and C's work
    would come back to A. Only what overlaps in time counts; touching periods do not."""
    known = tuple(others)
    return _leads_to(wanted.absent, wanted.acting, wanted.since, wanted.until, known, frozenset({wanted.acting}))


def _leads_to(
    goal: str,
    absent: str,
    since: datetime,
    until: datetime,
    known: tuple[Substitution, ...],
    seen: frozenset[str],
) -> bool:
    for one in known:
        begins, ends = max(since, one.since), min(until, one.until)
        if one.absent != absent or begins >= ends:
            continue
        if one.acting == goal:
            return True
        if one.acting not in seen and _leads_to(goal, one.acting, begins, ends, known, seen | {one.acting}):
            return True
    return False
