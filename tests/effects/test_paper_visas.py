"""Visas as the inner sheet prints them."""

from __future__ import annotations

from effects.paper_visas import visa_rows
from tests.given import KYIV, local
from tests.workflow.reviewed_case import CLERK, DEPUTY, SOCIAL, standing_in, under_review, visa
from workflow.review import Verdict


def test_a_visa_is_printed_with_its_verdict_day_and_hour() -> None:
    play = under_review()
    play.now = local("2026-12-10", "09:20")
    visa(play, DEPUTY)
    visa(play, SOCIAL, Verdict.AGREED_WITH_REMARKS, "вказати дату")

    first, second = visa_rows(play.case, "answer_letter", KYIV)

    assert first == {
        "position": "Заступниця міської голови",
        "name": "Наталія УМОВНА",
        "verdict": "agreed",
        "words": "погоджено, 10.12, 09:20",
    }
    assert second["words"] == "погоджено із зауваженнями, 10.12, 09:20"
    assert "вказати" not in str(second)


def test_on_paper_stands_who_acted_and_not_who_was_absent() -> None:
    play = under_review()
    visa(play, standing_in(CLERK, DEPUTY))

    (row,) = visa_rows(play.case, "answer_letter", KYIV)

    assert (row["position"], row["name"]) == ("clerk", "CLERK")


def test_fallen_visas_are_not_printed() -> None:
    play = under_review()
    visa(play, DEPUTY)
    play.do("mend", CLERK, {"answer_text": "Інше."})

    assert visa_rows(play.case, "answer_letter", KYIV) == []
