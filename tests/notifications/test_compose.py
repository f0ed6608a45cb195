import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.compose import compose, longest, placeholders
from notifications.errors import MalformedText, MissingValue
from notifications.sms_length import measure

LINK = "https://sprava.test/s/K7M2Q9TX4WPB3H"


def test_names_in_braces_become_their_values() -> None:
    text = compose("{number}: роботи до {due}. {link}", {"number": "26-00042", "due": "26.11", "link": LINK})

    assert text == f"26-00042: роботи до 26.11. {LINK}"


def test_a_value_nobody_gave_is_named() -> None:
    with pytest.raises(MissingValue) as missing:
        compose("{number}: {question}", {"number": "26-00042"})

    assert missing.value.name == "question"


def test_a_value_is_not_read_as_a_text() -> None:
    assert compose("{note}", {"note": "{link} {0.__class__} {{x}}", "link": LINK}) == "{link} {0.__class__} {{x}}"


def test_hidden_characters_of_a_value_do_not_pass() -> None:
    assert compose("{note}!", {"note": "Іван\u202e\u200b\x00\r\nІ"}) == "Іван\nІ!"


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("{", 0),
        ("a }", 2),
        ("{}", 0),
        ("{a.b}", 0),
        ("{a!r}", 0),
        ("ab {a:>9}", 3),
        ("{a[0]}", 0),
        ("{ a }", 0),
        ("{Імʼя}", 0),
        ("{{a}", 3),
        ("{a}}", 3),
    ],
)
def test_anything_but_a_plain_name_is_refused_with_its_place(text: str, position: int) -> None:
    for use in (lambda: compose(text, {"a": "1"}), lambda: placeholders(text), lambda: longest(text, {"a": 1})):
        with pytest.raises(MalformedText) as refusal:
            use()
        assert refusal.value.position == position


def test_doubled_braces_are_braces() -> None:
    assert compose("{{a}} {a}", {"a": "1"}) == "{a} 1"
    assert placeholders("{{a}} {b_2}") == {"b_2"}


def test_the_longest_rendering_has_every_value_at_its_greatest_length() -> None:
    lengths = {"number": 8, "due": 5, "link": 36}

    text = longest("{number}: роботи до {due}. {link}", lengths)

    assert len(text) == len("26-00042: роботи до 26.11. ") + 36
    assert measure(text).parts == 1


def test_a_free_value_is_counted_as_cyrillic_and_a_plain_one_is_not() -> None:
    assert measure(longest("{number}: done. {link}", {"number": 8, "link": 36})).encoding == "gsm7"
    assert measure(longest("{number}: {question}", {"number": 8, "question": 10})).encoding == "ucs2"


def test_a_name_without_a_length_is_told() -> None:
    with pytest.raises(MissingValue) as missing:
        longest("{street}", {})

    assert missing.value.name == "street"


@given(st.text(max_size=60))
def test_no_text_breaks_it_in_any_other_way(text: str) -> None:
    try:
        names = placeholders(text)
    except MalformedText:
        return
    assert len(compose(text, dict.fromkeys(names, ""))) <= len(text)
