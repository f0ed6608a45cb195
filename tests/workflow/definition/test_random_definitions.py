"""Definitions with random structure never crash the loader, the checker or the engine: mistakes are findings, and whatever
passes is played with random commands that meet the six errors and no other."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runtime.checker_tools import checker_tools
from tests.given import definition_of
from tests.workflow.definition.checked import SHARED, findings
from tests.workflow.definition.random_definition import random_definition
from tests.workflow.engine.test_laws import opened, random_steps
from tests.workflow.engine.test_many_commands import told
from workflow.definition.check import Surroundings, check
from workflow.definition.definition_files import DefinitionFiles
from workflow.definition.finding import Level

SEEDS = st.integers(min_value=0, max_value=2**48)


def errors(text: str) -> list[str]:
    return [one.code for one in findings(text) if one.level is Level.ERROR]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=SEEDS)
def test_mistakes_anywhere_are_findings_with_a_line_and_crash_nothing(seed: int) -> None:
    text = random_definition(seed, mistakes=True)
    for one in findings(text):
        assert one.line >= 1
        assert one.message


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=SEEDS, picks=st.lists(st.integers(min_value=0, max_value=10_000), min_size=1, max_size=30))
def test_what_passes_the_checker_plays_by_the_laws(seed: int, picks: list[int]) -> None:
    text = random_definition(seed)
    if errors(text):
        return
    play = opened(definition_of(text))
    for _before, _refused in random_steps(play, picks):  # any other error than the six comes out here
        pass
    assert told(play) == play.case


def test_most_random_definitions_pass_and_most_spoilt_ones_do_not() -> None:
    """The laws above would hold vacuously if nothing passed."""
    sound = sum(not errors(random_definition(seed)) for seed in range(60))
    spoilt = sum(bool(errors(random_definition(seed, mistakes=True))) for seed in range(60))
    assert sound >= 30, Counter(code for seed in range(60) for code in errors(random_definition(seed)))
    assert spoilt >= 30


@pytest.mark.prove
@settings(max_examples=20_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=SEEDS, mistakes=st.booleans(), picks=st.lists(st.integers(min_value=0, max_value=10_000), max_size=40))
def test_very_many_random_definitions(seed: int, mistakes: bool, picks: list[int]) -> None:
    text = random_definition(seed, mistakes=mistakes)
    files = DefinitionFiles(name="leaf_fall", main=text.encode(), lone=True, named=False)
    found = check(files, Surroundings(shared=SHARED, published={}), checker_tools())
    assert json.loads(text) is not None
    if any(one.level is Level.ERROR for one in found):
        return
    play = opened(definition_of(text))
    for _ in random_steps(play, picks):
        pass
    assert told(play) == play.case
