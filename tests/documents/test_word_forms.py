"""Any form of a word leads to what it is looked up by, in three languages."""

import pytest

from documents.word_forms import word_forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("дорогу", "дороги"),
        ("людей", "людини"),
        ("вулиці", "вулицями"),
        ("водопроводу", "водопровід"),
        ("полагодити", "полагодили"),
        ("зразкової", "зразковою"),
        ("водопроводы", "водопроводами"),
        ("отремонтировать", "отремонтировали"),
        ("roads", "road"),
        ("cities", "city"),
    ],
)
def test_forms_of_one_word_meet(one: str, other: str) -> None:
    assert word_forms(one) & word_forms(other)


@pytest.mark.parametrize(("one", "other"), [("парк", "парта"), ("школа", "сокіл"), ("bus", "bu")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert not word_forms(one) & word_forms(other)


def test_what_no_dictionary_knows_is_found_as_it_is_spelt() -> None:
    assert "квазіолігоброд" in word_forms("квазіолігоброд")
    assert word_forms("12345678") == {"12345678"}
