"""A command's transaction, begun while its asker is looked up: who asks and the case they ask about come in one packet.

Only for views that declare it (`read_ahead`), whose path names the case as `reference`, and only for sessions: the one
statement finds both or locks nothing (ADR 0312). Whatever is not handed over by `begun` is rolled back at the end of
the request at the latest.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from flask import Flask, Request, current_app, g

from gate.doors import doors
from gate.idempotency import key_of_staff
from gate.tenant import current_municipality
from store.errors import StoreUnavailable
from store.queries.accounts import SessionRow
from store.unit_of_work import UnitOfWork

_View = TypeVar("_View", bound=Callable[..., object])

_REFERENCE = re.compile(r"[0-9]{2}-[0-9]{5,9}")
_ATTRIBUTE = "sprava_read_ahead"
# A lock is held from here on: nobody waits for the rest of a long body behind it.
_MOST_BYTES = 64 * 1024


def read_ahead(view: _View) -> _View:
    """Declares that a view goes straight from its checks to a command on the case of its path."""
    setattr(view, _ATTRIBUTE, True)
    return view


def plug_ahead(app: Flask) -> None:
    """Ends what no command took."""

    @app.teardown_request
    def end(_error: BaseException | None) -> None:
        let_go()


def looked_up_ahead(asked: Request, digest: bytes, now: datetime) -> SessionRow | None:
    """The live session with the case of the path loaded under its lock, and the reply under the request's idempotency
    key; None when this request is not for that, or session and case are not both there: then no row is locked."""
    reference = str((asked.view_args or {}).get("reference"))
    if not getattr(current_app.view_functions.get(asked.endpoint or ""), _ATTRIBUTE, False):
        return None
    if not _REFERENCE.fullmatch(reference):
        return None
    if asked.content_length is None or asked.content_length > _MOST_BYTES:
        return None
    asked.get_data(cache=True)
    work = g.ahead = doors().units(current_municipality())
    try:
        found = work.asker_and_case(digest, reference, now, key_of_staff(asked))
    except StoreUnavailable:
        # As if it had not been tried: the usual way says what is wrong.
        found = None
    if found is None:
        let_go()
    return found


def begun() -> UnitOfWork | None:
    """The transaction that holds the case, for the command to go on with; from now on it is the command's to end."""
    work: UnitOfWork | None = g.pop("ahead", None)
    return work


def let_go() -> None:
    """Rolls it back: before anything that takes time, or reads by itself."""
    work = begun()
    if work is not None:
        work.abandon()
