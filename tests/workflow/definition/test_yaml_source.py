"""The loader refuses what is dangerous before it builds anything, and ends on any input."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workflow.definition.checked import SOUND, findings
from workflow.definition.finding import CODES
from workflow.definition.yaml_source import MAX_BYTES, SourceRefused, load

BOMB = "a: &a [lol, lol]\n" + "\n".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]" for n in range(9)
)


def refusal(text: str | bytes) -> list[tuple[str, int]]:
    with pytest.raises(SourceRefused) as refused:
        load(text)
    return [(one.code, one.line) for one in refused.value.mistakes]


def test_an_alias_bomb_is_refused_in_no_time() -> None:
    began = time.process_time()

    assert {code for code, _line in refusal(BOMB)} == {"yaml_alias"}
    assert time.process_time() - began < 0.2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a: 1\nb: 2\na: 3", [("yaml_duplicate_key", 3)]),
        ("a: {b: 1, b: 1}\nc: 1\nc: 1", [("yaml_duplicate_key", 1), ("yaml_duplicate_key", 3)]),
        ("a: !!python/object/apply:os.system [id]", [("yaml_tag", 1)]),
        ("a: ! b", [("yaml_tag", 1)]),
        ("a:\n  - &x b", [("yaml_alias", 2)]),
        ("a: *x", [("yaml_alias", 1)]),
        ("[" * 21 + "]" * 21, [("too_large", 1)]),
        ("a: 1\n---\nb: 1", [("not_yaml", 2)]),
        ("? [a, b]\n: c", [("not_yaml", 1)]),
        ("a: 'b", [("not_yaml", 1)]),
        ("a:\tb: c", [("not_yaml", 1)]),
        (b"a: \xff\xfe", [("not_yaml", 1)]),
        ("a: \x07", [("not_yaml", 1)]),
        ("#" * (MAX_BYTES + 1), [("too_large", 1)]),
    ],
)
def test_refused(text: str | bytes, wanted: list[tuple[str, int]]) -> None:
    assert refusal(text) == wanted


def test_a_key_written_twice_says_where_it_stands_already() -> None:
    with pytest.raises(SourceRefused) as refused:
        load("# a service\nclocks:\n  one: 1\nforms: []\nclocks:\n  two: 2\n")

    (mistake,) = refused.value.mistakes
    assert (mistake.line, mistake.message.endswith("belongs under the one in line 2")) == (5, True)


def test_twenty_deep_is_read() -> None:
    assert load("[" * 20 + "]" * 20).line((0, 0, 0)) == 1


def test_plain_words_stay_what_the_author_typed() -> None:
    text = "no: no\ntime: 10:00\nday: 2026-11-23\nyes: true\nnumber: 12\npart: 1.5\nquoted: '12'\nempty:\nzeros: 007\n"

    assert load(text).tree == {
        "no": "no", "time": "10:00", "day": "2026-11-23", "yes": True, "number": 12, "part": 1.5, "quoted": "12",
        "empty": None, "zeros": "007",
    }  # fmt: skip


def test_every_value_knows_its_line() -> None:
    source = load(
        "states:\n  fresh:\n    title: a\n  done: {final: true}\ntransitions:\n  - {name: go}\n  - name: stop\n    to: done\n"
    )

    assert source.line(("states", "fresh", "title")) == 3
    assert source.line(("states", "done", "final")) == 4
    assert source.line(("transitions", 1)) == 7
    assert source.line(("transitions", 1, "to")) == 8
    assert source.line(("transitions", 1, "guards", 4)) == 7


def test_a_huge_number_is_text() -> None:
    assert load("a: " + "9" * 5000).tree == {"a": "9" * 5000}


def test_long_keys_in_deep_nests_cost_little_memory() -> None:
    text = ("{? " + "k" * 11_000 + " : ") * 19 + "[" + "b," * 10_000 + "]" + "}" * 19
    began = time.process_time()

    load(text)

    assert time.process_time() - began < 5


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=400), st.binary(max_size=400), st.text(alphabet="[]{}:,-&*!|>'\"#%@`? \n\tab1", max_size=300)
    )
)
def test_any_input_is_read_or_refused(text: str | bytes) -> None:
    found: set[str] = set()
    try:
        load(text)
    except SourceRefused as refused:
        found = {one.code for one in refused.mistakes}

    assert found <= CODES


TREES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-9, 10**6),
        st.text(max_size=8),
        st.sampled_from(["previous", "fresh", "*", "head"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(
                [
                    "field",
                    "type",
                    "label",
                    "when",
                    "unless",
                    "name",
                    "from",
                    "to",
                    "roles",
                    "notify",
                    "text",
                    "document",
                    "states",
                    "guards",
                    "input",
                    "title",
                    "initial",
                    "final",
                    "outcome",
                    "length",
                    "unit",
                    "law",
                    "starts",
                    "stops",
                    "on_expiry",
                    "fire",
                    "escalate",
                    "all",
                    "any",
                    "not",
                    "over",
                    "effects",
                    "reviews",
                    "by",
                    "complete",
                ]
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=25,
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(
        [
            "applicant",
            "form",
            "on_start",
            "states",
            "transitions",
            "clocks",
            "documents",
            "texts",
            "roles",
            "filing",
            "needs",
            "public",
            "kind",
        ]
    ),
    TREES,
)
def test_the_checker_ends_on_any_block(key: str, tree: object) -> None:
    """Any plain data in the place of any block: findings, never an exception."""
    lines = SOUND.splitlines(keepends=True)
    kept, inside = [], False
    for line in lines:
        if not line.startswith((" ", "-")):
            inside = line.startswith(f"{key}:")
        if not inside:
            kept.append(line)

    found = findings("".join(kept) + f"{key}: {_flow(tree)}\n")

    assert {one.code for one in found} <= CODES
    assert all(one.line >= 1 and one.message for one in found)


def _flow(tree: object) -> str:
    match tree:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in tree.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, tree)) + "]"
        case str():
            return '"' + "".join(f"\\U{ord(letter):08x}" for letter in tree) + '"'
        case None:
            return "null"
        case bool():
            return str(tree).lower()
        case _:
            return str(tree)


def test_stars_that_multiply_are_refused_in_no_time() -> None:
    states = "".join(f"  s{number}: {{title: a, citizen: b, waits_for: applicant}}\n" for number in range(400))
    moves = "".join(f"  - {{name: t{number}, from: '*', to: s{number}, roles: [applicant]}}\n" for number in range(200))
    backs = "".join(f"  - {{name: b{number}, from: '*', to: previous, roles: [applicant]}}\n" for number in range(200))
    text = f"request_type: bomb\nversion: 1\nkind: issue\ntitle: a\nstates:\n{states}transitions:\n{moves}{backs}"
    began = time.process_time()

    assert "too_large" in {one.code for one in findings(text)}
    assert time.process_time() - began < 5


def test_thousands_of_unknown_names_are_told_in_seconds() -> None:
    names = ", ".join(f"nobody_{number}" for number in range(450))
    moves = "".join(f"  - {{name: t{number}, from: [{names}], to: fresh, roles: [head]}}\n" for number in range(30))
    began = time.process_time()

    assert "unknown_state" in {one.code for one in findings(SOUND.replace("transitions:\n", "transitions:\n" + moves))}
    assert time.process_time() - began < 10


def test_a_condition_asks_for_no_list_of_lists_of_outcomes() -> None:
    condition = "when: {not: {outcome: [[satisfied]]}}, effects: [{document: answer_letter}]"
    text = SOUND.replace("effects: [{document: answer_letter}]", condition, 1)
    assert text != SOUND

    assert "wrong_type" in {one.code for one in findings(text)}
