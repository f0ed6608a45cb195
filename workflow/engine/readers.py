"""Who may read the sensitive fields of a case: the roles a field names, else the roles that move the case
(definitions.md 12). Everything else personal is the policy's matter (`workflow/policy.py`)."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.actor import Actor, ActorKind
from workflow.definition.model import Definition, Field, Privacy
from workflow.definition.reviewed_fields import reviewed_fields
from workflow.values import Json

_OUTSIDERS = frozenset({"applicant", "system"})
_OF_FIELDS = ("form.", "input.")


def hidden_fields(definition: Definition, actor: Actor) -> frozenset[str]:
    """Names of the sensitive fields that `actor` may not read. Nothing is hidden from the system, nor from a citizen,
    who sees their own."""
    if actor.kind is not ActorKind.STAFF:
        return frozenset()
    roles = roles_of(actor)
    return frozenset(
        one.name
        for one in _fields(definition)
        if one.privacy is Privacy.SENSITIVE and not roles & readers_of(one, definition)
    )


def readers_of(field: Field, definition: Definition) -> frozenset[str]:
    """The roles that read a sensitive field."""
    if field.readers:
        return frozenset(field.readers)
    movers = {role for transition in definition.transitions for role in transition.roles}
    return frozenset(movers - _OUTSIDERS)


def readable(personal: Mapping[str, Json], hidden: frozenset[str]) -> Mapping[str, Json]:
    """Personal values by place (`form.diagnosis`, `input.7.diagnosis`) without those of the hidden fields."""
    if not hidden:
        return personal
    return {
        name: value
        for name, value in personal.items()
        if not (name.startswith(_OF_FIELDS) and name.rpartition(".")[2] in hidden)
    }


def may_read_paper(definition: Definition, document: str, actor: Actor) -> bool:
    """Whether `actor` reads the bytes of a paper: of one that names its readers these alone, of any other whoever may
    read each field that its template names (papers made before sensitive fields were left out of them)."""
    if actor.kind is not ActorKind.STAFF:
        return True
    rule = definition.documents.get(document)
    if rule is not None and rule.readers:
        return bool(roles_of(actor) & set(rule.readers))
    hidden = hidden_fields(definition, actor)
    return not hidden or not hidden & set(reviewed_fields(definition, document, ""))


def readers_of_paper(definition: Definition, document: str) -> frozenset[str] | None:
    """The roles that read the bytes of a paper; None: whoever reads the case. Where several fields close it, a role
    that reads them all: for one person who reads them by several roles this says less than `may_read_paper`."""
    rule = definition.documents.get(document)
    if rule is not None and rule.readers:
        return frozenset(rule.readers)
    return readers_of_upload(definition, frozenset(reviewed_fields(definition, document, "")))


def readers_of_upload(definition: Definition, fields: frozenset[str]) -> frozenset[str] | None:
    """The roles that read a file given in those fields; None: whoever reads the case."""
    closed = [
        readers_of(one, definition)
        for one in _fields(definition)
        if one.privacy is Privacy.SENSITIVE and one.name in fields
    ]
    return frozenset.intersection(*closed) if closed else None


def withheld(definition: Definition, document: str | None) -> frozenset[str]:
    """Names of the sensitive fields that a paper does not print, or a message (None) does not tell: all, but on a paper
    that names its readers."""
    rule = definition.documents.get(document or "")
    if rule is not None and rule.readers:
        return frozenset()
    return frozenset(one.name for one in _fields(definition) if one.privacy is Privacy.SENSITIVE)


def roles_of(actor: Actor) -> frozenset[str]:
    """Somebody's own roles, and those of whom they stand in for."""
    return actor.roles.union(*(absent.roles for absent in actor.substitutes))


def _fields(definition: Definition) -> tuple[Field, ...]:
    inputs = (one for transition in definition.transitions for one in transition.input)
    return (*definition.form, *inputs)
