"""What is well written, and cannot be meant: each is told where it stands, and its sound twin stays silent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from runtime.checker_tools import checker_tools
from tests.given import DEFINITIONS
from tests.workflow.definition.checked import SHARED, SOUND, changed, codes, findings
from tests.workflow.definition.test_checker_codes import REPLY, SERVICE, TAKE, Change
from workflow.definition.check import Surroundings, check
from workflow.definition.check_paths import check_paths
from workflow.definition.definition_files import DefinitionFiles
from workflow.definition.finding import Finding

MUCH = "when: {field: size, equals: much}"
GUARDS = "guards: [has_place, has_field place]"
NOTE = "{field: note, type: text, label: Що саме, personal: true}"
SIZE = "{field: size, type: choice, label: Скільки, options: [little, much], public: true}"
TOLD = "effects: [{notify: {to: applicant, text: done}}]"
NO_REPLY = "no_reply, from: waiting, to: previous, roles: [system]"
ANSWER = "answer, from: waiting, to: previous, roles: [applicant]"
GROUNDS = "input: [{field: grounds, type: text, required: true}], effects: [{document: answer_letter}]"
CLOSED = "closed:    {final: true,"
FINISH = "input: [{field: report, type: text, required: true}]"


def after_take(line: str) -> Change:
    return TAKE, f"{TAKE}  - {line}\n"


def service(more: str) -> Change:
    return SERVICE, f"{SERVICE[:-1]}, {more}}}"


def with_told(effect: str) -> Change:
    return TOLD, f"{TOLD[:-1]}, {effect}]"


LONGER = "{name: more, from: in_work, roles: [head], extends: {clock: service, length: 20, unit: working_day}}"
TWINS: list[tuple[str, str, Change, Change | None]] = [
    # conditions that never hold
    ("invalid_value", "form[3].when.field", (MUCH, "when: {field: size, equals: mutch}"), None),
    ("invalid_value", "form[3].when.field", (MUCH, "when: {field: size, one_of: [little, mutch]}"), (MUCH, "when: {field: size, one_of: [much]}")),
    ("invalid_value", "form[3].when.field", (MUCH, "when: {field: note, over: 5}"), (MUCH, "when: {field: note, given: true}")),
    ("invalid_value", "transitions[4].guards[0].field", (GUARDS, "guards: [{field: size, at_least: 5}]"), (GUARDS, "guards: [{field: sacks, at_least: 5}]")),
    ("invalid_value", "transitions[7].effects[0].notify.when.outcome", (TOLD, "effects: [{notify: {to: applicant, text: done, when: {outcome: returned}}}, {notify: {to: applicant, text: done}}]"), (TOLD, "effects: [{notify: {to: applicant, text: done, when: {outcome: refused}}}, {notify: {to: applicant, text: done}}]")),
    ("invalid_value", "form[3].when", (MUCH, "when: {field: sacks, over: 1}"), (MUCH, "when: {field: size}")),
    ("invalid_value", "transitions[4].input[0].unless", (FINISH, "input: [{field: report, type: text, unless: report}]"), (FINISH, "input: [{field: report, type: text, unless: note}]")),
    # duties of nobody
    ("invalid_value", "clocks.service.on_expiry.escalate", ("{escalate: clerk}", "{escalate: applicant}"), None),
    ("invalid_value", "clocks.service.on_expiry.escalate[1]", ("{escalate: clerk}", "{escalate: [clerk, system]}"), ("{escalate: clerk}", "{escalate: [clerk, head]}")),
    ("invalid_value", "clocks.service.warn.notify", service("warn: {before: 2, unit: working_day, notify: applicant}"), service("warn: {before: 2, unit: working_day, notify: head}")),
    ("invalid_value", "documents.answer_letter.signatures[0].role", ("[{role: head},", "[{role: applicant},"), None),
    ("invalid_value", "transitions[7].effects[1].work.role", with_told("{work: {role: applicant, title: Щось}}"), with_told("{work: {role: clerk, title: Щось}}")),
    ("invalid_value", "transitions[7].effects[1].assign.role", with_told("{assign: {role: system}}"), with_told("{assign: {role: clerk}}")),
    ("invalid_value", "transitions[7].effects[1].acquaint.roles[0]", with_told("{acquaint: {roles: [applicant]}}"), with_told("{acquaint: {roles: [clerk]}}")),
    ("invalid_value", "transitions[2].resolution", (ANSWER, ANSWER + ", resolution: {executors: required}"), None),
    ("invalid_value", "transitions[3].input[0].required", (NO_REPLY, NO_REPLY + ", input: [{field: why, type: text, required: true}]"), (NO_REPLY, NO_REPLY + ", input: [{field: why, type: text}]")),
    ("invalid_value", "transitions[4].guards[0]", (GUARDS, "guards: [not_same_as finish, has_place]"), (GUARDS, "guards: [not_same_as take, has_place]")),
    ("invalid_value", "states.waiting.waits_for", ("waits_for: applicant", "waits_for: foreman"), None),
    ("duplicate_name", "transitions[6].key", ("- {name: accept, from: reported,", "- {name: again, key: Я, from: reported, to: in_work, roles: [head]}\n  - {name: accept, key: я, from: reported,"), None),
    ("ambiguous_transition", "transitions[8].after", ("  - {name: dispute,", "  - {name: dispatch_too, from: answering, to: closed, roles: [system], after: answer_letter, " + TOLD + "}\n  - {name: dispute,"), None),
    ("actorless_transition", "transitions[7].after", ("outcome: satisfied, effects: [{document: answer_letter}]", "outcome: satisfied"), None),
    ("missing_key", "support", ("kind: issue", "kind: petition"), ("kind: issue", "kind: appeal")),
    # clocks that say nothing
    ("invalid_value", "clocks.service.warn.before", service("warn: {before: 10, unit: working_day}"), service("warn: {before: 9, unit: working_day}")),
    ("invalid_value", "clocks.reply.warn.before", (REPLY, REPLY[:-2] + ", warn: {before: 1, unit: year}}\n"), (REPLY, REPLY[:-2] + ", warn: {before: 100, unit: hour}}\n")),
    ("invalid_value", "clocks.rest.starts", ("clocks:\n", "clocks:\n  rest: {length: 1, unit: month, starts: closed, on_expiry: {escalate: head}}\n"), ("clocks:\n", "clocks:\n  rest: {length: 1, unit: month, starts: waiting, on_expiry: {escalate: head}}\n")),
    ("invalid_value", "clocks.answer.stops[0]", ("stops: [answer_letter]", "stops: [fresh, answer_letter]"), ("stops: [answer_letter]", "stops: [answering, answer_letter]")),
    ("invalid_value", "clocks.service.pauses[0]", service("pauses: [closed]"), service("pauses: [waiting]")),
    ("invalid_value", "transitions[1].extends.length", after_take(LONGER.replace("length: 20", "length: 10")), after_take(LONGER)),
    # fields
    ("invalid_value", "transitions[4].input[0].type", (FINISH, "input: [{field: sacks, type: text}, {field: report, type: text, required: true}]"), (FINISH, "input: [{field: sacks, type: integer}, {field: report, type: text, required: true}]")),
    ("invalid_value", "form[1].max", (NOTE, NOTE[:-1] + ", max: 0}"), (NOTE, NOTE[:-1] + ", max: 10}")),
    ("invalid_value", "states.closed.check.partly", (CLOSED, CLOSED + " check: {partly: Справді?},"), (CLOSED, CLOSED + " check: {refused: Справді?},")),
    ("invalid_value", "answers.partly", ("texts:\n", "answers: {partly: {needs: [report]}}\ntexts:\n"), ("texts:\n", "answers: {satisfied: {needs: [report]}}\ntexts:\n")),
    # one slip is told once
    ("invalid_value", "clocks.reply.on_expiry.fire", ("{fire: no_reply}", "{fire: no_answer}"), None),
    ("unknown_document", "transitions[5].effects[0].document", ("outcome: satisfied, effects: [{document: answer_letter}]", "outcome: satisfied, effects: [{document: answer_leter}]"), None),
    # what nobody may or can see
    ("leaks_personal_field", "form[1].public", (NOTE, "{field: note, type: phone, label: Телефон, public: true}"), (NOTE, "{field: note, type: phone, label: Телефон}")),
    # words that are shown with their braces
    ("undeclared_template_field", "states.in_work.title", ("title: У роботі", 'title: "У роботі до {due}"'), ("title: У роботі", "title: У роботі зараз")),
    ("undeclared_template_field", "form[0].label", ("label: Де,", 'label: "Де, {applicant}?",'), ("label: Де,", 'label: "Де саме?",')),
    ("undeclared_template_field", "summary", ("summary: Приберемо за тиждень.", 'summary: "Приберемо до {due}."'), None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "path", "broken", "sound"), TWINS, ids=[f"{number}-{one[1]}" for number, one in enumerate(TWINS)]
)
def test_each_is_told_and_its_twin_is_not(code: str, path: str, broken: Change, sound: Change | None) -> None:
    found = findings(changed(SOUND, broken))

    assert [(one.code, one.path) for one in found] == [(code, path)]
    if sound is not None:
        assert findings(changed(SOUND, sound)) == ()


def test_a_type_that_is_public_and_hides_every_state_is_told() -> None:
    hidden = SOUND.replace("citizen: ", "public: false, citizen: ")

    assert [(one.code, one.path) for one in findings(hidden)] == [("never_public", "")]
    assert findings(changed(hidden, ("version: 3", "version: 3\npublic: false"))) == ()


def test_a_condition_on_an_outcome_that_is_only_missing_is_not_told_too() -> None:
    told = (TOLD, "effects: [{notify: {to: applicant, text: done, when: {outcome: [satisfied, refused]}}}]")
    lost = ("roles: [head], outcome: satisfied, effects", "roles: [head], effects")

    assert codes(findings(changed(SOUND, told, lost))) == ["outcome_missing"]


DISPUTE = "  - {name: dispute, from: closed, to: fresh, roles: [applicant], reopens: true, within: {length: 15, unit: calendar_day}}\n"


def test_a_guard_asks_for_what_was_asked_before() -> None:
    gated = (", resolution: {control: author}}", ", guards: [has_field report], resolution: {control: author}}")

    (found,) = findings(changed(SOUND, gated, (DISPUTE, "")))
    assert (found.code, found.path) == ("invalid_value", "transitions[0].guards[0]")
    # a case that is opened again has been asked; so has whoever is asked by the move itself
    assert findings(changed(SOUND, gated)) == ()
    assert findings(changed(SOUND, (GUARDS, "guards: [has_field report]"), (DISPUTE, ""))) == ()


def test_a_clock_is_lengthened_where_it_runs() -> None:
    stopped = service("stops: [reported]")
    for state, wanted in (("reported", ["transitions[9].extends.clock"]), ("in_work", [])):
        more = LONGER.replace("from: in_work", f"from: {state}")
        found = findings(changed(SOUND, stopped, (DISPUTE, f"{DISPUTE}  - {more}\n")))
        assert [one.path for one in found] == wanted


def test_the_title_of_another_language_takes_no_placeholder_either() -> None:
    files = DefinitionFiles(
        name="leaf_fall", main=SOUND.encode(), lone=True, named=False,
        locales={"locales/en.yaml": b"states: {in_work: {title: 'In work until {due}'}}\n"},
    )  # fmt: skip
    found = check(files, Surroundings(shared=SHARED), checker_tools())

    told = [one for one in found if one.code != "missing_translation"]
    assert [(one.code, one.path) for one in told] == [
        ("undeclared_template_field", "locales/en.yaml:states.in_work.title")
    ]


SLOT = (
    "{field: note, type: text, label: Що саме, personal: true}",
    "{field: visit, type: slot, label: Коли, required: true}",
)


def booked(*changes: Change) -> tuple[Finding, ...]:
    shared = replace(SHARED, booked=frozenset({"service_centre"}))
    files = DefinitionFiles(name="leaf_fall", main=changed(SOUND, *changes).encode(), lone=True, named=False)
    return check(files, Surroundings(shared=shared), checker_tools())


def test_a_visit_needs_a_calendar_that_offers_slots() -> None:
    (found,) = booked(SLOT, ("version: 3", "version: 3\ncalendar: ukraine"))
    assert (found.code, found.path) == ("invalid_value", "calendar")
    (found,) = booked(SLOT)
    assert (found.code, found.path) == ("missing_key", "calendar")
    assert booked(SLOT, ("version: 3", "version: 3\ncalendar: service_centre")) == ()
    assert booked(("version: 3", "version: 3\ncalendar: ukraine")) == ()


def test_the_shipped_calendars_that_offer_slots_are_known(tmp_path: Path) -> None:
    folder = tmp_path / "leaf_fall"
    folder.mkdir()
    main = folder / "request_type.yaml"
    for calendar, wanted in (("town_hall", ["invalid_value"]), ("mayor_reception", [])):
        changes = (SLOT, ("version: 3", f"version: 3\ncalendar: {calendar}"))
        main.write_text(changed(SOUND, *changes), encoding="utf-8")
        report = check_paths([main], shipped=DEFINITIONS, tools=checker_tools())
        assert codes(report.findings) == wanted


def test_a_child_case_is_of_a_service_that_there_is(tmp_path: Path) -> None:
    folder = tmp_path / "leaf_fall"
    folder.mkdir()
    main = folder / "request_type.yaml"
    for child, wanted in (("memmo", ["invalid_value"]), ("memo", [])):
        main.write_text(
            changed(
                SOUND,
                (TAKE, TAKE[:-2] + f", effects: [{{child: {{request_type: {child}, fields: {{}}, wait: none}}}}]}}\n"),
            ),
            encoding="utf-8",
        )
        found = check_paths([main], shipped=DEFINITIONS, tools=checker_tools()).findings
        assert codes(found) == wanted
        assert all("did you mean 'memo'" in one.message for one in found)
