"""A form sent twice acts once: the hidden `key` of the form becomes the command's idempotency key (rules.md 2)."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from urllib.parse import urlsplit
from uuid import UUID, uuid4, uuid5

from flask import request

from gate.address import own_address
from gate.csrf import FIELD
from gate.derived_keys import derived_key
from gate.doors import application, doors
from gate.problems import GateRefusal
from gate.reply import PLACEHOLDER, link_header, sent
from workflow.actor import Actor
from workflow.case import Case, Person
from workflow.commands.command_table import Command
from workflow.commands.scene import Executed
from workflow.ports.idempotency import IdempotencyKey, StoredReply

KEY = "key"


def fresh_key() -> str:
    """What a newly shown form carries."""
    return str(uuid4())


def form_key(default: str = "") -> str:
    """The key the form came with; a form without one gets `default` or a fresh one."""
    try:
        return str(UUID(request.form.get(KEY, "")))
    except ValueError:
        return default or fresh_key()


def perform_once(actor: Actor, command: Command, lead: Callable[[Executed], str], *, part: str = "") -> str:
    """Executes `command` unless this very form already did; the path to go to next, the same both times. `part` tells
    the commands of one form apart."""
    return _reply(actor, command, lambda executed: _stored(lead(executed)), part).body.decode()


def open_once(actor: Actor, command: Command, person_of: Callable[[Case], Person]) -> tuple[str, str]:
    """Files a case once: (path of the person's status link, reference)."""
    reply = _reply(actor, command, lambda executed: _opened(executed, person_of))
    link = sent(reply, link_key=doors().link_key, public_url=own_address()).get_data(as_text=True)
    url, _, reference = link.partition("\n")
    return urlsplit(url).path, reference


def _reply(actor: Actor, command: Command, present: Callable[[Executed], StoredReply], part: str = "") -> StoredReply:
    answer = application().execute(actor, command, key=_key(actor, part), present=present)
    if answer.reply is None:
        raise LookupError("a command without a reply")
    return answer.reply


def _stored(path: str) -> StoredReply:
    return StoredReply(status=303, headers={}, body=path.encode())


def _opened(executed: Executed, person_of: Callable[[Case], Person]) -> StoredReply:
    case = executed.case
    if case is None:
        raise LookupError("a command without a case")
    person = person_of(case)
    body = f"{PLACEHOLDER}\n{case.reference}".encode()
    return StoredReply(status=303, headers=link_header(case.id, person.id, person.generation), body=body)


def _key(actor: Actor, part: str) -> IdempotencyKey:
    try:
        # All forms of a page carry one key: somebody who goes back to it and sends another form does another thing.
        value = str(uuid5(UUID(request.form.get(KEY, "")), f"{request.path} {part}"))
    except ValueError:
        raise GateRefusal("csrf") from None
    key = derived_key(doors().settings.secret_key, "idempotency")
    fingerprint = hmac.new(key, request.path.encode(), digestmod=hashlib.sha256)
    for name, text in sorted(request.form.items(multi=True)):
        if name not in (KEY, FIELD):
            fingerprint.update(f"\0{name}\0{text}".encode("utf-8", "replace"))
    scope = f"staff:{actor.username}" if actor.username else f"page:{actor.person}" if actor.person else "public"
    return IdempotencyKey(scope=scope, key=value, body=fingerprint.hexdigest())
