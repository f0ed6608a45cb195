"""Canonical JSON is RFC 8785, whichever way it is written."""

from __future__ import annotations

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from workflow.codec import canonical
from workflow.values import Json

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | _TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXTS, inner, max_size=4),
)


@given(_VALUES)
def test_the_fast_way_writes_what_the_library_of_the_standard_writes(value: Json) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        1e22,
        1e16,
        1e300,
        1e-7,
        {"a": 3.0},
        "2026-11-23T06:05:00.000000Z",
        {"\U0001f600": 1, "\ue000": 2},
        -0.0,
        [2**53 - 1],
    ],
)
def test_fractions_great_numbers_and_rare_letters_go_the_slow_way_and_are_right(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


@given(
    st.recursive(_VALUES | st.floats(allow_nan=False, allow_infinity=False), lambda inner: st.lists(inner, max_size=3))
)
def test_any_number_is_written_as_the_library_of_the_standard_writes_it(value: Json) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {"a": [None, float("nan")]}])
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(rfc8785.CanonicalizationError):
        canonical(value)  # type: ignore[arg-type]


def test_a_number_beyond_the_safe_integers_is_refused() -> None:
    with pytest.raises(rfc8785.IntegerDomainError):
        canonical(2**53)


def test_a_number_beyond_64_bits_is_refused() -> None:
    with pytest.raises(rfc8785.IntegerDomainError):
        canonical({"a": 2**70})


def test_half_a_letter_is_refused() -> None:
    with pytest.raises((rfc8785.CanonicalizationError, UnicodeError)):
        canonical("\ud800")
