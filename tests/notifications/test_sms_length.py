import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.sms_length import SmsEncoding, measure, normalise, padded_for_blind_splitting, split


@pytest.mark.parametrize(
    ("text", "encoding", "units", "parts"),
    [
        ("Ж" * 70, "ucs2", 70, 1),
        ("Ж" * 71, "ucs2", 71, 2),
        ("Ж" * 134, "ucs2", 134, 2),
        ("Ж" * 135, "ucs2", 135, 3),
        ("a" * 160, "gsm7", 160, 1),
        ("a" * 161, "gsm7", 161, 2),
        ("a" * 306, "gsm7", 306, 2),
        ("a" * 307, "gsm7", 307, 3),
        ("a" * 69 + "Ж", "ucs2", 70, 1),
        ("a" * 70 + "Ж", "ucs2", 71, 2),
        ("", "gsm7", 0, 0),
    ],
)
def test_parts_are_those_measured_through_the_gateway(text: str, encoding: str, units: int, parts: int) -> None:
    length = measure(text)

    assert (length.encoding, length.units, length.parts) == (encoding, units, parts)


@pytest.mark.parametrize("char", list("^{}[]~|€\\"))
def test_an_extension_character_costs_two(char: str) -> None:
    assert measure(char * 80).units == 160
    assert measure(char * 80).parts == 1
    assert measure(char * 81).parts == 2


def test_an_extension_character_is_never_cut() -> None:
    text = "a" * 152 + "€" + "b" * 100

    assert split(text) == ("a" * 152, "€" + "b" * 100)


def test_a_surrogate_pair_is_never_cut_and_may_cost_a_part() -> None:
    text = "Ж" * 66 + "😀" + "Ж" * 66

    assert measure(text).units == 134
    assert measure(text).parts == 3
    assert split(text) == ("Ж" * 66, "😀" + "Ж" * 65, "Ж")


def test_a_gateway_that_cuts_blindly_cuts_between_characters() -> None:
    padded = padded_for_blind_splitting("Ж" * 66 + "😀" + "Ж" * 66).encode("utf-16-be")

    blind = [padded[start : start + 134] for start in range(0, len(padded), 134)]
    assert [part.decode("utf-16-be") for part in blind] == ["Ж" * 66 + " ", "😀" + "Ж" * 65, "Ж"]


def test_what_the_eye_cannot_see_costs_nothing() -> None:
    assert normalise("26\u200b-00042:\u00a0отри\u00adмали\ufeff") == "26-00042: отримали"
    assert measure("Ж" * 70 + "\u200b\u202e").parts == 1


def test_decomposed_letters_are_counted_once() -> None:
    assert measure(unicodedata.normalize("NFD", "й" * 70)).units == 70


def test_the_dash_of_a_cyrillic_text_stays_as_the_town_wrote_it() -> None:
    text = "26-00077: відповідь – відмова. «Питання»: тел. 1580"

    assert normalise(text) == text


def test_typography_becomes_plain_where_it_alone_would_cost_the_short_alphabet() -> None:
    assert normalise("“Road” – it’s fixed… № 5") == '"Road" - it\'s fixed... No 5'
    assert measure("–" + "a" * 159).encoding is SmsEncoding.GSM7


@given(st.text(max_size=400))
def test_parts_put_together_are_the_text_and_each_fits(text: str) -> None:
    clean = normalise(text)
    parts = split(clean)
    length = measure(text)

    assert "".join(parts) == clean
    assert len(parts) == length.parts
    room = {(SmsEncoding.GSM7, True): 160, (SmsEncoding.GSM7, False): 153}.get(
        (length.encoding, len(parts) == 1), 70 if len(parts) == 1 else 67
    )
    for part in parts:
        units = len(part.encode("utf-16-le")) // 2
        if length.encoding is SmsEncoding.GSM7:
            units += sum(char in "\f^{}\\[~]|€" for char in part)
        assert 0 < units <= room


@given(st.text(max_size=300))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet="Жa😀€ ", max_size=300))
def test_padding_never_costs_another_part(text: str) -> None:
    clean = normalise(text)

    assert len(split(padded_for_blind_splitting(clean))) == len(split(clean))
