"""A quickened value is the value it was, made faster."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import dataclass, field
from typing import Any

import pytest

from workflow.case import Case
from workflow.quick_values import quicken


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    name: str
    count: int = 3
    found: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quick:
    name: str
    count: int = 3
    found: dict[str, int] = field(default_factory=dict)


quicken(Quick)


def test_it_holds_what_it_was_given_and_the_defaults_of_the_rest() -> None:
    one, other = Quick(name="a"), Quick(name="a")

    assert type(one) is Quick
    assert dataclasses.asdict(one) == dataclasses.asdict(Plain(name="a"))
    assert one == other
    assert one.found is not other.found
    assert repr(one) == repr(Plain(name="a")).replace("Plain", "Quick")
    assert Quick(name="b", count=4, found={"x": 1}) == dataclasses.replace(one, name="b", count=4, found={"x": 1})


def test_it_can_be_copied_and_kept() -> None:
    one = Quick(name="a", found={"x": 1})

    assert copy.deepcopy(one) == one
    assert pickle.loads(pickle.dumps(one)) == one


def test_it_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Quick(name="a").count = 5  # type: ignore[misc]


@pytest.mark.parametrize("given", [{}, {"name": "a", "more": 1}])
def test_it_takes_its_own_fields_and_no_others(given: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Quick(**given)
    with pytest.raises(TypeError):
        Plain(**given)


def test_a_case_is_such_a_value() -> None:
    assert "_twin" in Case.__init__.__globals__


def test_a_value_that_checks_itself_or_can_be_changed_is_left_alone() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Checked:
        name: str

        def __post_init__(self) -> None:
            """Would not be called."""

    @dataclass(slots=True, kw_only=True)
    class Open:
        name: str

    @dataclass(frozen=True, slots=True)
    class Positional:
        name: str

    for kind in (Checked, Open, Positional):
        with pytest.raises(ValueError, match="cannot be quickened"):
            quicken(kind)
