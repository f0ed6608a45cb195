"""Who may read the sensitive fields of a case: the roles a field names, else the roles that move the case
(definitions.md 12). Everything else personal is the policy's matter (`workflow/policy.py`)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from workflow.actor import Actor, ActorKind
from workflow.definition.model import Definition, Field, Privacy
from workflow.values import Json

_OUTSIDERS = frozenset({"applicant", "system"})
_OF_FIELDS = ("form.", "input.")


def hidden_fields(definition: Definition, actor: Actor) -> frozenset[str]:
    """Names of the sensitive fields that `actor` may not read. Nothing is hidden from the system, nor from a citizen,
    who sees their own."""
    if actor.kind is not ActorKind.STAFF:
        return frozenset()
    roles = actor.roles.union(*(absent.roles for absent in actor.substitutes))
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


def shows_hidden(definition: Definition, document: str, hidden: frozenset[str]) -> bool:
    """Whether the template of a paper names a hidden field: then its bytes are as hidden as the field."""
    rule = definition.documents.get(document)
    template = definition.templates.get(rule.template, "") if rule else ""
    return any(re.search(rf"\b{re.escape(name)}\b", template) for name in hidden)


def _fields(definition: Definition) -> tuple[Field, ...]:
    inputs = (one for transition in definition.transitions for one in transition.input)
    return (*definition.form, *inputs)
