"""The checker finds the mistakes of fees, standing texts, bounds by days, forwarding and the applicant's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.checker_tools import checker_tools
from tests.given import DEFINITIONS
from tests.workflow.definition.checked import changed
from workflow.definition.check import Surroundings, check
from workflow.definition.definition_files import DefinitionFiles
from workflow.definition.shared_parts import read_shared_parts

COPY = (Path(__file__).parents[2] / "definitions" / "offered" / "plan_copy" / "request_type.yaml").read_text("utf-8")


def found(text: str) -> list[tuple[str, str]]:
    files = DefinitionFiles(name="plan_copy", main=text.encode(), lone=True, named=False)
    around = Surroundings(shared=read_shared_parts(DEFINITIONS / "_shared"))
    return [(one.code, one.path) for one in check(files, around, checker_tools())]


def test_it_is_silent_on_the_sound_one() -> None:
    assert found(COPY) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ("by: plan", "by: plans", "unknown_field", "fee.by"),
        ("by: plan", "by: needed_by", "invalid_value", "fee.by"),
        ("{house: 50, plot: 0}", "{house: 50}", "missing_key", "fee.amounts"),
        ("{house: 50, plot: 0}", "{house: 50, plot: 0, flat: 1}", "invalid_value", "fee.amounts.flat"),
        ("{house: 50, plot: 0}", "{house: 50.555, plot: 0}", "invalid_value", "fee.amounts.house"),
        ("  roles: [cashier]", "  roles: [till]", "unknown_role", "fee.roles[0]"),
        ("{field: veteran, equals: true}", "{field: hero, equals: true}", "unknown_field", "fee.waived[0].when.field"),
        ("roles: [system], after: fee", "roles: [clerk], after: fee", "invalid_value", "transitions[1].roles"),
        ("  grounds: [", "  ground: [", "unknown_field", "standing_texts.ground"),
        ("заявою {number}", "заявою {applicant}", "undeclared_template_field", "standing_texts.grounds[0]"),
        ("заявою {number}", "заявою {number", "template_error", "standing_texts.grounds[0]"),
        ("max: {days_ahead: 60}", "max: {days_ahead: sixty}", "wrong_type", "form[2].max.days_ahead"),
        ("type: date,   label: До якого дня", "type: text, label: День", "invalid_value", "form[2].min"),
        ("{field: plan, equals: plot}", "{field: plans, equals: plot}", "unknown_field", "transitions[4].effects[0].when.field"),
        ("{urgent: true}", "{urgent: perhaps}", "wrong_type", "clocks.hurry.when.urgent"),
        ("{ask: email, when: {field: delivery,", "{ask: email, when: {field: way,", "unknown_field", "applicant.ask[3].when.field"),
        ("on_start: [", "on_start: [{forward: land_agency}, ", "invalid_value", "on_start[0].forward"),
    ],
)  # fmt: skip
def test_each_mistake_is_found_where_it_stands(old: str, new: str, code: str, path: str) -> None:
    assert (code, path) in found(changed(COPY, (old, new)))


def test_a_gate_without_a_fee_can_never_open() -> None:
    start = COPY.index("fee:\n")
    without = COPY[:start] + COPY[COPY.index("on_start:") :]
    codes = found(without)
    assert ("invalid_value", "transitions[2].guards") in codes or ("invalid_value", "transitions[2].guards[0]") in codes
    assert ("unknown_document", "transitions[1].after") in codes


def test_the_applicants_own_words_go_to_nobody_else() -> None:
    text = changed(COPY, ("{notify: {to: applicant, text: bill}}", "{notify: {to: cashier, text: bill}}"))
    leaking = changed(text, ('bill:      {link: "{number}', 'bill:      {link: "{applicant_dative}'))
    assert ("leaks_personal_field", "transitions[0].effects[0].notify.text") in found(leaking)
    assert not [one for one in found(text) if one[0] == "leaks_personal_field"]
