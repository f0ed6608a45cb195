"""Reviews and acquaintance on the card: a visa, the marked difference, a round taken back, a list of readers."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.journeys.stage import Stage
from tests.reviewed_town import PASSWORD, open_reviews
from tests.web.cases import OLENA
from tests.web.reading import Page
from tests.web.visitors import Visitor
from web.words import TEXTS
from workflow.actor import Actor, ActorKind
from workflow.case import Case
from workflow.commands.perform_transition import PerformTransition
from workflow.review import ReviewStatus


@pytest.fixture(scope="module", autouse=True)
def reviews(stage: Stage) -> None:
    """The service whose answers are reviewed, and its people."""
    open_reviews(stage.runtime.application, "_2")


LAWYER = Actor(
    kind=ActorKind.STAFF, municipality=1, username="lawyer_2", name="Юрій Правник", roles=frozenset({"lawyer"})
)


def move(stage: Stage, reference: str, name: str, **given: str) -> Case:
    command = PerformTransition(reference=reference, name=name, input=given)
    case = stage.runtime.application.execute(LAWYER, command).executed.case
    assert case is not None
    return case


def under_review(stage: Stage) -> str:
    reference = stage.open("reviewed_answer", {"subject": "Тече дах."}, OLENA).reference
    move(stage, reference, "draft", answer_text="Дах відремонтовано. Допомогу виплатять.")
    return move(stage, reference, "ask_visas").reference


def signed_in(visitor: Visitor, username: str) -> Visitor:
    answer = visitor.post("/signin", {"username": username, "password": PASSWORD})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return visitor


def card(visitor: Visitor, username: str, reference: str) -> Page:
    return signed_in(visitor, username).page(f"/staff/cases/{reference}")


def round_of(stage: Stage, reference: str) -> str:
    return str(stage.case(reference).reviews[-1].id)


def test_a_reviewer_reads_the_text_and_gives_the_visa(visitor: Visitor, stage: Stage) -> None:
    reference = under_review(stage)
    page = card(visitor, "deputy_2", reference)
    assert page.faults == []
    assert "Дах відремонтовано." in page.text
    assert "Ольга Соціальна" in page.text

    answer = visitor.submit(
        page.form(f"/staff/cases/{reference}/reviews/{round_of(stage, reference)}/visa"), {"verdict": "agreed"}
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, "/staff/")
    assert [one.by for one in stage.case(reference).reviews[-1].standing] == ["deputy_2"]


def test_who_does_not_agree_is_asked_why(visitor: Visitor, stage: Stage) -> None:
    reference = under_review(stage)
    form = card(visitor, "deputy_2", reference).form(
        f"/staff/cases/{reference}/reviews/{round_of(stage, reference)}/visa"
    )

    assert visitor.submit(form, {"verdict": "not_agreed"}).status_code == 422
    assert visitor.submit(form, {}).status_code == 422
    assert stage.case(reference).reviews[-1].visas == ()


def test_what_changed_since_the_visas_is_marked(visitor: Visitor, stage: Stage) -> None:
    reference = under_review(stage)
    form = card(visitor, "deputy_2", reference).form(
        f"/staff/cases/{reference}/reviews/{round_of(stage, reference)}/visa"
    )
    visitor.submit(form, {"verdict": "agreed_with_remarks", "remark": "вказати дату"})
    move(stage, reference, "mend", answer_text="Дах відремонтовано. Виплатять 15 грудня.")

    answer = visitor.get(f"/staff/cases/{reference}").get_data(as_text=True)

    assert "<del>Допомогу виплатять.</del>" in answer
    assert "<ins>Виплатять 15 грудня.</ins>" in answer
    assert "вказати дату" in answer
    assert "Текст змінено (Текст відповіді): попередні візи спали, погоджують знову." in answer


def test_the_draft_to_be_mended_is_filled_in(visitor: Visitor, stage: Stage) -> None:
    reference = under_review(stage)

    form = card(visitor, "lawyer_2", reference).form(f"/staff/cases/{reference}/moves/mend")

    assert dict(form.fields)["mend.input.answer_text"] == "Дах відремонтовано. Допомогу виплатять."


def test_whoever_asked_takes_the_round_back_on_the_card(visitor: Visitor, stage: Stage) -> None:
    reference = under_review(stage)
    form = card(visitor, "lawyer_2", reference).form(
        f"/staff/cases/{reference}/reviews/{round_of(stage, reference)}/withdrawal"
    )

    visitor.submit(form, {"reason": "ще не готово"})

    assert stage.case(reference).reviews[-1].status is ReviewStatus.WITHDRAWN


def test_people_are_asked_to_read_and_say_so(visitor: Visitor, app: Flask, stage: Stage) -> None:
    reference = under_review(stage)
    form = card(visitor, "lawyer_2", reference).form(f"/staff/cases/{reference}/acquaintances")
    assert visitor.submit(form, {"people": ["social_2", "deputy_2"], "document": "", "due": ""}).status_code == 303
    listed = stage.case(reference).acquaintances[-1]

    page = card(Visitor(app, stage), "social_2", reference)

    assert page.faults == []
    assert "Ольга Соціальна: ще не ознайомився(-лась)" in page.text
    reader = Visitor(app, stage)
    form = card(reader, "social_2", reference).form(f"/staff/cases/{reference}/acquaintances/{listed.id}")
    reader.submit(form, {})
    assert [one.username for one in stage.case(reference).acquaintances[-1].readers if one.read] == ["social_2"]


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_the_card_of_a_reviewed_case_is_sound_in_every_language(visitor: Visitor, stage: Stage, language: str) -> None:
    reference = under_review(stage)
    signed_in(visitor, "deputy_2")

    assert visitor.page(f"/staff/cases/{reference}?lang={language}").faults == []
