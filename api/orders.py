"""From what a schema took to the orders that commands understand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from gate.ceremony_binding import meant
from gate.signin import required_account
from workflow.case import ExecutorRole
from workflow.commands.orders import CheckpointOrder, ExecutorOrder, RepeatOrder, ResolutionOrder


def order_of(taken: Mapping[str, Any]) -> ResolutionOrder:
    """The order in a loaded `Order`."""
    return ResolutionOrder(
        text=taken["text"],
        executors=tuple(_executor(one) for one in taken["executors"]),
        due=taken["due"],
        control=taken["control"],
        checkpoints=tuple(CheckpointOrder(due=one["due"], note=one["note"]) for one in taken.get("checkpoints") or ()),
        repeat=_repeat(taken.get("repeat")),
        about=taken.get("about") or "",
    )


def _repeat(taken: Mapping[str, Any] | None) -> RepeatOrder | None:
    return RepeatOrder(every=taken["every"], until=taken["until"], step=taken["step"]) if taken is not None else None


def _executor(taken: Mapping[str, Any]) -> ExecutorOrder:
    return ExecutorOrder(username=taken["user"], unit=taken["unit"], role=ExecutorRole(taken["role"]), due=taken["due"])


def signing_means(body: Mapping[str, Any]) -> tuple[str | None, tuple[UUID, str] | None]:
    """(PIN, ceremony) of a loaded `PinTaken`."""
    session = body["signing_session"]
    if session is None:
        return body["pin"], None
    return body["pin"], (session["id"], meant(session["secret"], required_account()))
