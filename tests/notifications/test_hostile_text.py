import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from notifications.hostile_text import has_control, has_invisible, one_line, strip_hostile

ANY_TEXT = st.text(alphabet=st.characters(codec=None, exclude_categories=()))


def test_characters_that_reorder_or_hide_vanish() -> None:
    disguised = "Іван\u202eнавІ\u2066\u200b\u200d\ufeff\u00ad\U000e0041 Петренко"

    assert strip_hostile(disguised) == "ІваннавІ Петренко"


def test_odd_spaces_and_line_breaks_become_plain_ones() -> None:
    assert strip_hostile("а\u00a0б\tв\u202fг\r\nд\u2028е\x85є") == "а б в г\nд\nе\nє"


def test_a_header_gets_one_line() -> None:
    assert one_line("  Тема\r\nBcc:  spy@example.com\u2029") == "Тема Bcc: spy@example.com"


def test_letters_apostrophes_and_typography_stay() -> None:
    words = "Знам’янка – «ґанок», Мар'їне, ʼ №5 €; 2×1,5 м"

    assert strip_hostile(words) == words


@given(ANY_TEXT)
def test_whatever_comes_in_what_goes_out_is_plain_and_can_be_encoded(text: str) -> None:
    clean = strip_hostile(text)

    assert not has_control(clean, lines=True)
    assert not has_invisible(clean)
    assert clean.encode("utf-8") is not None
    assert strip_hostile(clean) == clean
    assert not any(unicodedata.category(char) == "Cf" for char in clean)
