"""`sample.yaml`: a real-looking case, with which every paper of a definition is rendered before a citizen sees one.

`common` holds what all its papers share, `papers` one entry each: `document`, `outcome`, `number`, `date`, `form`,
`inputs`, `photos`, and `shows`, the words that must stand on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workflow.definition.model import Definition
from workflow.definition.paper_values import paper_values
from workflow.definition.yaml_source import Tree
from workflow.errors import DefinitionError
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePaper:
    """One paper to render: `template` with `context`; `shows` must stand in the result."""

    document: str
    template: str
    context: Mapping[str, Json]
    shows: tuple[str, ...]


def sample_papers(definition: Definition, tree: Tree) -> tuple[SamplePaper, ...]:
    """The papers of a sample. Raises DefinitionError `sample_invalid`."""
    if not isinstance(tree, dict):
        raise DefinitionError("sample_invalid", message="must be keys with values")
    common, papers = _mapping(tree.get("common", {}), "common"), tree.get("papers")
    if not isinstance(papers, list):
        raise DefinitionError("sample_invalid", message="papers must be a list")
    return tuple(_paper(definition, common, _mapping(one, "papers")) for one in papers)


def _paper(definition: Definition, common: Mapping[str, Tree], one: Mapping[str, Tree]) -> SamplePaper:
    name = str(one.get("document"))
    if name not in definition.documents:
        raise DefinitionError("sample_invalid", message=f"there is no document {name}")
    rule = definition.documents[name]
    number, day = one.get("number"), one.get("date")
    known = {key: _plain(value) for key, value in common.items() if key not in ("form", "inputs")}
    known["paper"] = {
        "title": rule.title,
        "number": _plain(number),
        "date": _plain(day),
        "draft": number is None,
        "sealed": any(signature.seal for signature in rule.signatures),
        "quorum": [{"enough": one.any, "all": len(one.of)} for one in rule.signatures if one.of],
    }
    known["outcome"] = _plain(one.get("outcome"))
    known["photos"] = _plain(one.get("photos", []))
    form = {**_mapping(common.get("form", {}), "form"), **_mapping(one.get("form", {}), "form")}
    inputs = _mapping(one.get("inputs", {}), "inputs")
    shows = one.get("shows", [])
    return SamplePaper(
        document=name,
        template=rule.template,
        context=paper_values(
            definition,
            {key: _plain(value) for key, value in form.items()},
            {key: _plain(value) for key, value in inputs.items()},
            known,
        ),
        shows=tuple(str(words) for words in shows) if isinstance(shows, list) else (),
    )


def _mapping(tree: Tree, where: str) -> Mapping[str, Tree]:
    if not isinstance(tree, dict):
        raise DefinitionError("sample_invalid", message=f"{where} must be keys with values")
    return tree


def _plain(tree: Tree) -> Json:
    if isinstance(tree, dict):
        return {key: _plain(inner) for key, inner in tree.items()}
    if isinstance(tree, list):
        return [_plain(inner) for inner in tree]
    return str(tree) if isinstance(tree, float) else tree
