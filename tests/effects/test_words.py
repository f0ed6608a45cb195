"""Values as people read them, names on papers, and which photos go with a letter."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from effects.case_words import Told, words_of
from effects.paper_names import addressee, signer_name
from effects.paper_photos import chosen
from effects.spoken import Length, spoken
from gate.outcome_words import OUTCOMES, SHORTER, short_outcome_words
from tests.effects.given import filed, personal_of
from tests.given import MONDAY_0805, Play, citizen, order, shipped, staff, surroundings
from workflow.case import PersonRole, Report, SignedStatement
from workflow.definition.model import Field, FieldType, Outcome, Privacy
from workflow.values import Json

SIGNED = SignedStatement(statement="a", signature="b", certificate="c", by="utility_director", at=MONDAY_0805)


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (FieldType.TEXT, "як є", "як є"),
        (FieldType.DATE, "2026-11-26", "26.11.2026"),
        (FieldType.YES_NO, True, "так"),
        (FieldType.YES_NO, False, "ні"),
        (FieldType.MONEY, "5000.00", "5 000 грн"),
        (FieldType.MONEY, "1234567.50", "1 234 567,50 грн"),
        (FieldType.PLACE, {"street": "вул. Лісова", "house": "8"}, "вул. Лісова, 8"),
        (FieldType.PLACE, {"lat": "50.3", "lon": "25.9"}, "50.3, 25.9"),
        (FieldType.PERSON, {"surname": "Зразкова", "given_name": "Олена"}, "Олена Зразкова"),
        (FieldType.PHOTOS, ["a", "b"], "2"),
        (FieldType.TEXT, None, ""),
    ],
)
def test_a_value_is_said_as_people_say_it(kind: FieldType, value: Json, words: str) -> None:
    assert spoken(Field(name="x", type=kind), value, Length.PAPER) == words


def test_a_day_is_short_in_a_message() -> None:
    assert spoken(Field(name="x", type=FieldType.DATE), "2026-11-26", Length.MESSAGE) == "26.11"


def test_a_choice_is_said_by_its_label() -> None:
    field = Field(name="x", type=FieldType.CHOICES, options=(("post", "Поштою"), ("email", "Електронною поштою")))
    assert spoken(field, ["email", "post"], Length.PAPER) == "Електронною поштою, Поштою"


def test_every_outcome_has_words() -> None:
    assert set(OUTCOMES) == set(Outcome)
    assert short_outcome_words(None) == ""
    assert short_outcome_words("lapsed", "ru") == "закрыто без ответа"
    # The checker counts on it when it measures a message.
    in_messages = {**OUTCOMES, **SHORTER}
    assert max(len(one) for words in in_messages.values() for one in words) == len("надіслано за належністю")


def test_a_letter_names_its_addressee_in_the_dative() -> None:
    personal = {"applicant.surname": "Приклад", "applicant.given_name": "Ганна", "applicant.patronymic": "Іванівна"}
    found = addressee(personal, PersonRole.APPLICANT)
    assert found["dative"] == "Ганні ПРИКЛАД"
    assert found["full_dative"] == "Ганні Іванівні ПРИКЛАД"
    assert found["greeting"] == "Шановна пані Ганно!"
    assert signer_name("Петро Типовий") == "Петро ТИПОВИЙ"


def test_an_erased_addressee_leaves_blanks_and_not_an_error() -> None:
    assert addressee({}, PersonRole.APPLICANT)["dative"] == ""


def told(given_personal: dict[str, Json], play: Play, main: Told | None = None) -> Told:
    return Told(
        case=play.case,
        definition=shipped("road_defect"),
        personal=given_personal,
        surroundings=surroundings(),
        now=MONDAY_0805,
        main=main,
    )


def test_words_know_every_placeholder_of_a_case() -> None:
    given = filed()
    words = words_of(told(personal_of(given.play), given.play), Length.MESSAGE)
    assert words["number"] == "26-00042"
    assert words["applicant"] == "Олена Зразкова"
    assert words["street"] == "вул. Лісова"
    assert (words["received"], words["answer_due"]) == ("23.11", "23.12")
    assert words["grounds"] == ""


def test_a_joined_case_is_told_what_officials_said_on_the_main_one_and_nothing_of_its_applicant() -> None:
    # given: the main case is refused, and its applicant had said something too
    main = filed()
    main.play.do("route", staff("dispatcher"))
    main.play.do("ask", staff("utility_director"), {"question": "З якого боку?"})
    main.play.do("answer", citizen(main.play.case), {"reply": "Мій телефон 050"})
    main.play.do("refuse", staff("utility_director"), {"grounds": "Дорога приватна."})
    own = filed()
    # when
    words = told(personal_of(own.play), own.play, main=told(personal_of(main.play), main.play))
    # then
    assert words.value("grounds") == "Дорога приватна."
    assert words.value("reply") is None
    assert words.value("note") is None


def test_photos_stand_in_pairs_of_before_and_after_with_words() -> None:
    # given
    given = filed()
    given.play.do("route", staff("dispatcher"))
    given.play.do("instruct", staff("utility_director"), orders=[order()], signed=[SIGNED])
    before, after = UUID(int=100), UUID(int=101)
    case = given.play.case
    report = replace(
        case.resolutions[0],
        reports=(_report("foreman", after),),
    )
    told_case = replace(
        told({**personal_of(given.play), "r": "Поклали новий асфальт."}, given.play),
        case=replace(case, attachments=(before, after), resolutions=(report,)),
    )
    # when
    shown = chosen(told_case, "answer_letter")
    # then
    assert shown == ((before, "До: Яма або розбита дорога"), (after, "Після: Поклали новий асфальт"))


def _report(by: str, attachment: UUID) -> Report:
    return Report(by=by, at=MONDAY_0805, text="r", attachments=(attachment,))


def test_what_is_sensitive_is_told_by_no_message_and_printed_by_no_paper() -> None:
    # given: the note is sensitive, and so is the photo before
    given = filed()
    given.play.do("route", staff("dispatcher"))
    given.play.do("instruct", staff("utility_director"), orders=[order()], signed=[SIGNED])
    before, after = UUID(int=1), UUID(int=2)
    case = given.play.case
    form = tuple(
        replace(one, privacy=Privacy.SENSITIVE) if one.name in ("note", "photos") else one
        for one in given.play.definition.form
    )
    report = replace(case.resolutions[0], reports=(_report("foreman", after),))
    secret = replace(
        told({**personal_of(given.play), "form.note": "Хвора нога", "r": "Поклали асфальт."}, given.play),
        definition=replace(given.play.definition, form=form),
        case=replace(
            case,
            attachments=(before, after),
            resolutions=(report,),
            values={**case.values, "note": {"sealed": "…"}, "photos": [str(before)]},
            places={"note": "form.note"},
        ),
    )
    # then
    assert words_of(secret, Length.MESSAGE)["note"] == words_of(secret, Length.PAPER, "answer_letter")["note"] == ""
    assert chosen(secret, "answer_letter") == ((after, "Після: Поклали асфальт"),)
    # and: a paper that names its readers prints it
    letter = replace(given.play.definition.documents["answer_letter"], readers=("utility_director",))
    documents = {**given.play.definition.documents, "answer_letter": letter}
    read = replace(secret, definition=replace(secret.definition, documents=documents))
    assert words_of(read, Length.PAPER, "answer_letter")["note"] == "Хвора нога"
    assert [words for _, words in chosen(read, "answer_letter")] == ["До: Хвора нога", "Після: Поклали асфальт"]
