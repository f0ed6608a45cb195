"""Each kind of mistake, planted at every place of every shipped definition where it can stand, is found.

A sample of all of them here, in seconds; every one in `make prove`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from runtime.checker_tools import checker_tools
from tests.definitions.mutants import names, results, shapes, ways
from tests.definitions.mutants.mutant import Draft, Mutant, respelled
from tests.given import DEFINITIONS
from workflow.definition.check import Surroundings, check
from workflow.definition.definition_files import DefinitionFiles, read_folder
from workflow.definition.shared_parts import read_shared_parts
from workflow.definition.yaml_source import load

FOLDERS = sorted(path.parent for path in DEFINITIONS.glob("*/request_type.yaml"))
AROUND = Surroundings(shared=read_shared_parts(DEFINITIONS / "_shared"))
TOOLS = checker_tools()
SAMPLE = 10
"""Of each definition."""

KINDS: tuple[Callable[[Draft], Iterator[Mutant]], ...] = (
    names.misnamed, names.taken_away, names.fields_taken_away, names.told_twice, names.kinds_misspelt,
    ways.starts, ways.moves_taken_away, ways.strange_places, ways.nobody_moves, ways.clocks,
    results.outcomes, results.sentences, results.messages, results.privacy, results.records,
    shapes.strangers, shapes.other_kinds, shapes.missing, shapes.wrong_bytes, shapes.files,
)  # fmt: skip


def draft_of(folder: Path) -> Draft:
    files = read_folder(folder)
    tree = load(files.main or b"").tree
    assert isinstance(tree, dict)
    return Draft(files=files, tree=tree)


def mutants(draft: Draft) -> list[Mutant]:
    return [one for kind in KINDS for one in kind(draft)]


def codes(files: DefinitionFiles) -> set[str]:
    return {one.code for one in check(files, AROUND, TOOLS)}


def missed(draft: Draft, planted: list[Mutant]) -> list[str]:
    told = ((one, codes(one.planted(draft))) for one in planted)
    return [f"{one}, told: {sorted(found)}" for one, found in told if not one.wanted & found]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: one.name)
def test_a_sample_of_planted_mistakes_is_found(folder: Path) -> None:
    # given
    draft = draft_of(folder)
    seed = random.SystemRandom().randrange(2**32)
    sys.stdout.write(f"seed {seed}\n")
    planted = mutants(draft)
    # when
    sample = random.Random(seed).sample(planted, SAMPLE)
    # then
    assert missed(draft, sample) == [], f"seed {seed}"


@pytest.mark.prove
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: one.name)
def test_every_planted_mistake_is_found(folder: Path) -> None:
    draft = draft_of(folder)
    assert missed(draft, mutants(draft)) == []


def test_the_very_definitions_without_a_mistake_are_silent() -> None:
    for folder in FOLDERS:
        draft = draft_of(folder)
        bare = Mutant(kind="", path=(), wanted=frozenset(), edit=lambda _tree: None).planted(draft)
        assert bare.main == respelled(draft.tree)
        assert (folder.name, codes(draft.files), codes(bare)) == (folder.name, set(), set())


def test_every_kind_of_mistake_can_stand_somewhere() -> None:
    drafts = [draft_of(folder) for folder in FOLDERS]

    assert [kind.__name__ for kind in KINDS if not any(any(True for _ in kind(one)) for one in drafts)] == []
