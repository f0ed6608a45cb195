"""Papers that wait at the counter for whoever asked for them.

A definition says so with a clock named `pick_up`: it runs from the moment the paper is ready until it is handed over.
What goes by post or e-mail waits for nobody.
"""

from __future__ import annotations

from workflow.case import Case, Deadline, DeadlineState

CLOCK = "pick_up"
_RUNS = frozenset({DeadlineState.RUNNING, DeadlineState.BLOWN})
_SENT = frozenset({"email", "post"})


def collection(case: Case) -> Deadline | None:
    """By when the paper is to be collected; None where nothing waits at the counter."""
    if case.values.get("delivery") in _SENT:
        return None
    deadline = case.deadline(CLOCK)
    return deadline if deadline is not None and deadline.stopped is None and deadline.state in _RUNS else None
