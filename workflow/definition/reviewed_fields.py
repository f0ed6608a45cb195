"""Which fields are the text that reviewers read: those a paper's template uses, or the form of the case. Pure.

Read off the template's source, generously: a name that stands in its code counts as used, for a visa that falls once
too often costs a minute, one that stays on a changed text costs trust (ADR 0016).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from workflow.definition.bundle import used_files
from workflow.definition.model import Definition
from workflow.definition.placeholders import all_fields

_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_WHOLE = re.compile(r"\b(?:form|inputs)\b(?!\s*\.)")


def reviewed_fields(definition: Definition, document: str | None, transition: str) -> tuple[str, ...]:
    """Names of the fields and inputs that are the text, in the order of the definition.

    Of a paper: those its template uses, all of them where the template is not at hand. Of the case: the form, and
    what the transition that asks for the reviews takes.
    """
    if document is None:
        asking = (one for move in definition.transitions if move.name == transition for one in move.input)
        return tuple(dict.fromkeys(one.name for one in (*definition.form, *asking)))
    every = tuple(dict.fromkeys(one.name for one in all_fields(definition)))
    sources = template_sources(definition, document)
    if not sources or any(_WHOLE.search(code) for source in sources.values() for code in _CODE.findall(source)):
        return every
    used = names_used(sources)
    return tuple(name for name in every if name in used)


def template_sources(definition: Definition, document: str | None) -> dict[str, str]:
    """The paper's own template and all it extends, includes or imports, by name; empty where they are not at hand."""
    return dict(_sources(definition, document))


def names_used(sources: Mapping[str, str]) -> frozenset[str]:
    """Every name in the code of these templates."""
    return frozenset(
        word for source in sources.values() for code in _CODE.findall(source) for word in _NAME.findall(code)
    )


def _sources(definition: Definition, document: str | None) -> Iterator[tuple[str, str]]:
    rule = definition.documents.get(document or "")
    waiting, seen = ([rule.template] if rule is not None else []), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen and name in definition.templates:
            seen.add(name)
            yield name, definition.templates[name]
            waiting += used_files(definition.templates[name])
