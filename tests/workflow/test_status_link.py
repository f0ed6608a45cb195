"""Tokens of status links: computed, without look-alikes, one for each person, case and generation."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from workflow.status_link import ALPHABET, digest, token

KEY = b"k" * 32


def test_the_alphabet_has_thirty_two_letters_and_no_look_alikes() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 32
    assert not set("01IO") & set(ALPHABET)


@pytest.mark.parametrize("known", ["K7M2Q9TX4WPB3H", "T4X9WQ7MHP2KBC", "B9KQ4TXW7HMP2C", "W2HPKQ9TX7MB4C"])
def test_tokens_that_people_were_shown_fit_the_alphabet(known: str) -> None:
    assert digest(known) is not None


def test_the_same_person_case_and_generation_give_the_same_token() -> None:
    case, person = UUID(int=1), UUID(int=2)
    assert token(KEY, case, person, 1) == token(KEY, case, person, 1) == "S2W2REMDXS8GSD"


def test_everything_that_differs_gives_another_token() -> None:
    case, person = uuid4(), uuid4()
    made = {
        token(KEY, case, person, 1),
        token(KEY, case, person, 2),
        token(KEY, person, case, 1),
        token(KEY, uuid4(), person, 1),
        token(b"o" * 32, case, person, 1),
    }
    assert len(made) == 5


def test_every_letter_comes_up() -> None:
    letters = set("".join(token(KEY, UUID(int=number), UUID(int=1), 1) for number in range(300)))
    assert letters == set(ALPHABET)


def test_small_letters_and_spaces_around_are_forgiven_and_nothing_else() -> None:
    known = token(KEY, UUID(int=1), UUID(int=2), 1)
    assert digest(f" {known.lower()}\n") == digest(known)
    for wrong in ("", known[:-1], known + "A", known[:-1] + "0", known[:-1] + "О", known[:-1] + " "):
        assert digest(wrong) is None
