"""«Чому ця дата?»: the very sentences of the journeys, and that no step is without words."""

from __future__ import annotations

import string

import pytest

from gate.deadline_catalogue import ENGLISH, RUSSIAN, UKRAINIAN, Catalogue
from gate.deadline_words import sentence, told_deadline
from tests.workflow.terms_given import CALENDARS, LAWS, computed, pause
from workflow.definition.law import Unit
from workflow.engine.deadlines import Deadline, Term
from workflow.engine.explain import explain

MONTH = Term(length=1, unit=Unit.MONTH, law="ua_appeals.art_20", article="20")
FIVE_DAYS = Term(length=5, unit=Unit.WORKING_DAY)


def _said(deadline: Deadline, lang: str = "uk") -> list[str]:
    return [sentence(step, lang) for step in deadline.steps]


def test_an_appeal_is_explained_in_the_words_of_the_journey() -> None:
    assert _said(computed(MONTH, "2026-11-23T08:05")) == [
        "Отримано 23.11.2026.",
        "Закон дає один місяць від дня надходження: 23.12.2026.",
        "Це робочий день, тому дата не зсувається.",
    ]


def test_a_paused_certificate_is_explained_in_the_words_of_the_journey() -> None:
    # given
    missing = pause("2026-11-24T15:30", "2026-11-26T11:00", "аркуша бракувало")
    # then
    assert _said(computed(FIVE_DAYS, "2026-11-24T10:19", missing)) == [
        "Строк послуги – 5 робочих днів від 24.11, перший день 25.11.",
        "24.11 о 15:30 строк зупинено: аркуша бракувало; використано 0 днів.",
        "26.11 об 11:00 строк поновлено; рахуємо з наступного робочого дня.",
        "27.11, 30.11, 01.12, 02.12, 03.12.",
    ]


def test_a_holiday_that_works_is_named() -> None:
    assert _said(computed(MONTH, "2026-11-25T15:14"))[-1] == (
        "Це свято («Різдво Христове»), але зараз воно робочий день, тому дата не зсувається."
    )


def test_days_over_the_turn_of_the_year_are_told_with_their_years() -> None:
    assert _said(computed(FIVE_DAYS, "2026-12-28T10:00"))[-1].startswith(
        "29.12.2026, 30.12.2026, 31.12.2026, 01.01.2027"
    )


def test_many_days_are_told_as_a_span() -> None:
    twenty = Term(length=20, unit=Unit.WORKING_DAY)
    assert _said(computed(twenty, "2026-11-24T10:00"))[-1] == "20 робочих днів: з 25.11.2026 до 22.12.2026."


@pytest.mark.parametrize(
    ("count", "unit", "said"),
    [
        (1, "working_day", "1 робочий день"),
        (2, "working_day", "2 робочі дні"),
        (5, "working_day", "5 робочих днів"),
        (11, "working_day", "11 робочих днів"),
        (12, "day", "12 днів"),
        (21, "calendar_day", "21 календарний день"),
        (22, "month", "22 місяці"),
        (112, "hour", "112 годин"),
        (1, "month", "один місяць"),
    ],
)
def test_numbers_agree_with_their_nouns_in_ukrainian(count: int, unit: str, said: str) -> None:
    assert UKRAINIAN.length(count, unit) == said


def test_the_law_gives_an_hour_in_the_accusative() -> None:
    hour = Term(length=1, unit=Unit.WORKING_HOUR, law="x.y")
    assert _said(computed(hour, "2026-11-23T08:05"))[-1] == "Закон дає 1 робочу годину: 23.11.2026 о 09:05."


@pytest.mark.parametrize(("seconds", "said"), [(0, "0 хв"), (300, "5 хв"), (3600, "1 год"), (5700, "1 год 35 хв")])
def test_used_time_is_said_in_hours_and_minutes(seconds: int, said: str) -> None:
    assert UKRAINIAN.used(seconds, "second") == said


@pytest.mark.parametrize("other", [ENGLISH, RUSSIAN])
def test_every_language_says_every_sentence_with_the_same_facts(other: Catalogue) -> None:
    # given
    def facts(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    # then
    assert set(other.sentences) == set(UKRAINIAN.sentences)
    assert set(other.units) == set(UKRAINIAN.units)
    for key, text in UKRAINIAN.sentences.items():
        assert facts(other.sentences[key]) == facts(text), key


def _cases() -> list[Deadline]:
    made = []
    for rule in sorted(LAWS.rule_ids()):
        for start in ("2021-04-26T23:10", "2026-11-23T08:05", "1999-03-01", "2026-12-25T15:00"):
            for pauses in (
                (),
                ("2021-04-28T10:00..2021-04-30T00:00", "2026-11-24T10:00..2026-11-26"),
                ("2026-11-23T08:10..",),
            ):
                if start[:4] != "1999" or not rule.startswith(("ru", "moscow")):
                    found = explain(rule, start, pauses=pauses, laws=LAWS, calendars=CALENDARS)
                    made.append(found.deadline)
    return made


@pytest.mark.parametrize("lang", ["uk", "en", "ru"])
def test_whatever_the_engine_tells_can_be_said(lang: str) -> None:
    for deadline in _cases():
        for said in _said(deadline, lang):
            assert said.endswith((".", ").")), said
            assert "{" not in said, said
            assert "None" not in said, said


def test_a_language_we_do_not_have_gets_ukrainian() -> None:
    assert _said(computed(MONTH, "2026-11-23T08:05"), "ka")[0] == "Отримано 23.11.2026."


def test_a_deadline_is_told_as_plain_data() -> None:
    # when
    told = told_deadline(computed(MONTH, "2026-11-23T08:05"), "en")
    # then
    assert (told["deadline"], told["date"]) == ("2026-12-23T22:00:00Z", "2026-12-23")
    assert told["steps"][0] == {"at": "2026-11-23T06:05:00Z", "why": "Received on 23.11.2026.", "code": "received"}
    assert told["steps"][1]["at"] == "2026-12-23"
