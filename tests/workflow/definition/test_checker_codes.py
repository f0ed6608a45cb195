"""Every code of the checker: a definition that shows exactly that mistake, and a sound twin that stays silent."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.workflow.definition.checked import LETTER, SOUND, changed, codes, findings, folder_findings
from workflow.definition.finding import CODES, Level

Change = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """`broken` turns the sound definition into one with `code` at `path`; `sound` is a like change that is right."""

    code: str
    path: str
    broken: tuple[Change, ...]
    sound: tuple[Change, ...] = ()
    names: str = ""


def one(code: str, path: str, broken: Change, sound: Change | None = None, *, names: str = "") -> Mistake:
    return Mistake(code=code, path=path, broken=(broken,), sound=(sound,) if sound else (), names=names)


INITIAL = "fresh:     {initial: true,"
FINAL_STATE = '  closed:    {final: true, title: Закрито, citizen: "Ми відповіли: {outcome}."}\n'
TAKE = "  - {name: take, from: fresh, to: in_work, roles: [head], resolution: {control: author}}\n"
DISPUTE_END = "reopens: true, within: {length: 15, unit: calendar_day}}\n"
PARKED = '  parked: {title: Відкладено, citizen: "Відкладено."}\n'
PARK = "  - {name: park, from: in_work, to: parked, roles: [head]}\n"
UNPARK = "  - {name: unpark, from: parked, to: in_work, roles: [head]}\n"
SERVICE = "service: {length: 10, unit: working_day, starts: fresh, calendar: ukraine, on_expiry: {escalate: clerk}}"
ONLY_ANSWER = ("calendar: ukraine, on_expiry", "calendar: ukraine, stops: [in_work, answering], on_expiry")
LATER = ("stops: [answer_letter], on_expiry", "on_expiry")
REPLY = "on_expiry: {fire: no_reply}}\n"
STATES_END = FINAL_STATE
JOIN = "  - {name: join, from: in_work, to: reported, roles: [clerk], guards: [all_reviews_in]}\n"
PERSONAL_SENTENCE = "citizen: Перевіряємо роботу."

SECRET = ("label: Що саме, personal: true", "label: Що саме, max: 3, personal: sensitive")

MISTAKES = (
    one("no_initial_state", "states", (INITIAL, "fresh:     {")),
    one("several_initial_states", "states.in_work.initial", ("in_work:   {", "in_work:   {initial: true, "), names="in_work"),
    # names that resolve to nothing
    one("unknown_state", "transitions[8].to", ("from: closed, to: fresh", "from: closed, to: freshh"), ("from: closed, to: fresh", "from: closed, to: in_work"), names="freshh"),
    one("unknown_state", "clocks.service.stops", (SERVICE, SERVICE[:-1] + ", stops: clozed}"), (SERVICE, SERVICE[:-1] + ", stops: closed}")),
    one("unknown_state", "clocks.service.pauses[0]", (SERVICE, SERVICE[:-1] + ", pauses: [wating]}"), (SERVICE, SERVICE[:-1] + ", pauses: [waiting]}")),
    one("unknown_role", "form[1].readers[0]", ("label: Що саме, personal: true", "label: Що саме, personal: sensitive, readers: [haed]"), ("label: Що саме, personal: true", "label: Що саме, personal: sensitive, readers: [head]"), names="haed"),
    one("invalid_value", "form[1].readers", ("label: Що саме, personal: true", "label: Що саме, personal: true, readers: [head]"), ("label: Що саме, personal: true", "label: Що саме, personal: sensitive, readers: [head]")),
    one("unknown_role", "transitions[0].roles[0]", ("to: in_work, roles: [head]", "to: in_work, roles: [haed]"), ("to: in_work, roles: [head]", "to: in_work, roles: [clerk]"), names="haed"),
    one("unknown_role", "clocks.service.on_expiry.escalate", ("{escalate: clerk}", "{escalate: mayor}"), ("{escalate: clerk}", "{escalate: [clerk, head]}")),
    one("unknown_role", "documents.answer_letter.signatures[0].role", ("[{role: head},", "[{role: boss},"), ("[{role: head},", "[{role: clerk},")),
    one("unknown_guard", "transitions[4].guards[0]", ("[has_place,", "[has_plaice,"), ("[has_place,", "[has_attachment,"), names="has_plaice"),
    one("unknown_effect", "transitions[5].effects[0].documint", ("outcome: satisfied, effects: [{document:", "outcome: satisfied, effects: [{documint:")),
    one("unknown_field", "form[3].when.field", ("when: {field: size, equals: much}", "when: {field: sise, equals: much}"), ("when: {field: size, equals: much}", "when: {all: [{field: size, one_of: [much]}, {field: note}]}")),
    one("unknown_field", "transitions[4].guards[1]", ("has_field place", "has_field plaice"), ("has_field place", "{has_field: note}")),
    one("unknown_text", "on_start[0].notify.text", ("text: received}", "text: recieved}"), ("text: received}", "text: done}"), names="recieved"),
    one("unknown_document", "transitions[7].after", ("after: answer_letter", "after: answr_letter")),
    one("unknown_clock", "transitions[0].extends.clock", (TAKE, TAKE[:-2] + ", extends: {clock: anser, law: ua_appeals.art_20_extended}}\n"), (TAKE, TAKE[:-2] + ", extends: {clock: answer, law: ua_appeals.art_20_extended}}\n")),
    one("unknown_law", "clocks.answer.law", ("law: ua_appeals.art_20,", "law: ua_appeals.art_21,"), ("law: ua_appeals.art_20,", "law: ua_appeals.art_20_extended,")),
    one("unknown_calendar", "clocks.service.calendar", ("calendar: ukraine", "calendar: ukrain"), ("calendar: ukraine", "calendar: service_centre")),
    one("unknown_calendar", "calendar", ("version: 3", "version: 3\ncalendar: nowhere"), ("version: 3", "version: 3\ncalendar: service_centre")),
    one("unknown_key", "states.in_work.colour", ("in_work:   {", "in_work:   {colour: red, "), ("in_work:   {", "in_work:   {public: true, "), names="in_work"),
    one("unknown_key", "titel", ("title: Опале листя", "titel: Опале листя")),
    one("unknown_key", "transitions[5].form", ("{name: accept, from:", "{name: accept, form:"), names="accept"),
    # shape
    one("missing_key", "title", ("title: Опале листя\n", "")),
    one("missing_key", "transitions[0].from", ("take, from: fresh,", "take,"), names="take"),
    one("missing_key", "states.in_work.title", ("in_work:   {title: У роботі, ", "in_work:   {")),
    one("missing_key", "clocks.reply.unit", ("length: 30, unit: calendar_day", "length: 30")),
    one("missing_key", "form[2].options", ("options: [little, much], ", "")),
    one("wrong_type", "version", ("version: 3", "version: three"), ("version: 3", "version: 4")),
    one("wrong_type", "states.in_work", ('in_work:   {title: У роботі, citizen: "Приберемо до {due}."}', "in_work: У роботі")),
    one("wrong_type", "transitions[1].input[0].required", ("field: question, type: text, required: true", "field: question, type: text, required: 1"), ("field: question, type: text, required: true", "field: question, type: text, required: yes")),
    one("invalid_value", "version", ("version: 3", "version: 0")),
    one("invalid_value", "kind", ("kind: issue", "kind: isue"), ("kind: issue", "kind: appeal"), names="issue"),
    one("invalid_value", "request_type", ("request_type: leaf_fall", "request_type: Leaf fall")),
    one("invalid_value", "clocks.service.on_expiry.fire", ("{escalate: clerk}", "{fire: answer}"), ("{escalate: clerk}", "{fire: no_reply}")),
    one("invalid_value", "clocks.remind.appointed.field", (SERVICE, SERVICE + "\n  remind:  {appointed: {field: note}, starts: fresh, on_expiry: {escalate: clerk}}"), names="note"),
    one("invalid_value", "clocks.answer.law", ("law: ua_appeals.art_20,", "law: ua_appeals.art_20, length: 5, unit: month,")),
    one("invalid_value", "states.closed.check.done", ("closed:    {final: true,", "closed:    {final: true, check: {done: Справді?},"), ("closed:    {final: true,", "closed:    {final: true, check: {satisfied: Справді?},")),
    one("invalid_value", "form[0].required", ("{field: place,", "{by: staff, field: place,")),
    one("invalid_value", "transitions[1].input[0].by", ("{field: question, type: text,", "{field: question, by: staff, type: text,"), ("{field: question, type: text,", "{field: question, by: anyone, type: text,")),
    one("invalid_value", "form[1].by", ("{field: note,", "{by: clerk, field: note,"), ("{field: note,", "{by: staff, field: note,")),
    one("undeclared_template_field", "states.in_work.doing", ("in_work:   {", 'in_work:   {doing: "Ремонт до {due}", '), ("in_work:   {", "in_work:   {doing: Ремонт, done: Призначили, "), names="due"),
    one("duplicate_name", "form[1].field", ("field: note", "field: place")),
    one("duplicate_name", "roles[2]", ("[clerk, head, foreman]", "[clerk, head, head, foreman]")),
    # ways
    Mistake(
        code="unreachable_state",
        path="states.parked",
        broken=((STATES_END, STATES_END + PARKED), (DISPUTE_END, DISPUTE_END + UNPARK)),
        sound=((STATES_END, STATES_END + PARKED), (DISPUTE_END, DISPUTE_END + PARK + UNPARK)),
        names="parked",
    ),
    Mistake(
        code="dead_end",
        path="states.parked",
        broken=((STATES_END, STATES_END + PARKED), (DISPUTE_END, DISPUTE_END + PARK)),
        sound=((STATES_END, STATES_END + PARKED), (DISPUTE_END, DISPUTE_END + PARK + UNPARK)),
        names="parked",
    ),
    Mistake(
        code="dead_end",
        path="states.parked",
        broken=(
            (STATES_END, STATES_END + PARKED),
            (DISPUTE_END, DISPUTE_END + PARK + "  - {name: look, from: parked, roles: [head]}\n"),
        ),
        names="parked",
    ),
    one("final_with_exit", "transitions[8]", ("reopens: true, ", ""), ("to: fresh, roles: [applicant], reopens: true, ", "roles: [applicant], "), names="dispute"),
    one("ambiguous_transition", "transitions[9].name", (DISPUTE_END, DISPUTE_END + TAKE), (DISPUTE_END, DISPUTE_END + TAKE.replace("from: fresh", "from: reported").replace(", resolution: {control: author}", "")), names="fresh.take"),
    one("actorless_transition", "transitions[5]", ("to: answering, roles: [head], outcome: satisfied", "to: answering, outcome: satisfied"), names="accept"),
    one("actorless_transition", "transitions[9]", (DISPUTE_END, DISPUTE_END + UNPARK.replace("parked", "reported").replace("head", "system")), (DISPUTE_END, DISPUTE_END + UNPARK.replace("parked", "reported")), names="unpark"),
    Mistake(
        code="only_outsiders",
        path="states.waiting",
        broken=((REPLY, "on_expiry: {escalate: clerk}}\n"), ("  - {name: no_reply, from: waiting, to: previous, roles: [system]}\n", "")),
        sound=((REPLY, "on_expiry: {escalate: clerk}}\n"), ("no_reply, from: waiting, to: previous, roles: [system]", "no_reply, from: waiting, to: previous, roles: [clerk]")),
        names="waiting",
    ),
    one("only_outsiders", "states.waiting", ("starts: waiting, on_expiry", "starts: waiting, when: {applicant: has_email}, on_expiry"), ("starts: waiting, on_expiry", "starts: waiting, when: {applicant: has_phone}, on_expiry"), names="not has_email"),
    # results
    one("outcome_missing", "states.closed", (DISPUTE_END, DISPUTE_END + "  - {name: drop, from: fresh, to: closed, roles: [head], effects: [{notify: {to: applicant, text: done}}]}\n"), (DISPUTE_END, DISPUTE_END + "  - {name: drop, from: fresh, to: closed, roles: [head], outcome: explained, effects: [{notify: {to: applicant, text: done}}]}\n"), names="closed"),
    one("missing_notice", "transitions[1]", (", effects: [{notify: {to: applicant, text: question}}]", ""), names="ask"),
    one("missing_notice", "transitions[7]", ("{notify: {to: applicant, text: done}}", "{notify: {to: head, text: done}}"), ("{notify: {to: applicant, text: done}}", "{notify: {to: applicant, text: done, when: {outcome: [satisfied, refused]}}}"), names="dispatch"),
    one("missing_notice", "transitions[7]", ("{notify: {to: applicant, text: done}}", "{notify: {to: applicant, text: done, when: {outcome: satisfied}}}"), names="refused"),
    one("refusal_without_reason", "transitions[6]", (", input: [{field: grounds, type: text, required: true}]", ""), names="refuse"),
    one("refusal_without_reason", "transitions[6]", ("{field: grounds, type: text, required: true}", "{field: grounds, type: text}"), names="refuse"),
    # clocks
    Mistake(
        code="missing_clock",
        path="clocks",
        broken=((SERVICE, SERVICE[:-1] + ", stops: [in_work, answering]}"), ("  answer:  {law: ua_appeals.art_20, starts: fresh, stops: [answer_letter], on_expiry: {escalate: head}}\n", "")),
        sound=((SERVICE, SERVICE[:-1] + ", stops: [in_work, answering]}"),),
    ),
    *(
        Mistake(
            code="missing_clock",
            path="clocks.answer.when",
            broken=(ONLY_ANSWER, LATER, ("law: ua_appeals.art_20, starts", f"length: 1, unit: month, when: {gap}, starts")),
            sound=(ONLY_ANSWER, LATER, ("law: ua_appeals.art_20, starts", f"length: 1, unit: month, when: {whole}, starts")),
            names=told,
        )
        for gap, whole, told in (
            ("{applicant: has_email}", "{applicant: has_address}", "not has_email"),
            ("{field: size, equals: much}", "{any: [{field: size, one_of: [little, much]}, {not: {field: size}}]}", "size is little"),
            ("{field: size, one_of: [little, much]}", "{field: place}", "no size"),
            ("{any: [{field: sacks, over: 9}, {field: sacks, under: 9}]}", "{any: [{field: sacks, over: 8}, {field: sacks, under: 9}, {not: {field: sacks}}]}", "sacks is 9"),
            ("{all: [urgent: true, {applicant: has_name}]}", "{any: [urgent: true, urgent: false]}", "not urgent"),
        )
    ),
    one("endless_clock", "clocks.service", (", on_expiry: {escalate: clerk}", ""), (", on_expiry: {escalate: clerk}", ", on_expiry: {notify: {to: applicant, text: done}}"), names="service"),
    Mistake(
        code="clock_never_stops",
        path="clocks.service.stops",
        broken=((SERVICE, SERVICE.replace("starts: fresh", "starts: answering")[:-1] + ", stops: [fresh]}"), ("to: fresh, roles: [applicant], reopens: true, ", "roles: [applicant], ")),
        sound=((SERVICE, SERVICE.replace("starts: fresh", "starts: answering")[:-1] + ", stops: [closed]}"), ("to: fresh, roles: [applicant], reopens: true, ", "roles: [applicant], ")),
        names="service",
    ),
    one("law_needs_identity", "clocks.answer.law", ("ask: [name, phone, address]", "ask: [name, phone]"), names="address"),
    Mistake(
        code="law_needs_identity",
        path="clocks.answer.law",
        broken=(("ask: [name, phone, address]", "ask: [name, phone]"), ("law: ua_appeals.art_20,", "law: ua_appeals.art_20, when: {applicant: has_phone},")),
        sound=(("ask: [name, phone, address]", "ask: [name, phone]"), ("law: ua_appeals.art_20,", "law: ua_appeals.art_20, when: {all: [{applicant: has_address}, {field: size}]},")),
    ),
    # words
    one("missing_citizen_text", "states.reported.citizen", (f"title: Зроблено, {PERSONAL_SENTENCE}", "title: Зроблено"), names="reported"),
    one("missing_voice", "texts.done.voice", (', voice: "{number}: відповідь готова. Тел. {phone}"', ""), names="done"),
    one("undeclared_template_field", "texts.done.link", ("{number}: готово.", "{nummer}: готово."), ("{number}: готово.", "{number}: готово {size}."), names="nummer"),
    one("undeclared_template_field", "states.in_work.citizen", ("Приберемо до {due}.", "Приберемо до {deadline}."), ("Приберемо до {due}.", "Приберемо до {answer_due}."), names="deadline"),
    one("template_error", "texts.done.link", ("{number}: готово.", "{number: готово."), ("{number}: готово.", "{{{number}}} готово.")),
    one("leaks_personal_field", "states.reported.citizen", (PERSONAL_SENTENCE, 'citizen: "Перевіряємо: {note}"'), (PERSONAL_SENTENCE, 'citizen: "Перевіряємо: {street}"'), names="note"),
    one("leaks_personal_field", "states.reported.citizen", (PERSONAL_SENTENCE, 'citizen: "Перевіряємо, {applicant}"')),
    one("leaks_personal_field", "form[1].public", ("label: Що саме, personal: true", "label: Що саме, personal: true, public: true"), ("label: Що саме, personal: true", "label: Що саме, public: true"), names="note"),
    Mistake(
        code="leaks_personal_field",
        path="texts.done.link",
        broken=(SECRET, ("{number}: готово.", "{number}: {note}.")),
        sound=(SECRET,),
        names="note",
    ),
    Mistake(
        code="invalid_value",
        path="documents.answer_letter.signatures[0]",
        broken=(("template: answer_letter.html,", "template: answer_letter.html, readers: [clerk],"),),
        sound=(("template: answer_letter.html,", "template: answer_letter.html, readers: [clerk, head],"),),
        names="head",
    ),
    one("unknown_role", "documents.answer_letter.readers[1]", ("template: answer_letter.html,", "template: answer_letter.html, readers: [head, haed],"), ("template: answer_letter.html,", "template: answer_letter.html, readers: [head],"), names="haed"),
    Mistake(
        code="never_public",
        path="public",
        broken=(("version: 3", "version: 3\npublic: true"), (", public: true}", "}")),
        sound=(("version: 3", "version: 3\npublic: true"),),
    ),
    one("no_filing", "", ('filing: {index: "02-21", keep: 5 years}\n', "")),
    one("invalid_value", "documents.answer_letter.register", ("register: outgoing", "register: outgoin"), ("register: outgoing", "register: street_letters"), names="'outgoing'"),
    # reviews
    one("impossible_quorum", "transitions[0].reviews.complete", (TAKE, TAKE[:-2] + ", reviews: {by: [clerk, foreman], complete: 3}}\n  - {name: join, from: in_work, to: reported, roles: [clerk], guards: [all_reviews_in]}\n"), (TAKE, TAKE[:-2] + ", reviews: {by: [clerk, foreman], complete: 2}}\n  - {name: join, from: in_work, to: reported, roles: [clerk], guards: [all_reviews_in]}\n")),
    one("unjoined_review", "transitions[0].reviews", (TAKE, TAKE[:-2] + ", reviews: {by: [clerk]}}\n")),
    one("unjoined_review", "transitions[4].guards", ("[has_place, has_field place]", "[all_reviews_in]")),
    one("impossible_quorum", "transitions[0].reviews.complete", (TAKE, TAKE[:-2] + ", reviews: {people: required, complete: 0}}\n" + JOIN), (TAKE, TAKE[:-2] + ", reviews: {people: required, complete: 3}}\n" + JOIN)),
    one("unknown_document", "transitions[0].reviews.of", (TAKE, TAKE[:-2] + ", reviews: {of: leter, by: [clerk]}}\n" + JOIN), (TAKE, TAKE[:-2] + ", reviews: {of: answer_letter, by: [clerk]}}\n" + JOIN)),
    one("unjoined_review", "transitions[1].input[0]", (TAKE, TAKE[:-2] + ", input: [{field: note, type: text}], reviews: {by: [clerk]}}\n" + JOIN[:-2] + ", input: [{field: note, type: text, required: true}]}\n"), (TAKE, TAKE[:-2] + ", reviews: {by: [clerk]}}\n" + JOIN[:-2] + ", input: [{field: remark, type: text, required: true}]}\n")),
    one("missing_key", "transitions[0].reviews.by", (TAKE, TAKE[:-2] + ", reviews: {complete: any}}\n" + JOIN), (TAKE, TAKE[:-2] + ", reviews: {people: required, complete: any}}\n" + JOIN)),
    one("unknown_role", "transitions[5].effects[1].acquaint.roles[0]", ("outcome: satisfied, effects: [{document: answer_letter}]", "outcome: satisfied, effects: [{document: answer_letter}, {acquaint: {roles: [boss]}}]"), ("outcome: satisfied, effects: [{document: answer_letter}]", "outcome: satisfied, effects: [{document: answer_letter}, {acquaint: {roles: [clerk], document: answer_letter, due: {length: 3, unit: working_day}}}]")),
    one("missing_key", "transitions[5].effects[1].acquaint.roles", ("outcome: satisfied, effects: [{document: answer_letter}]", "outcome: satisfied, effects: [{document: answer_letter}, {acquaint: {document: answer_letter}}]"), ("outcome: satisfied, effects: [{document: answer_letter}]", "outcome: satisfied, effects: [{document: answer_letter}, {acquaint: {units: [utility]}}]")),
    one("self_control", "transitions[0]", ("to: reported, roles: [foreman]", "to: reported, roles: [foreman, head]"), ("to: reported, roles: [foreman], guards: [has_place,", "to: reported, roles: [foreman, head], guards: [{not_same_as: take},"), names="head"),
    # refused before construction
    one("yaml_alias", "", ("title: Опале листя", "title: &title Опале листя")),
    one("yaml_duplicate_key", "", ("version: 3", "version: 3\nversion: 4")),
    one("yaml_tag", "", ("title: Опале листя", "title: !!str Опале листя")),
    one("too_large", "", ("summary: Приберемо за тиждень.", "summary: Приберемо за тиждень.\n# " + "x" * 300_000), ("summary: Приберемо за тиждень.", "summary: Приберемо за тиждень.\n# " + "x" * 200_000)),
    one("too_large", "", ("title: Опале листя", "title: " + "[" * 25 + "]" * 25)),
    one("not_yaml", "", ("states:", "states: [")),
)  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda one: f"{one.code} {one.path}")
def test_each_mistake_is_found_and_nothing_else(mistake: Mistake) -> None:
    found = findings(changed(SOUND, *mistake.broken))

    assert codes(found) == [mistake.code], [finding.message for finding in found]
    assert found[0].path == mistake.path
    assert mistake.names in found[0].message


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda one: f"{one.code} {one.path}")
def test_the_sound_twin_is_silent(mistake: Mistake) -> None:
    assert findings(changed(SOUND, *mistake.sound)) == ()


def test_a_journal_almost_named_like_another_is_a_warning() -> None:
    (found,) = findings(changed(SOUND, ("register: outgoing", "register: outgoin")))

    assert found.level is Level.WARNING
    assert SOUND.splitlines()[found.line - 1].strip().startswith("answer_letter:")


def test_findings_point_at_the_line_of_the_mistake() -> None:
    (found,) = findings(changed(SOUND, ("to: in_work, roles: [head]", "to: in_work, roles: [haed]")))

    assert SOUND.splitlines()[found.line - 1].strip().startswith("- {name: take")


@pytest.mark.parametrize(
    ("words", "level"),
    [("готово" + "!" * 13, None), ("готово" + "!" * 60, Level.WARNING), ("готово" + "!" * 100, Level.ERROR)],
)
def test_a_text_is_too_long_by_its_longest_rendering(words: str, level: Level | None) -> None:
    found = findings(changed(SOUND, ("{number}: готово.", "{number}: " + words + ".")))

    assert [(one.code, one.level) for one in found] == ([("sms_too_long", level)] if level else [])


def test_an_input_without_a_limit_makes_a_text_too_long() -> None:
    found = findings(changed(SOUND, ("{number}: готово.", "{number}: {report}.")))

    assert [(one.code, one.level, one.path) for one in found] == [("sms_too_long", Level.ERROR, "texts.done.link")]


def test_no_way_to_finish_is_told_of_states_that_circle() -> None:
    ring = '  left:  {title: Ліво, citizen: "Там."}\n  right: {title: Право, citizen: "Тут."}\n'
    ways = (
        "  - {name: lose, from: in_work, to: left, roles: [head]}\n"
        "  - {name: swing, from: left, to: right, roles: [head]}\n"
        "  - {name: swing, from: right, to: left, roles: [head]}\n"
    )
    broken = findings(changed(SOUND, (FINAL_STATE, FINAL_STATE + ring), (DISPUTE_END, DISPUTE_END + ways)))

    assert [(one.code, one.path) for one in broken] == [
        ("no_way_to_finish", "states.left"),
        ("no_way_to_finish", "states.right"),
    ]


def test_a_lone_unknown_state_is_not_told_as_a_dead_end_too() -> None:
    away = "  - {name: park, from: parked, to: nowhere, roles: [head]}\n"
    found = findings(changed(SOUND, (FINAL_STATE, FINAL_STATE + PARKED), (DISPUTE_END, DISPUTE_END + PARK + away)))

    assert codes(found) == ["unknown_state"]


def test_without_a_start_nothing_is_told_of_reachability() -> None:
    found = findings(changed(SOUND, (INITIAL, "fresh:     {"), (FINAL_STATE, FINAL_STATE + PARKED)))

    assert sorted(codes(found)) == ["dead_end", "no_initial_state"]


def test_a_misspelt_key_hides_what_only_follows_from_it() -> None:
    found = findings(changed(SOUND, (INITIAL, "fresh:     {inital: true,")))

    assert codes(found) == ["unknown_key"]
    assert "initial" in found[0].message


def test_a_paper_that_prints_what_is_sensitive_says_who_reads_it() -> None:
    secret = ("field: report, type: text, ", "field: report, type: text, personal: sensitive, ")
    readers = ("template: answer_letter.html,", "template: answer_letter.html, readers: [head],")

    (found,) = folder_findings(changed(SOUND, secret))

    assert (found.code, found.path) == ("leaks_personal_field", "documents.answer_letter")
    assert "report" in found.message
    assert folder_findings(changed(SOUND, secret, readers)) == ()
    silent = LETTER.replace("{{ inputs.report }}", "")
    assert folder_findings(changed(SOUND, secret), templates={"answer_letter.html": silent}) == ()


def test_independent_mistakes_are_all_told_at_once() -> None:
    found = findings(
        changed(
            SOUND,
            ("kind: issue", "kind: isue"),
            ("text: received}", "text: recieved}"),
            ("calendar: ukraine", "calendar: ukrain"),
            (', voice: "{number}: відповідь готова. Тел. {phone}"', ""),
            ("in_work:   {", "in_work:   {colour: red, "),
        )
    )

    assert set(codes(found)) == {"invalid_value", "unknown_text", "unknown_calendar", "missing_voice", "unknown_key"}


# --- folders


def test_the_sound_folder_is_silent() -> None:
    assert folder_findings(SOUND) == ()


def test_a_folder_is_called_like_its_request_type() -> None:
    (found,) = folder_findings(SOUND, name="leaves")

    assert (found.code, found.path) == ("name_mismatch", "request_type")


def test_a_template_that_is_named_must_be_there() -> None:
    (found,) = folder_findings(SOUND, templates={})

    assert (found.code, found.path) == ("missing_file", "documents.answer_letter.template")
    assert findings(SOUND) == ()


def test_a_template_that_is_extended_must_be_there() -> None:
    (found,) = folder_findings(SOUND, templates={"answer_letter.html": "\n{% extends '_shared/bace.html' %}"})

    assert (found.code, found.path, found.line) == ("missing_file", "templates/answer_letter.html", 2)


@pytest.mark.parametrize("name", ["nummer", "form.plaice", "inputs.reprt", "inputs.note"])
def test_a_template_uses_only_what_is_there(name: str) -> None:
    (found,) = folder_findings(SOUND, templates={"answer_letter.html": LETTER + "\n\n{{ " + name + " }}"})

    assert (found.code, found.line) == ("undeclared_template_field", 3)
    assert name in found.message


def test_a_template_that_cannot_be_read_is_told_with_its_line() -> None:
    (found,) = folder_findings(SOUND, templates={"answer_letter.html": "\n{% if %}"})

    assert (found.code, found.line) == ("template_error", 2)


def test_a_language_with_a_file_says_everything() -> None:
    found = folder_findings(SOUND, locales={"en": "title: Fallen leaves\nsummary: We clear them in a week.\n"})

    assert set(codes(found)) == {"missing_translation"}
    assert all(one.level is Level.WARNING for one in found)
    assert "states.fresh.title" in {one.path for one in found}


def test_a_language_says_nothing_of_what_is_not_there() -> None:
    found = folder_findings(SOUND, locales={"en": "states: {frsh: {title: Fresh}}\n"})

    told = [one for one in found if one.code != "missing_translation"]
    assert [(one.code, one.path) for one in told] == [("unknown_state", "locales/en.yaml:states.frsh.title")]


def test_a_language_may_say_ready_sentences_and_no_more_of_them_than_there_are() -> None:
    ready = ("documents:\n", "standing_texts: {question: [Де саме?]}\ndocuments:\n")
    locale = "standing_texts: {question: [Where exactly?, 'And, {applicant}?']}\n"
    found = folder_findings(changed(SOUND, ready), locales={"en": locale})

    told = [(one.code, one.path) for one in found if one.code != "missing_translation"]
    assert sorted(told) == [
        ("undeclared_template_field", "locales/en.yaml:standing_texts.question[1]"),
        ("unknown_key", "locales/en.yaml:standing_texts.question[1]"),
    ]


def test_a_lower_version_than_the_published_one_is_told() -> None:
    (found,) = folder_findings(SOUND, published={4: "0" * 64})

    assert (found.code, found.path) == ("version_not_increased", "version")
    assert folder_findings(SOUND, published={2: "0" * 64}) == ()


def test_a_published_version_does_not_change() -> None:
    (found,) = folder_findings(SOUND, published={3: "0" * 64})

    assert (found.code, found.path) == ("published_changed", "version")


def test_every_code_of_the_contract_is_shown_here() -> None:
    shown = {mistake.code for mistake in MISTAKES}
    elsewhere = {
        "no_way_to_finish", "sms_too_long", "name_mismatch", "missing_file", "missing_translation",
        "version_not_increased", "published_changed",
    }  # fmt: skip

    assert shown | elsewhere == CODES
