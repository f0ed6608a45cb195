"""Law packs: what is shipped, and what a bad file is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.workflow.terms_given import CALENDARS, LAWS
from workflow.definition.law import Confidence, Unit
from workflow.definition.law_file import load_laws
from workflow.errors import DefinitionError

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("rule_id", "length", "unit", "article", "confidence"),
    [
        ("ua_appeals.art_20", 1, Unit.MONTH, "20", Confidence.HIGH),
        ("ua_appeals.art_20_simple", 15, Unit.CALENDAR_DAY, "20", Confidence.HIGH),
        ("ua_appeals.art_20_extended", 45, Unit.CALENDAR_DAY, "20", Confidence.HIGH),
        ("ua_appeals.art_7", 5, Unit.CALENDAR_DAY, "7", Confidence.HIGH),
        ("ua_appeals.art_5", 10, Unit.CALENDAR_DAY, "5", Confidence.HIGH),
        ("ua_deputy_appeal.local", 10, Unit.CALENDAR_DAY, "13", Confidence.CHECK),
        ("ua_deputy_request.local", 1, Unit.MONTH, "21", Confidence.CHECK),
        ("ua_advocate.art_24", 5, Unit.WORKING_DAY, "24", Confidence.CHECK),
        ("ua_adminservice.art_10", 30, Unit.DAY, "10", Confidence.CHECK),
        ("ua_publicinfo.art_20", 5, Unit.WORKING_DAY, "20", Confidence.HIGH),
        ("ua_publicinfo.art_20_extended", 20, Unit.WORKING_DAY, "20", Confidence.HIGH),
        ("ua_publicinfo.art_20_urgent", 48, Unit.HOUR, "20", Confidence.HIGH),
        ("ua_petition.publish", 2, Unit.WORKING_DAY, "23-1", Confidence.CHECK),
        ("ua_petition.collect", 3, Unit.MONTH, "23-1", Confidence.HIGH),
        ("ua_petition.consider", 10, Unit.WORKING_DAY, "23-1", Confidence.HIGH),
        ("ru_59fz.art_8", 3, Unit.CALENDAR_DAY, "8", Confidence.HIGH),
        ("ru_59fz.art_8_forward", 7, Unit.CALENDAR_DAY, "8", Confidence.CHECK),
        ("ru_59fz.art_12", 30, Unit.CALENDAR_DAY, "12", Confidence.HIGH),
        ("ru_59fz.art_12_extended", 60, Unit.CALENDAR_DAY, "12", Confidence.HIGH),
        ("ru_mfc.wait", 15, Unit.MINUTE, "—", Confidence.HIGH),
        ("moscow_nashgorod.answer", 8, Unit.WORKING_DAY, "—", Confidence.CHECK),
        ("moscow_nashgorod.confirm", 15, Unit.CALENDAR_DAY, "—", Confidence.CHECK),
    ],
)
def test_the_shipped_laws_give_their_terms(
    rule_id: str, length: int, unit: Unit, article: str, confidence: Confidence
) -> None:
    # when
    rule = LAWS.rule(rule_id, DAY)
    # then
    assert (rule.length, rule.unit, rule.article, rule.confidence) == (length, unit, article, confidence)


def test_an_appeal_needs_name_and_address_and_may_be_extended_by_the_head() -> None:
    # when
    rule = LAWS.rule("ua_appeals.art_20", DAY)
    # then
    assert rule.needs == {"name", "address"}
    assert rule.extension is not None
    assert (rule.extension.total, rule.extension.rule) == (45, "ua_appeals.art_20_extended")
    assert not rule.may_pause


def test_every_extension_leads_to_a_rule_of_the_same_length() -> None:
    for rule_id in LAWS.rule_ids():
        extension = LAWS.rule(rule_id, DAY).extension
        if extension is not None and extension.rule is not None:
            longer = LAWS.rule(extension.rule, DAY)
            assert (longer.length, longer.unit) == (extension.total, extension.unit), rule_id


def test_every_law_names_a_calendar_that_is_shipped() -> None:
    assert [pack.id for pack in LAWS.packs.values() if pack.calendar not in CALENDARS.calendars] == []


def test_an_administrative_service_is_counted_by_the_law_on_procedure() -> None:
    assert LAWS.rule("ua_adminservice.art_10", DAY).counting.working_days_below == 10


@pytest.mark.parametrize(
    ("people", "votes"),
    [
        *((0, 50), (999, 50), (1000, 75), (4999, 75), (5000, 100), (50_000, 100), (99_999, 100)),
        *((100_000, 250), (499_999, 250), (500_000, 500), (1_000_000, 500), (1_000_001, 1000)),
    ],
)
def test_a_petition_needs_votes_by_population(people: int, votes: int) -> None:
    assert LAWS.threshold("ua_petition.threshold").votes(people) == votes


def test_an_email_is_no_appeal_in_russia_since_30_march_2025() -> None:
    # given
    (email,) = LAWS.channels("ru_59fz")
    # then
    assert email.valid_on(date(2025, 3, 29))
    assert not email.valid_on(date(2025, 3, 30))


def test_grounds_and_contents_are_listed() -> None:
    assert [code for code, _ in LAWS.listing("ua_appeals.art_8").items] == [
        "anonymous",
        "repeated",
        "late",
        "incapable",
    ]
    assert "appeal" in dict(LAWS.listing("ua_appeals.art_15").items)


def test_recordings_are_kept_five_years() -> None:
    (kept,) = LAWS.packs["ua_council"].retentions
    assert (kept.length, kept.unit) == (5, Unit.YEAR)


def test_a_rule_before_its_law_is_not_in_force() -> None:
    with pytest.raises(DefinitionError) as refused:
        LAWS.rule("ua_publicinfo.art_20", date(2011, 5, 8))
    assert refused.value.code == "law_not_in_force"


HEAD = "pack: town\ntitle: Закон\ncitation: '1'\ncalendar: ukraine\n"
RULE = "  - {rule: answer, article: '1', title: Відповісти, length: 5, unit: working_day, confidence: high"


def _refused(folder: Path, text: str) -> list[str]:
    (folder / "town.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        load_laws(folder)
    assert refused.value.code == "law_file_invalid"
    mistakes = refused.value.data["mistakes"]
    assert isinstance(mistakes, list)
    return [str(mistake) for mistake in mistakes]


def test_two_wordings_are_chosen_by_date(tmp_path: Path) -> None:
    # given
    text = (
        f"{HEAD}rules:\n{RULE}, valid: {{to: 2026-12-31}}}}\n{RULE.replace('5', '7')}, valid: {{from: 2027-01-01}}}}\n"
    )
    (tmp_path / "town.yaml").write_text(text, encoding="utf-8")
    # when
    laws = load_laws(tmp_path)
    # then
    assert laws.rule("town.answer", date(2026, 12, 31)).length == 5
    assert laws.rule("town.answer", date(2027, 1, 1)).length == 7


def test_two_wordings_in_force_on_one_day_are_refused(tmp_path: Path) -> None:
    mistakes = _refused(
        tmp_path, f"{HEAD}rules:\n{RULE}, valid: {{to: 2027-01-01}}}}\n{RULE}, valid: {{from: 2027-01-01}}}}\n"
    )
    assert mistakes == ["rules: two wordings of town.answer are in force on one day"]


def test_all_mistakes_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    # when
    mistakes = _refused(
        tmp_path,
        f"{HEAD}colour: red\nrules:\n{RULE.replace('5', '0')}}}\n{RULE.replace('working_day', 'fortnight')}}}\n",
    )
    # then
    assert len(mistakes) == 3
    assert any(mistake.startswith("line 5, colour") for mistake in mistakes)
    assert any(mistake.startswith("line 7, rules[0].length") for mistake in mistakes)
    assert any(mistake.startswith("line 8, rules[1].unit") for mistake in mistakes)


@pytest.mark.parametrize(
    ("tail", "told"),
    [
        (", counting: ua_nowhere.art_1}", "there is no counting rule"),
        (", extension: {by: [head], total: 9, unit: working_day, notice: n, rule: gone}}", "there is no rule gone"),
        (", valid: {from: 2027-01-01, to: 2026-01-01}}", "lies before from"),
        (", length: 6}", "written twice"),
    ],
)
def test_a_reference_to_nothing_and_a_contradiction_are_refused(tmp_path: Path, tail: str, told: str) -> None:
    assert any(told in mistake for mistake in _refused(tmp_path, f"{HEAD}rules:\n{RULE}{tail}\n"))


def test_a_day_without_a_counting_rule_is_refused(tmp_path: Path) -> None:
    text = f"{HEAD}rules:\n{RULE.replace('working_day', 'day')}}}\n"
    assert any("needs a counting rule" in mistake for mistake in _refused(tmp_path, text))


def test_a_name_that_is_not_the_files_is_refused(tmp_path: Path) -> None:
    assert _refused(tmp_path, HEAD.replace("town", "village")) == ["pack: village is not the file's name"]


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "pack: [", "pack: &a town\n"])
def test_what_is_no_law_pack_is_refused(tmp_path: Path, text: str) -> None:
    assert _refused(tmp_path, text)
