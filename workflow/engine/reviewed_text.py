"""What a round of reviews looks at: the values that a paper's template uses, known by one digest. Pure (ADR 0016).

A paper is nothing but its template and the case's values, so its text is the same while these are the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from workflow.case import Case
from workflow.codec import canonical
from workflow.definition.model import Definition
from workflow.definition.reviewed_fields import names_used, reviewed_fields, template_sources
from workflow.review import ReviewedText
from workflow.values import Json

_OUTCOME = "outcome"


def reviewed_text(definition: Definition, case: Case, document: str | None, transition: str) -> ReviewedText:
    """The present text of the paper `document`, or of the case, as the round that `transition` asked for sees it."""
    names = [name for name in reviewed_fields(definition, document, transition) if case.values.get(name) is not None]
    places = {name: case.places[name] for name in names if name in case.places}
    plain: dict[str, Json] = {name: case.values[name] for name in names if name not in places}
    sources = template_sources(definition, document)
    if case.outcome is not None and _OUTCOME not in names and _OUTCOME in names_used(sources):
        plain[_OUTCOME] = case.outcome
    templates = {name: hashlib.sha256(source.encode()).hexdigest() for name, source in sources.items()}
    whole: Json = {"plain": plain, "places": places, "templates": templates}
    return ReviewedText(digest=hashlib.sha256(canonical(whole)).hexdigest(), plain=plain, places=places)


def changed_fields(old: ReviewedText, new: ReviewedText, known: Mapping[str, Json]) -> tuple[str, ...]:
    """Names whose value differs. `known` are personal values by place; one that is not known counts as different."""
    names = dict.fromkeys((*old.plain, *old.places, *new.plain, *new.places))
    return tuple(name for name in names if not _same(name, old, new, known))


def _same(name: str, old: ReviewedText, new: ReviewedText, known: Mapping[str, Json]) -> bool:
    before, after = old.places.get(name), new.places.get(name)
    if before is None or after is None:
        return before == after and old.plain.get(name) == new.plain.get(name)
    return before == after or (before in known and after in known and known[before] == known[after])
