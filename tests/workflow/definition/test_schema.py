"""From plain data to the frozen model: spellings, defaults, conditions, guards and effects as the engine reads them."""

from __future__ import annotations

import pytest

from tests.workflow.definition.checked import EXAMPLE, SOUND, changed
from workflow.definition.condition import (
    All,
    AnyOf,
    ApplicantCondition,
    Condition,
    FieldCondition,
    Not,
    OutcomeCondition,
)
from workflow.definition.model import Definition, Effect, EffectKind, Guard, Period, SignatureRule
from workflow.definition.schema import Reading, read
from workflow.definition.yaml_source import load


def reading(text: str) -> Reading:
    return read(load(text).tree)


def sound(*changes: tuple[str, str]) -> Definition:
    found = reading(changed(SOUND, *changes))
    assert found.mistakes == ()
    return found.definition


def test_a_star_is_every_state_that_is_not_final() -> None:
    definition = sound(("no_reply, from: waiting,", "no_reply, from: '*',"))

    assert definition.transitions[3].from_states == ("fresh", "in_work", "waiting", "reported", "answering")


def test_one_thing_stands_for_a_list_of_one() -> None:
    definition = sound()

    assert definition.transitions[0].from_states == ("fresh",)
    service = definition.clocks["service"].on_expiry
    assert service is not None
    assert service.escalate == ("clerk",)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("size", FieldCondition(field="size", test="given")),
        ("{field: size}", FieldCondition(field="size", test="given")),
        ("{field: size, given: false}", Not(part=FieldCondition(field="size", test="given"))),
        ("{field: size, equals: much}", FieldCondition(field="size", test="equals", value="much")),
        ("{field: size, one_of: [much, little]}", FieldCondition(field="size", test="one_of", value=("much", "little"))),
        ("{field: size, over: 100}", FieldCondition(field="size", test="over", value=100)),
        ("{applicant: has_address}", ApplicantCondition(has="has_address")),
        ("{outcome: refused}", OutcomeCondition(one_of=("refused",))),
        ("{not: {outcome: [refused, returned]}}", Not(part=OutcomeCondition(one_of=("refused", "returned")))),
        ("{all: [size, note]}", All(parts=(FieldCondition(field="size", test="given"), FieldCondition(field="note", test="given")))),
        ("{any: []}", AnyOf(parts=())),
    ],
)  # fmt: skip
def test_conditions_are_data(written: str, meant: Condition) -> None:
    assert sound(("when: {field: size, equals: much}", f"when: {written}")).form[3].when == meant


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("{field: size, over: many}", "wrong_type"),
        ("{field: size, over: 1, under: 3}", "invalid_value"),
        ("{field: size, bigger: 3}", "unknown_key"),
        ("{size: 3}", "unknown_key"),
        ("{applicant: has_dog}", "invalid_value"),
        ("{outcome: happy}", "invalid_value"),
        ("{all: size}", "wrong_type"),
        ("{outcome: refused, field: size}", "invalid_value"),
        ("7", "wrong_type"),
    ],
)
def test_a_wrong_condition_is_told(written: str, code: str) -> None:
    found = reading(changed(SOUND, ("when: {field: size, equals: much}", f"when: {written}")))

    assert [one.code for one in found.mistakes] == [code]
    assert found.mistakes[0].path[:3] == ("form", 3, "when")


def test_guards_are_named_or_conditions() -> None:
    definition = sound(
        ("[has_place, has_field place]", "[has_place, {has_field: note}, {field: size}, not_same_as take]")
    )

    assert definition.transitions[4].guards == (
        Guard(name="has_place"),
        Guard(name="has_field", argument="note"),
        Guard(name="condition", condition=FieldCondition(field="size", test="given")),
        Guard(name="not_same_as", argument="take"),
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{document: answer_letter}", Effect(kind=EffectKind.DOCUMENT, data={"document": "answer_letter"})),
        ("document answer_letter", Effect(kind=EffectKind.DOCUMENT, data={"document": "answer_letter"})),
        ("{assign: {unit: roads}}", Effect(kind=EffectKind.ASSIGN, data={"unit": "roads"})),
        ("publish", Effect(kind=EffectKind.PUBLISH, data={})),
        ("{webhook: gis}", Effect(kind=EffectKind.WEBHOOK, data={"name": "gis"})),
        ("{release: true}", Effect(kind=EffectKind.RELEASE, data={})),
        ("{work: {role: clerk, title: Подзвонити, due: {length: 1, unit: working_day}}}", Effect(kind=EffectKind.WORK, data={"role": "clerk", "title": "Подзвонити", "due": {"length": 1, "unit": "working_day"}})),
        ("{notify: {to: head, text: done, when: size}}", Effect(kind=EffectKind.NOTIFY, data={"to": "head", "text": "done"}, when=FieldCondition(field="size", test="given"))),
        ("{notify: {to: head, text: done}, when: size}", Effect(kind=EffectKind.NOTIFY, data={"to": "head", "text": "done"}, when=FieldCondition(field="size", test="given"))),
    ],
)  # fmt: skip
def test_effects_are_plain_data(written: str, meant: Effect) -> None:
    assert sound(("outcome: satisfied, effects: [{document: answer_letter}]", f"outcome: satisfied, effects: [{written}]")).transitions[5].effects == (meant,)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("{notify: {to: applicant}}", "missing_key"),
        ("{notify: {to: applicant, text: done, colour: red}}", "unknown_key"),
        ("{notify: {to: applicant, text: done}, document: answer_letter}", "invalid_value"),
        ("{work: {role: clerk, title: Подзвонити, due: soon}}", "wrong_type"),
        ("{child: {wait: all}}", "missing_key"),
        ("{publish: {now: true}}", "unknown_key"),
        ("sing", "unknown_effect"),
        ("7", "wrong_type"),
    ],
)
def test_a_wrong_effect_is_told(written: str, code: str) -> None:
    found = reading(changed(SOUND, ("outcome: satisfied, effects: [{document: answer_letter}]", f"outcome: satisfied, effects: [{written}]")))  # fmt: skip

    assert [one.code for one in found.mistakes] == [code]


@pytest.mark.parametrize(
    ("written", "keep"),
    [("5 years", Period(length=5, unit="year")), ("1 month", Period(length=1, unit="month")), ("forever", None)],
)
def test_papers_are_kept_for_a_time_or_for_ever(written: str, keep: Period | None) -> None:
    filing = sound(("keep: 5 years", f"keep: {written}")).filing

    assert filing is not None
    assert filing.keep == keep


def test_on_behalf_may_be_written_no() -> None:
    definition = sound(("ask: [name, phone, address]", "ask: [name, phone, address], on_behalf: no"))

    assert definition.applicant.on_behalf == "no"


def test_who_asks_for_nothing_asks_for_nothing() -> None:
    assert sound(("ask: [name, phone, address]", "ask: nothing")).applicant.ask == frozenset()


def test_signatures_are_roles_and_the_seal() -> None:
    assert sound().documents["answer_letter"].signatures == (
        SignatureRule(role="head"),
        SignatureRule(seal="municipality"),
    )


def test_extensions_of_the_core_are_read() -> None:
    definition = sound(
        ("version: 3", "version: 3\ncalendar: service_centre\nneeds: {deed: Свідоцтво}\npublic: true"),
        ("resolution: {control: author}", "resolution: {control: author, several: true}, key: П, title: Взяти, when: size"),
        ("  reply:   {length: 30, unit: calendar_day, starts: waiting", '  remind: {appointed: {field: place, days_before: 1, time: "10:00"}, starts: fresh, pauses: [waiting]}\n  reply:   {length: 30, unit: calendar_day, starts: waiting'),
        ("template: answer_letter.html", "template: answer_letter.html, style: letter, delivery: post, when: {outcome: refused}"),
    )  # fmt: skip

    assert definition.calendar == "service_centre"
    assert definition.needs == (("deed", "Свідоцтво"),)
    assert definition.public is True
    take = definition.transitions[0]
    assert take.resolution is not None
    assert take.resolution.several
    assert (take.key, take.title, take.when) == ("П", "Взяти", FieldCondition(field="size", test="given"))
    remind = definition.clocks["remind"]
    assert remind.appointed is not None
    assert (remind.appointed.days_before, remind.appointed.time) == (1, "10:00")
    assert remind.pauses == ("waiting",)
    letter = definition.documents["answer_letter"]
    assert (letter.style, letter.delivery) == ("letter", "post")


def test_a_broken_part_leaves_the_others_in_their_places() -> None:
    found = reading(changed(EXAMPLE, ("{name: rework, from: reported,", "{name: [rework], from: reported,")))

    assert [one.path for one in found.mistakes] == [("transitions", 6, "name")]
    assert [one.name for one in found.definition.transitions][5:8] == ["finish", "", "accept"]


@pytest.mark.parametrize("text", ["", "a", "[]", "7", "null", "{}"])
def test_what_is_no_definition_at_all_is_told_and_no_crash(text: str) -> None:
    found = reading(text)

    assert {one.code for one in found.mistakes} <= {"wrong_type", "missing_key"}
    assert found.mistakes
