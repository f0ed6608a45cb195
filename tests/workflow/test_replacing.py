"""The quick `replace` gives what the library's gives."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import pytest

from tests.given import Play, shipped
from workflow.replacing import replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Checks itself when made."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("low is above high")


@dataclass(frozen=True)
class Plain:
    """Has no slots."""

    one: int
    two: int = 2


def test_a_case_is_copied_like_by_the_library() -> None:
    play = Play(shipped("road_defect"))
    play.open({"place": {"address": "вул. Лісова, 8"}, "note": "Яма"})
    before = dataclasses.replace(play.case)

    changed = replace(play.case, state="routed", sequence=9)

    assert changed == dataclasses.replace(play.case, state="routed", sequence=9)
    assert type(changed) is type(play.case)
    assert play.case == before


def test_a_copy_stays_frozen() -> None:
    play = Play(shipped("road_defect"))
    play.open({"place": {"address": "вул. Лісова, 8"}, "note": "Яма"})
    copy = replace(play.case)

    with pytest.raises(dataclasses.FrozenInstanceError):
        copy.state = "routed"  # type: ignore[misc]


def test_a_name_that_is_no_field_is_refused() -> None:
    play = Play(shipped("road_defect"))
    play.open({"place": {"address": "вул. Лісова, 8"}, "note": "Яма"})

    with pytest.raises(TypeError):
        replace(play.case, stat="routed")  # type: ignore[call-arg]


def test_a_value_that_checks_itself_is_checked() -> None:
    with pytest.raises(ValueError, match="low is above high"):
        replace(Checked(low=1, high=2), low=3)


def test_a_value_without_slots_is_copied_too() -> None:
    assert replace(Plain(1), two=3) == Plain(1, 3)
