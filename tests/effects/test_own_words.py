"""The applicant's own words in papers and messages: forms of the name, and where they are reached."""

from __future__ import annotations

from effects.case_words import Told, words_of
from effects.spoken import Length
from tests.given import MONDAY_0805, Play, definition_of, surroundings
from tests.workflow.definition.checked import EXAMPLE


def told(applicant: dict[str, str]) -> dict[str, str]:
    play = Play(definition_of(EXAMPLE))
    play.open({"place": {"street": "вул. Лісова"}}, applicant=applicant)
    personal = play.memory.personal(play.case.id)
    around = Told(
        case=play.case, definition=play.definition, personal=personal, surroundings=surroundings(), now=MONDAY_0805
    )
    return words_of(around, Length.PAPER)


def test_the_name_stands_in_its_forms_and_contacts_as_they_were_given() -> None:
    words = told(
        {
            "surname": "Зразкова",
            "given_name": "Олена",
            "phone": "+380501234567",
            "email": "olena@example.org",
            "address": "вул. Лісова, 8, кв. 4",
        }
    )
    assert words["applicant"] == "Олена Зразкова"
    assert words["applicant_dative"] == "Олені ЗРАЗКОВІЙ"
    assert words["applicant_greeting"] == "Шановна пані Олено!"
    assert words["applicant_address"] == "вул. Лісова, 8, кв. 4"
    assert (words["applicant_phone"], words["applicant_email"]) == ("+380501234567", "olena@example.org")


def test_what_was_not_given_is_empty() -> None:
    words = told({"surname": "Зразкова", "given_name": "Олена", "phone": "+380501234567"})
    assert (words["applicant_address"], words["applicant_email"]) == ("", "")
