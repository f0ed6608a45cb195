"""Standing texts as offered: the definition's first, then the town's, with what is known of the case put in."""

from __future__ import annotations

from tests.given import APPLICANT, Play, definition_of, local, staff, surroundings
from tests.workflow.definition.checked import EXAMPLE
from workflow.definition.diff import difference
from workflow.engine.available import Offer, available
from workflow.replacing import replace

TEXTS = """
standing_texts:
  resolution: ["Ліквідувати яму на {street}.", "Відповісти до {answer_due}."]
  question: [Надішліть фото.]
"""


def offers(play: Play, role: str, **town: tuple[str, ...]) -> dict[str, Offer]:
    around = surroundings()
    around = replace(around, town=replace(around.town, standing_texts=town))
    found = available(play.definition, play.case, staff("x", role), play.now, around)
    return {one.name: one for one in found}


def test_each_move_offers_the_texts_of_its_own_boxes_and_the_towns_come_after() -> None:
    # given
    play = Play(definition_of(EXAMPLE + TEXTS))
    play.now = local("2026-11-23", "08:05")
    play.open({"place": {"street": "вул. Лісова"}})
    play.do("route", staff("d", "dispatcher"))
    # when
    found = offers(play, "utility_director", question=("Де саме?", "Надішліть фото."), grounds=("Це не наше.",))
    # then
    assert found["ask"].standing_texts == {"question": ("Надішліть фото.", "Де саме?")}
    assert found["refuse"].standing_texts == {"grounds": ("Це не наше.",)}
    assert found["instruct"].standing_texts["resolution"][0] == "Ліквідувати яму на вул. Лісова."
    assert found["withdraw"].standing_texts == {}


def test_what_is_not_known_yet_stands_as_dots_and_nobody_is_named() -> None:
    play = Play(definition_of(EXAMPLE + TEXTS.replace("{street}", "{street} ({received}, {number})")))
    play.now = local("2026-11-23", "08:05")
    play.open({"place": {"lat": "50.35", "lon": "25.9"}})
    play.do("route", staff("d", "dispatcher"))
    words = offers(play, "utility_director")["instruct"].standing_texts["resolution"][0]
    assert words == f"Ліквідувати яму на … (23.11, {play.case.reference})."


def test_a_changed_standing_text_is_a_change_of_texts_alone() -> None:
    assert difference(definition_of(EXAMPLE), definition_of(EXAMPLE + TEXTS)).only_texts


def test_what_the_applicant_reads_is_offered_in_their_language_first() -> None:
    # given
    definition = definition_of(EXAMPLE + TEXTS)
    english = {"standing_texts.question[0]": "Please send a photo.", "standing_texts.resolution[0]": "Fix it."}
    play = Play(replace(definition, locales={"en": english}))
    play.now = local("2026-11-23", "08:05")
    play.open({"place": {"street": "вул. Лісова"}}, {**APPLICANT, "language": "en"})
    play.do("route", staff("d", "dispatcher"))
    # when
    found = offers(play, "utility_director")
    # then
    assert found["ask"].standing_texts["question"] == ("Please send a photo.", "Надішліть фото.")
    assert found["instruct"].standing_texts["resolution"][0] == "Ліквідувати яму на вул. Лісова."
