"""Texts in other languages: `locales/<lang>.yaml`, mirrored by name (`states.registered.title`, `texts.done.link`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workflow.definition.finding import Path, written
from workflow.definition.model import Definition
from workflow.definition.standing_names import STANDING
from workflow.definition.yaml_source import Source, Tree

_SHORT_TEXT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """One language: texts by path, and the source they stand in."""

    language: str
    file: str
    texts: Mapping[str, str]
    paths: Mapping[str, Path]
    wrong: tuple[Path, ...]
    source: Source


def read_locale(file: str, source: Source) -> Locale:
    """`file` is `locales/en.yaml`. A bare string for a text stands for its link variant."""
    texts: dict[str, str] = {}
    paths: dict[str, Path] = {}
    wrong: list[Path] = []
    for path, value in _leaves(source.tree, ()):
        name = written(path)
        if name.startswith("texts.") and name.count(".") == _SHORT_TEXT - 1:
            name += ".link"
        if isinstance(value, str):
            texts[name], paths[name] = value, path
        else:
            wrong.append(path)
    language = file.rpartition("/")[2].removesuffix(".yaml")
    return Locale(language=language, file=file, texts=texts, paths=paths, wrong=tuple(wrong), source=source)


def _leaves(tree: Tree, path: Path) -> Iterator[tuple[Path, Tree]]:
    if isinstance(tree, dict):
        for key, inner in tree.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(tree, list) and path[0] == STANDING:
        for index, inner in enumerate(tree):
            yield from _leaves(inner, (*path, index))
    else:
        yield path, tree


def translatable(definition: Definition) -> Mapping[str, str]:
    """Every text of a definition by its path in a locale."""
    found = {"title": definition.title, "summary": definition.summary}
    for state in definition.states.values():
        found[f"states.{state.name}.title"] = state.title
        found[f"states.{state.name}.citizen"] = state.citizen
        found[f"states.{state.name}.done"] = state.done
        found[f"states.{state.name}.doing"] = state.doing
        for outcome, question in state.check.items():
            found[f"states.{state.name}.check.{outcome}"] = question
    for one in definition.form:
        _field_texts(found, f"form.{one.name}", one.label, one.hint, one.options)
    for transition in definition.transitions:
        found[f"transitions.{transition.name}.title"] = transition.title
        found[f"transitions.{transition.name}.done"] = transition.done
        for one in transition.input:
            path = f"transitions.{transition.name}.input.{one.name}"
            _field_texts(found, path, one.label, one.hint, one.options)
    for name, clock in definition.clocks.items():
        found[f"clocks.{name}.title"] = clock.title
        found[f"clocks.{name}.citizen"] = clock.citizen
    for name, document in definition.documents.items():
        found[f"documents.{name}.title"] = document.title
    for name, text in definition.texts.items():
        found[f"texts.{name}.link"] = text.link
        found[f"texts.{name}.voice"] = text.voice or ""
    for key, label in definition.needs:
        found[f"needs.{key}"] = label
    found.update(_shared_texts(definition))
    for key, label in definition.registration.categories if definition.registration else ():
        found[f"registration.categories.{key}"] = label
    return {path: text for path, text in found.items() if text}


def _shared_texts(definition: Definition) -> dict[str, str]:
    """Of what many take part in: the rule of a register, the choices and territories of a voting."""
    found = {"register.rule": definition.register.rule} if definition.register is not None else {}
    rule = definition.support
    if rule is not None:
        for part, pairs in (("choices", rule.choices), ("territories", rule.territories)):
            found.update({f"support.{part}.{value}": words for value, words in pairs if words != value})
    return found


def _field_texts(found: dict[str, str], path: str, label: str, hint: str, options: tuple[tuple[str, str], ...]) -> None:
    found[f"{path}.label"] = label
    found[f"{path}.hint"] = hint
    for value, words in options:
        if words != value:
            found[f"{path}.options.{value}"] = words
