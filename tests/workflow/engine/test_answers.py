"""Answers worth having: what an outcome needs, and words that can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.given import DEFINITIONS, Play, citizen, definition_of, staff
from workflow.definition.plain_language import PlainLanguage, load_plain_language
from workflow.engine import answers
from workflow.engine.available import available
from workflow.errors import InvalidInput, NotAvailable
from workflow.events import AnswerQuestioned
from workflow.replacing import replace

TEXT = (Path(__file__).parents[2] / "definitions" / "offered" / "fence" / "request_type.yaml").read_text()
HEAD = staff("h", "head")
LONG = "слово " * 26 + "."


def filed(text: str = TEXT, plain: PlainLanguage | None = None) -> Play:
    play = Play(definition_of(text))
    words = plain or load_plain_language(DEFINITIONS / "_shared" / "plain_language")
    play.stage = replace(play.stage, surroundings=replace(play.stage.surroundings, plain=words))
    play.open({"place": {"street": "вул. Лісова"}})
    return play


def test_what_is_missing_and_not_asked_here_holds_the_move_and_is_told_beforehand() -> None:
    play = filed()
    with pytest.raises(NotAvailable) as refused:
        play.do("repair", HEAD, {"why_no_photo": "Темно."})
    assert [(one.code, one.data) for one in refused.value.refusals] == [("answer_incomplete", {"fields": ["report"]})]
    offers = available(play.definition, play.case, HEAD, play.now, play.stage.surroundings)
    (repair,) = [one for one in offers if one.name == "repair"]
    assert not repair.allowed


def test_what_is_missing_and_asked_here_is_a_mistake_of_the_form() -> None:
    play = filed()
    with pytest.raises(InvalidInput) as refused:
        play.do("refuse", HEAD, {"grounds": "Паркан приватний."})
    assert refused.value.errors == {"appeal": ("required",)}
    play.do("refuse", HEAD, {"grounds": "Паркан приватний.", "appeal": "Можна до суду."})
    assert play.case.outcome == "refused"


def test_any_of_an_inner_list_is_enough() -> None:
    play = filed()
    play.do("inspect", HEAD, {"report": "Прибили."})
    repair = next(one for one in play.definition.transitions if one.name == "repair")
    assert answers.missing(play.definition, play.case, repair, "done", {}) == (("photo", "why_no_photo"),)
    play.do("repair", HEAD, {"why_no_photo": "Темно."})
    assert play.case.outcome == "satisfied"


@pytest.mark.parametrize(("grounds", "code"), [(LONG, "long_sentence"), ("Вжито заходів.", "officialese")])
def test_what_is_hard_to_read_is_held_and_goes_only_with_a_reason_on_record(grounds: str, code: str) -> None:
    play = filed()
    given = {"grounds": grounds, "appeal": "Можна до суду."}
    with pytest.raises(InvalidInput) as refused:
        play.do("refuse", HEAD, given)
    assert refused.value.errors == {"grounds": (code,)}
    decision = play.do("refuse", HEAD, {**given, "plain_override": "Так у рішенні суду."})
    (event,) = [one for one in decision.events if isinstance(one, AnswerQuestioned)]
    assert (event.findings, event.overridden) == ({"grounds": (code,)}, True)
    assert play.case.places["plain_override"], "the reason is kept"


def test_a_warning_lets_it_go_and_notes_it() -> None:
    play = filed(TEXT.replace("plain_language: hold", "plain_language: warn"))
    decision = play.do("refuse", HEAD, {"grounds": "Вжито заходів.", "appeal": "Можна до суду."})
    (event,) = [one for one in decision.events if isinstance(one, AnswerQuestioned)]
    assert not event.overridden
    assert "заходів" not in repr(event)


def test_plain_words_pass_and_a_definition_that_does_not_ask_is_not_held() -> None:
    play = filed()
    decision = play.do("refuse", HEAD, {"grounds": "Паркан приватний.", "appeal": "Можна до суду."})
    assert not any(isinstance(one, AnswerQuestioned) for one in decision.events)
    silent = filed(TEXT.replace("plain_language: hold\n", ""))
    silent.do("refuse", HEAD, {"grounds": LONG, "appeal": "Вжито заходів."})
    assert silent.case.outcome == "refused"


def test_a_citizen_who_withdraws_answers_nobody() -> None:
    text = TEXT.replace(
        "clocks:\n", "  - {name: drop, from: registered, to: done, roles: [applicant], outcome: refused}\nclocks:\n"
    )
    play = filed(text)
    play.do("drop", citizen(play.case))
    assert play.case.outcome == "refused"


def test_phrases_are_found_at_the_beginning_of_words_whatever_their_case_and_spaces() -> None:
    plain = PlainLanguage(longest_sentence=5, instead_of={"має місце": "є", "даний": "цей"})
    assert [one.instead for one in plain.heavy("Тут МАЄ  МІСЦЕ яма")] == ["є"]
    assert plain.heavy("Наданий час") == ()
    assert [one.found for one in plain.heavy("Раз два три чотири п'ять шість. Сім.")] == ["6"]
    assert plain.heavy("Раз два три.\nЧотири п'ять шість!") == ()
