"""How a resource performs a command: idempotency key, version asked for, and the reply stored with what it answers.

What is stored never holds personal values: they are filled in when the answer is sent (api/withheld.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, json, request
from marshmallow import Schema

from api import withheld
from api.case_view import case_view, offer_views
from api.schemas.cases import CaseShown
from api.showing import showing
from gate.actor import current_actor
from gate.address import own_address
from gate.ahead import begun
from gate.derived_keys import derived_key
from gate.doors import application, doors, glance
from gate.idempotency import HEADER, key_of
from gate.languages import current_language
from gate.problems import GateRefusal
from gate.reply import sent
from gate.sight import hidden_of, seen_now
from store.queries.replies import stored_reply
from workflow.actor import Actor
from workflow.case import Case
from workflow.commands.command_table import Command
from workflow.commands.scene import Executed
from workflow.engine.available import available
from workflow.json_text import json_text
from workflow.ports.idempotency import IdempotencyKey, StoredReply
from workflow.service import Answer
from workflow.values import Json

_JSON = {"Content-Type": "application/json"}
_SHOWING: dict[type[Schema], Callable[[Any], Any]] = {}


def perform(
    command: Command,
    present: Callable[[Executed], StoredReply],
    *,
    actor: Actor | None = None,
    body: bytes | None = None,
    tell: Callable[[Executed, Mapping[str, Json]], StoredReply] | None = None,
) -> Response:
    """Executes `command` for whoever asks and sends what `present` made of it, or the very bytes of the first time.

    `body` stands for the request's own in the idempotency fingerprint (multipart bodies differ between retries);
    an answer that withholds personal values looks for them by itself, unless there is a `tell`: then they come with the
    commit, and where nothing is kept it makes the answer with them in their places at once.
    `present` must not read: with a key it runs inside the command's transaction.
    """
    who = actor or current_actor()
    # Asked before the transaction begun ahead is handed over: what is refused here leaves it to be rolled back.
    key, version = _key(who, body), _version()
    # Without a key nothing is stored, so the row lock need not wait for the answer to be written out.
    kept = present if key is not None else None
    answer = application().execute(
        who, command, key=key, present=kept, begun=begun(), telling=tell is not None, version=version
    )
    seen = _seen(answer)
    if key is None and tell is not None and seen is not None:
        response = _sent(tell(answer.executed, seen))
    else:
        response = _sent(answer.reply or present(answer.executed), seen)
    response.headers["X-Correlation-Id"] = str(answer.correlation)
    return response


def replayed(actor: Actor) -> Response | None:
    """What was answered before under this request's key, for resources that do something before their command: a
    retry must not sign again. None when there is no key or no answer yet."""
    key = _key(actor, None)
    if key is None:
        return None
    before = stored_reply(glance(), key)
    return None if before is None else _sent(before)


def _key(actor: Actor, body: bytes | None) -> IdempotencyKey | None:
    if HEADER not in request.headers:
        return None
    secret = derived_key(doors().settings.secret_key, "idempotency")
    return key_of(request, username=actor.username, secret=secret, body=body)


def _seen(answer: Answer) -> Mapping[str, Json] | None:
    case = answer.executed.case
    return None if case is None or answer.personal is None else seen_now(case, answer.personal)


def _sent(stored: StoredReply, personal: Mapping[str, Json] | None = None) -> Response:
    response = sent(stored, link_key=doors().link_key, public_url=own_address())
    withholding = response.headers.pop(withheld.HEADER, None)
    if withholding is not None:
        response.set_data(withheld.filled(response.get_data(), withholding, personal))
    return response


def reply(
    schema: type[Schema], data: object, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> StoredReply:
    """A JSON reply: `data` through `schema`."""
    return StoredReply(status=status, headers={**_JSON, **(headers or {})}, body=dumped(schema, data))


def empty_reply() -> StoredReply:
    """204, which has no body to name a type of."""
    return StoredReply(status=204, headers={}, body=b"")


def case_reply(
    executed: Executed, actor: Actor, *, status: int = 200, personal: Mapping[str, Json] = withheld.WITHHELD
) -> StoredReply:
    """The case as it is now, as `GET` shows it, with its new ETag and what can be done next; `personal` as for
    `case_view`, and only for an answer that is not kept."""
    case = _case(executed)
    door = application()
    definition = door.definitions.pinned(case.definition)
    language = current_language()
    surroundings = door.surroundings(actor.municipality)
    view = case_view(case, definition, language, personal=personal)
    view["hidden"] = sorted(hidden_of(case) & case.places.keys())
    offers = available(definition, case, actor, door.clock.now(), surroundings)
    view["transitions"] = offer_views(offers, definition, language)
    return reply(CaseShown, view, status=status, headers=case_headers(case))


def case_headers(case: Case) -> Mapping[str, str]:
    """Of an answer about a case whose personal values it withholds: its version, and whose they are."""
    return {"ETag": etag(case), withheld.HEADER: case.reference}


def _case(executed: Executed) -> Case:
    if executed.case is None:
        raise LookupError("a command without a case")
    return executed.case


def etag(case: Case) -> str:
    """The version of a case as an entity tag."""
    return f'"{case.version}"'


def _version() -> tuple[str, int] | None:
    """The case that the path names and the version of it in `If-Match`, for a command may lock others before it; None
    without either, or for `*`. GateRefusal for something that was never a tag of ours."""
    reference, value = (request.view_args or {}).get("reference"), request.headers.get("If-Match")
    if reference is None or value is None or value.strip() == "*":
        return None
    digits = value.strip().removeprefix("W/").strip('"')
    if not digits.isdecimal() or len(digits) > 9:
        raise GateRefusal("stale_version")
    return str(reference), int(digits)


def dumped(schema: type[Schema], data: Any) -> bytes:
    """JSON bytes of `data` as the schema shows it."""
    if schema not in _SHOWING:
        _SHOWING[schema] = showing(schema())
    shown = _SHOWING[schema](data)
    try:
        return json_text(shown) + b"\n"
    except TypeError:
        # A whole number beyond 64 bits in a form, which the standard library alone writes.
        return json.dumps(shown).encode() + b"\n"
