"""How a tally is told to whoever has just changed it."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.support import Support, Tally
from workflow.values import Json


def tally_view(support: Support, tally: Tally) -> Mapping[str, Json]:
    """`votes paper total threshold`; a hidden result has no choices."""
    return {
        "votes": tally.votes,
        "paper": tally.paper,
        "total": tally.total,
        "threshold": support.threshold,
        "reached": support.reached_by(tally),
        "choices": None if support.hidden or not support.choices else dict(tally.choices),
    }
