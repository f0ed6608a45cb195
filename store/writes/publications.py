"""Publishing a definition: its bundle under its hash, and from when it is in force."""

from __future__ import annotations

import hashlib
from typing import LiteralString

from store.conversation import Conversation
from workflow.actor import Actor
from workflow.definition.model import Definition
from workflow.errors import Conflict, DefinitionError
from workflow.moment import Moment

_BUNDLE: LiteralString = """
INSERT INTO bundles (municipality, digest, content, added)
VALUES (%(municipality)s, %(digest)s, %(content)s, %(at)s) ON CONFLICT DO NOTHING
"""
_PUBLICATION: LiteralString = """
INSERT INTO publications (municipality, request_type, version, digest, at, by)
VALUES (%(municipality)s, %(request_type)s, %(version)s, %(digest)s, %(at)s, %(by)s)
ON CONFLICT (municipality, request_type, version) DO NOTHING
"""
_PUBLISHED: LiteralString = """
SELECT digest, (SELECT max(version) FROM publications m WHERE m.municipality = p.municipality
    AND m.request_type = p.request_type)
FROM publications p WHERE municipality = %(municipality)s::int AND request_type = %(request_type)s
AND version = %(version)s::int
"""


def publish(talk: Conversation, definition: Definition, bundle: bytes, moment: Moment, actor: Actor) -> None:
    """Puts a version in force; the very same again changes nothing.

    Conflict(`version_published`) when that version says something else, Conflict(`version_not_increased`) when a
    greater one is in force already, DefinitionError(`digest_mismatch`) when `bundle` is not what it was made from.
    """
    if hashlib.sha256(bundle).hexdigest() != definition.digest:
        raise DefinitionError("digest_mismatch", request_type=definition.request_type)
    wanted = {"request_type": definition.request_type, "version": definition.version, "digest": definition.digest}
    talk.tell(_BUNDLE, {"digest": definition.digest, "content": bundle, "at": moment.now})
    talk.tell(_PUBLICATION, {**wanted, "at": moment.now, "by": actor.label})
    digest, newest = talk.ask(_PUBLISHED, wanted)[0]
    if digest != definition.digest:
        raise Conflict("version_published", request_type=definition.request_type, version=definition.version)
    if newest != definition.version:
        raise Conflict("version_not_increased", request_type=definition.request_type, version=definition.version)
