"""Reads `scenarios/*.yaml`: every mistake at once, with its line. The format is described in definitions/README.md.

Here: from text to a `Scenario`. What its names mean is found when it runs (`run_scenario.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from marshmallow import ValidationError

from workflow.definition.blocks.pieces import read_block
from workflow.definition.finding import Path, written
from workflow.definition.yaml_source import Source, SourceMistake, SourceRefused, load
from workflow.rehearsal.scenario import Scenario
from workflow.rehearsal.scenario_schema import ScenarioBlock

_TOP = ScenarioBlock()


class ScenarioRefused(Exception):
    """The file is no scenario; every reason is in `mistakes`."""

    def __init__(self, mistakes: tuple[SourceMistake, ...]) -> None:
        super().__init__("; ".join(one.message for one in mistakes))
        self.mistakes = mistakes


def read_scenario(text: str | bytes) -> Scenario:
    """One file's scenario. Raises ScenarioRefused, and nothing else."""
    try:
        source = load(text)
    except SourceRefused as refused:
        raise ScenarioRefused(refused.mistakes) from None
    try:
        scenario: Scenario = read_block(_TOP, source.tree)
    except ValidationError as error:
        found = tuple(_mistakes(error.messages, source, ()))
        raise ScenarioRefused(found) from None
    return _with_lines(scenario, source)


def _with_lines(scenario: Scenario, source: Source) -> Scenario:
    paths = _paths(scenario, source)
    steps = []
    for step, path in zip(scenario.steps, paths, strict=True):
        wanted: Path = ("then",) if path == ("when",) and source.has(("then",)) else (*path, "then")
        then = replace(step.then, line=source.line(wanted)) if step.then else None
        steps.append(replace(step, line=source.line(path), then=then))
    return replace(scenario, steps=tuple(steps))


def _paths(scenario: Scenario, source: Source) -> list[Path]:
    """Where each step stands."""
    if source.has(("steps",)):
        return [("steps", index) for index in range(len(scenario.steps))]
    return [*(("given", index) for index in range(len(scenario.steps) - 1)), ("when",)]


def _mistakes(messages: Any, source: Source, path: Path) -> Iterator[SourceMistake]:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            yield from _mistakes(inner, source, path if key == "_schema" else (*path, key))
    elif isinstance(messages, list):
        for inner in messages:
            yield from _mistakes(inner, source, path)
    else:
        code, _bar, words = str(messages).partition("|")
        place = f"{written(path)}: " if path else ""
        yield SourceMistake(code=code, line=source.line(path), message=f"{place}{words.partition('|')[0]}")
