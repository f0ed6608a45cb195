"""Petitions, ideas and polls as pages: how each stands, one vote by a proved phone, taken back where the rules let one."""

from __future__ import annotations

import re

import pytest

from tests.journeys.stage import Stage
from tests.web.cases import OLENA, PETITION
from tests.web.reading import Page, read_page
from tests.web.visitors import Visitor

PHONE = "+380501110001"


@pytest.fixture(scope="module")
def petition(stage: Stage) -> str:
    """The number of a published petition."""
    reference = stage.open("petition", PETITION, OLENA).reference
    return stage.do(reference, "publish", "registrar").reference


def code_page(visitor: Visitor, stage: Stage, reference: str, phone: str) -> tuple[Page, str]:
    """The page that asks for the code, and the code that came."""
    stage.texts()
    answer = visitor.submit(visitor.page(f"/votings/{reference}").form("/code"), {"phone": phone})
    stage.drain()
    codes = [found.group() for text in stage.texts() if (found := re.search(r"\b\d{6}\b", text))]
    return read_page(answer.get_data(as_text=True)), codes[-1] if codes else ""


def test_a_petition_is_listed_with_how_far_it_is(visitor: Visitor, petition: str) -> None:
    found = visitor.page("/votings")
    assert "Більше дерев на вулиці Соборній" in found.text
    assert f"/votings/{petition}" in found.links
    assert "із 100" in found.text
    assert "Зразкова" not in found.text
    assert found.faults == []


def test_a_vote_is_counted_once_and_taken_back(visitor: Visitor, stage: Stage, petition: str) -> None:
    # given
    shown, code = code_page(visitor, stage, petition, PHONE)
    assert shown.faults == []
    assert len(code) == 6
    form = shown.form(f"/votings/{petition}")
    before = stage_total(visitor, petition)
    # when: pressed twice
    answers = [visitor.submit(form, {"code": code}, button="vote") for _ in range(2)]
    # then
    assert answers[0].status_code == 303
    assert "Ваш голос зараховано" in visitor.page(answers[0].headers["Location"]).text
    assert stage_total(visitor, petition) == before + 1
    # when
    back = visitor.submit(form, {"code": code}, button="withdraw")
    # then
    assert back.status_code == 303
    assert stage_total(visitor, petition) == before


def test_the_code_comes_in_the_language_of_the_page(visitor: Visitor, stage: Stage, petition: str) -> None:
    for number, (language, words) in enumerate({"en": "to vote with", "ru": "Никому его не говорите"}.items()):
        page = visitor.page(f"/votings/{petition}?lang={language}")
        visitor.submit(page.form("/code"), {"phone": f"+38050111003{number}"})
        stage.drain()
        assert words in stage.texts()[-1]


def test_a_wrong_code_votes_nothing_and_keeps_the_page(visitor: Visitor, stage: Stage, petition: str) -> None:
    shown, _code = code_page(visitor, stage, petition, "+380501110002")
    before = stage_total(visitor, petition)
    answer = visitor.submit(shown.form(f"/votings/{petition}"), {"code": "000000"}, button="vote")
    assert answer.status_code == 422
    again = read_page(answer.get_data(as_text=True))
    assert again.faults == []
    assert dict(again.form(f"/votings/{petition}").fields)["phone"] == "+380501110002"
    assert stage_total(visitor, petition) == before


def test_a_phone_that_is_none_is_told(visitor: Visitor, petition: str) -> None:
    answer = visitor.submit(visitor.page(f"/votings/{petition}").form("/code"), {"phone": "телефон"})
    assert answer.status_code == 422
    assert read_page(answer.get_data(as_text=True)).faults == []


def test_a_matter_that_is_nobody_s_business_has_no_voting(visitor: Visitor, stage: Stage) -> None:
    appeal = stage.open("road_defect", {"place": {"address": "вул. Лісова, 1"}}, OLENA)
    assert visitor.get(f"/votings/{appeal.reference}").status_code == 404
    assert visitor.get("/votings/26-99999").status_code == 404


def stage_total(visitor: Visitor, reference: str) -> int:
    found = re.search(r"Підтримали (\d+) із", visitor.page(f"/votings/{reference}").text)
    assert found is not None
    return int(found.group(1))
