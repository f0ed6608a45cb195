"""A paper that two people sign: it says what the case says at every signature, and each signs under their own name.

In the same town: papers signed by hand, scanned in and certified as copies.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from documents.signing.cms import build_cms
from effects.signing_desk import Desk
from tests.api.given import moved
from tests.api.offered import employ
from tests.documents.pdf_rules import broken_rules
from tests.town_hall import DEFINITIONS, PIN, StaffBrowser, TownHall
from workflow.actor import ActorKind, system
from workflow.commands.add_staff import AddStaff
from workflow.commands.add_substitution import AddSubstitution
from workflow.commands.disable_staff import DisableStaff
from workflow.commands.publish_definition import PublishDefinition
from workflow.commands.record_signature import RecordSignature
from workflow.definition.definition_files import read_folder
from workflow.definition.load import load_files
from workflow.definition.shared_parts import read_shared_parts
from workflow.errors import InvalidInput
from workflow.town import StaffMember, Substitution

FOLDER = Path(__file__).parent / "joint_letter"
WARRANT = {"type": "warrant", "signed_by": "Зразкова Олена Петрівна", "number": "7", "date": "2026-11-02"}
ORDER = {"type": "order", "signed_by": "Приклад Іван", "number": "88-к", "date": "2026-11-20"}
COMMISSION = Path(__file__).parents[1] / "definitions" / "offered" / "commission_act"


@pytest.fixture(scope="module")
def hall(town_hall: TownHall) -> TownHall:
    shared = read_shared_parts(DEFINITIONS / "_shared")
    for folder in (FOLDER, COMMISSION):
        definition, bundle = load_files(read_folder(folder), shared.files)
        publish = PublishDefinition(definition=definition, bundle=bundle.to_bytes())
        town_hall.runtime.application.execute(system(1), publish)
    return town_hall


@pytest.fixture
def director(hall: TownHall) -> StaffBrowser:
    return hall.signed_in("utility_director")


@pytest.fixture
def specialist(hall: TownHall) -> StaffBrowser:
    return hall.signed_in("specialist")


@pytest.fixture
def mayor(hall: TownHall) -> StaffBrowser:
    return hall.signed_in("mayor")


def asked(hall: TownHall, request_type: str) -> str:
    """A new case."""
    answer = hall.visitor().post(
        "/api/v1/cases",
        json={
            "request_type": request_type,
            "form": {"wish": "Лавка"},
            "applicant": {"surname": "Зразкова", "given_name": "Олена", "phone": "+380671234567"},
            "channel": "page",
        },
    )
    assert answer.status_code == 201, answer.text
    return str(answer.get_json()["reference"])


def written(hall: TownHall, request_type: str = "joint_letter") -> tuple[str, str]:
    """A case whose letter waits for both: (reference, paper)."""
    reference = asked(hall, request_type)
    case = moved(hall, "specialist", reference, "write", input={"letter_text": "Лавку поставимо."})
    return reference, case["documents"][0]["id"]


def opened(browser: StaffBrowser, paper: str, **body: Any) -> str:
    answer = browser.post(f"/documents/{paper}/opening", body)
    assert answer.status_code == 200, answer.text
    return str(answer.get_json()["sha256"])


def signed(browser: StaffBrowser, paper: str, sha256: str) -> Any:
    return browser.post(f"/documents/{paper}/signatures", {"pin": PIN, "sha256": sha256})


def words_of(browser: StaffBrowser, paper: str) -> str:
    pdf = browser.get(f"/documents/{paper}/content").get_data()
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def refusals(answer: Any) -> list[str]:
    assert answer.status_code == 409, answer.text
    return [one["code"] for one in answer.get_json()["refusals"]]


def test_a_text_changed_after_the_opening_is_not_signed_on_the_old_bytes(
    hall: TownHall, director: StaffBrowser
) -> None:
    # given
    reference, paper = written(hall)
    shown = opened(director, paper)
    number = director.get(f"/documents/{paper}").get_json()["number"]
    # when
    moved(hall, "specialist", reference, "mend", input={"letter_text": "Лавки не буде."})
    # then: neither by PIN, nor by a key elsewhere
    for answer in (signed(director, paper, shown), director.post(f"/documents/{paper}/signatures/prepare")):
        assert (answer.status_code, answer.get_json()["code"]) == (409, "document_changed")
    # and: opened anew it says what the case says, under the same number
    anew = opened(director, paper)
    assert anew != shown
    assert "Лавки не буде." in words_of(director, paper)
    done = signed(director, paper, anew)
    assert (done.status_code, done.get_json()["number"]) == (200, number)


def test_what_the_paper_does_not_tell_disturbs_no_signature(hall: TownHall, director: StaffBrowser) -> None:
    reference, paper = written(hall)
    shown = opened(director, paper)

    moved(hall, "specialist", reference, "note", input={"remark": "Передзвонити після обіду"})

    assert signed(director, paper, shown).status_code == 200
    assert opened(director, written(hall)[1]) != shown


def test_a_key_elsewhere_does_not_complete_a_paper_that_changed_meanwhile(
    hall: TownHall, director: StaffBrowser
) -> None:
    # given: the hash went to the key
    reference, paper = written(hall)
    opened(director, paper)
    prepared = director.post(f"/documents/{paper}/signatures/prepare").get_json()
    kept = hall.runtime.toolbox.records.key(1, "utility_director")
    assert kept is not None
    cms = build_cms(base64.b64decode(prepared["digest"]), hall.runtime.toolbox.keyring.open(kept, PIN))
    made = {"session": prepared["session"], "cms": base64.b64encode(cms).decode()}
    # when
    moved(hall, "specialist", reference, "mend", input={"letter_text": "Лавки не буде."})
    # then
    answer = director.post(f"/documents/{paper}/signatures/complete", made)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "document_changed")
    # and back as it was, the same signature is good
    moved(hall, "specialist", reference, "mend", input={"letter_text": "Лавку поставимо."})
    assert director.post(f"/documents/{paper}/signatures/complete", made).status_code == 200


def test_in_a_ceremony_only_the_changed_paper_is_refused(hall: TownHall, director: StaffBrowser) -> None:
    # given
    cases = [written(hall) for _ in range(2)]
    shown = [opened(director, paper) for _, paper in cases]
    ceremony = director.post("/signing-sessions", {"pin": PIN}).get_json()
    session = {"id": ceremony["id"], "secret": ceremony["secret"]}
    # when
    moved(hall, "specialist", cases[0][0], "mend", input={"letter_text": "Лавки не буде."})
    # then
    answers = [
        director.post(f"/documents/{paper}/signatures", {"signing_session": session, "sha256": sha256})
        for (_, paper), sha256 in zip(cases, shown, strict=True)
    ]
    assert [one.status_code for one in answers] == [409, 200]


def test_a_case_that_left_the_state_takes_no_signature(
    hall: TownHall, director: StaffBrowser, mayor: StaffBrowser
) -> None:
    reference, paper = written(hall)
    assert signed(director, paper, opened(director, paper)).status_code == 200
    shown = opened(mayor, paper)
    moved(hall, "specialist", reference, "drop")

    assert refusals(signed(mayor, paper, shown)) == ["wrong_state"]


def test_who_comes_between_the_look_and_the_signature_is_found(hall: TownHall) -> None:
    # given: a paper looked at, and a desk that hears of every attempt to record a signature
    reference, paper = written(hall)
    browser = hall.signed_in("utility_director")
    shown = opened(browser, paper)
    toolbox = hall.runtime.toolbox
    between = iter(["note", "mend"])
    tries: list[int | None] = []

    class Interrupted:
        definitions = toolbox.application.definitions

        def surroundings(self, municipality: int) -> Any:
            return toolbox.application.surroundings(municipality)

        def execute(self, actor: Any, command: Any, **more: Any) -> Any:
            if isinstance(command, RecordSignature):
                tries.append(command.seen)
                name = next(between)
                text = {"remark": "Пізніше"} if name == "note" else {"letter_text": "Лавки не буде."}
                moved(hall, "specialist", reference, name, input=text)
            return toolbox.application.execute(actor, command, **more)

    desk = Desk(replace(toolbox, application=Interrupted()))  # type: ignore[arg-type]  # the part of it that desks use
    case = toolbox.records.case_by_reference(1, reference)
    director = replace(
        system(1), kind=ActorKind.STAFF, username="utility_director", name="Петро Типовий", position="Директор",
        roles=frozenset({"utility_director"}), unit="utility",
    )  # fmt: skip
    # when: first somebody notes something, then somebody changes the text
    with pytest.raises(Exception, match="document_changed"):
        desk.sign(director, case.papers[0].id, shown, pin=PIN, session=None)
    # then: looked at again after each
    assert tries == [case.sequence, case.sequence + 1]
    assert toolbox.records.case_by_reference(1, reference).papers[0].signatures[0].at is None


def test_everybody_who_signs_stands_on_the_paper_in_order(
    hall: TownHall, director: StaffBrowser, mayor: StaffBrowser
) -> None:
    # given
    _, paper = written(hall)
    # when
    first = opened(director, paper)
    told = words_of(director, paper)
    assert signed(director, paper, first).status_code == 200
    second = opened(mayor, paper)
    assert signed(mayor, paper, second).status_code == 200
    hall.work()
    # then
    names = ("Директор Петро ТИПОВИЙ", "Міський голова Марія ВЗІРЦЕВА", "(підписано КЕП, електронна печатка)")
    assert [told.count(one) for one in names] == [1, 1, 1]
    assert sorted(names, key=told.index) == list(names)
    body = mayor.get(f"/documents/{paper}").get_json()
    assert [(one["by"], one["status"]) for one in body["signatures"]][:2] == [
        ("Петро Типовий", "signed"),
        ("Марія Взірцева", "signed"),
    ]
    assert body["status"] == "complete"


def test_a_text_changed_between_two_signatures_has_both_signed_anew(
    hall: TownHall, director: StaffBrowser, mayor: StaffBrowser
) -> None:
    # given
    reference, paper = written(hall)
    assert signed(director, paper, opened(director, paper)).status_code == 200
    shown = opened(mayor, paper)
    # when
    moved(hall, "specialist", reference, "mend", input={"letter_text": "Лавки не буде."})
    # then
    assert signed(mayor, paper, shown).get_json()["code"] == "document_changed"
    assert refusals(mayor.post(f"/documents/{paper}/opening")) == ["changed_since_signed"]
    # and
    assert mayor.post(f"/documents/{paper}/return", {"reason": "Текст змінився"}).status_code == 200
    assert signed(director, paper, opened(director, paper)).status_code == 200
    assert signed(mayor, paper, opened(mayor, paper)).status_code == 200


@pytest.fixture
def mayor_away(hall: TownHall) -> Iterator[str]:
    """From tomorrow the deputy acts for the mayor."""
    employ(hall, "deputy", "deputy_mayor")
    start = hall.clock.now() + timedelta(days=1)
    order = Substitution(
        absent="mayor", acting="deputy", since=start, until=start + timedelta(days=1), order_number="7",
        order_date=start.date(),
    )  # fmt: skip
    hall.runtime.application.execute(system(1), AddSubstitution(substitution=order))
    yield "deputy"
    hall.clock.advance(timedelta(days=2, hours=1))


def test_only_whose_name_is_printed_signs_next(hall: TownHall, director: StaffBrowser, mayor_away: str) -> None:
    # given: signed by the director while the mayor was there
    _, paper = written(hall)
    assert signed(director, paper, opened(director, paper)).status_code == 200
    unsigned = written(hall)[1]
    shown = opened(director, unsigned)
    # when
    hall.clock.advance(timedelta(days=1, seconds=1))
    director, deputy = hall.signed_in("utility_director"), hall.signed_in(mayor_away)
    # then: the deputy signs under no other name, and may have the paper made anew under their own
    refused = deputy.post(f"/documents/{paper}/opening")
    assert refusals(refused) == ["another_is_named"]
    assert "Марія Взірцева" in refused.get_json()["refusals"][0]["message"]
    assert deputy.post(f"/documents/{paper}/return", {"reason": "Мене призначено діяти"}).status_code == 200
    anew = opened(director, paper)
    assert "DEPUTY" in words_of(director, paper)
    assert "Марія" not in words_of(director, paper)
    assert signed(director, paper, anew).status_code == 200
    assert signed(deputy, paper, opened(deputy, paper)).get_json()["code"] == "no_key", "theirs to sign, with a key"
    # and a paper nobody has signed is simply opened anew
    assert signed(director, unsigned, shown).get_json()["code"] == "document_changed"


@pytest.fixture
def co_mayor(hall: TownHall) -> Iterator[str]:
    """For one test two people hold the role."""
    employ(hall, "co_mayor", "mayor")
    yield "co_mayor"
    hall.runtime.application.execute(system(1), DisableStaff(username="co_mayor"))


def test_of_several_who_may_sign_next_the_one_is_told(hall: TownHall, director: StaffBrowser, co_mayor: str) -> None:
    # given
    _, paper = written(hall)
    director = hall.signed_in("utility_director")
    # then
    assert refusals(director.post(f"/documents/{paper}/opening")) == ["signer_unclear"]
    opened(director, paper, signers=[co_mayor])
    assert "CO_MAYOR" in words_of(director, paper)
    shown = opened(director, paper, signers=["mayor"])
    assert "Марія ВЗІРЦЕВА" in words_of(director, paper)
    assert signed(director, paper, shown).status_code == 200


def test_two_of_three_members_sign_in_any_order_and_the_act_is_complete(
    hall: TownHall, director: StaffBrowser, mayor: StaffBrowser
) -> None:
    # given: the names of all three stand on the act, whoever opens it
    _, paper = written(hall, "commission_act")
    shown = opened(mayor, paper)
    for said in ("Петро ТИПОВИЙ", "Оксана ЖУРНАЛЬНА", "з 3 членів комісії", "щонайменше 2"):
        assert said in words_of(mayor, paper), said
    # when: the last named signs first, and nobody twice
    assert signed(mayor, paper, shown).status_code == 200
    assert mayor.post(f"/documents/{paper}/opening").status_code == 403
    done = signed(director, paper, opened(director, paper))
    # then
    view = done.get_json()
    given = [(one["role"], one["status"]) for one in view["signatures"]]
    assert given == [("mayor", "signed"), ("utility_director", "signed"), ("seal", "waiting")]
    assert view["signatures"][0]["of"] == ["utility_director", "registrar", "mayor"]
    assert hall.signed_in("registrar").post(f"/documents/{paper}/opening").status_code == 403
    hall.work()
    checked = hall.visitor().get(f"/api/v1/verifications/{view['code']}").get_json()
    assert (checked["verdict"], checked["document"]["status"]) == ("authentic", "complete")
    said = str(checked["signatures"])
    assert "Петро Типовий" in said
    assert "Марія Взірцева" in said
    assert "Оксана" not in said


def test_an_act_returned_by_a_member_is_signed_anew_by_any_two(
    hall: TownHall, director: StaffBrowser, mayor: StaffBrowser
) -> None:
    _, paper = written(hall, "commission_act")
    assert signed(mayor, paper, opened(mayor, paper)).status_code == 200

    assert director.post(f"/documents/{paper}/return", {"reason": "Помилка в даті"}).status_code == 200

    view = director.get(f"/documents/{paper}").get_json()
    assert [(one["role"], one["status"]) for one in view["signatures"][:2]] == [("utility_director", "waiting")] * 2
    assert signed(mayor, paper, opened(mayor, paper)).status_code == 200


def test_a_paper_whose_style_hides_a_part_is_not_opened_and_staff_are_told(
    hall: TownHall, director: StaffBrowser
) -> None:
    # given: a version that was published past the checker
    files = read_folder(FOLDER)
    hides = b"{% extends '_shared/letterhead/letterhead.html' %}{% block style %}.requisites { display: none }{% endblock %}"
    shared = read_shared_parts(DEFINITIONS / "_shared")
    text = (files.main or b"").replace(b"request_type: joint_letter", b"request_type: hidden_letter")
    template = hides + files.templates["templates/letter.html"].partition(b"%}")[2]
    broken = replace(files, main=text, name="hidden_letter", templates={"templates/letter.html": template})
    definition, bundle = load_files(broken, shared.files)
    hall.runtime.application.execute(system(1), PublishDefinition(definition=definition, bundle=bundle.to_bytes()))
    _, paper = written(hall, "hidden_letter")
    # when
    answer = director.post(f"/documents/{paper}/opening")
    # then
    assert refusals(answer) == ["paper_incomplete"]
    assert director.get(f"/documents/{paper}").get_json()["status"] == "draft"
    told = hall.signed_in("registrar").get("/incidents").get_json()["items"]
    assert any("paper_incomplete" in one["reason"] for one in told)


def page(kind: str, grey: int = 200, pages: int = 1) -> bytes:
    out = BytesIO()
    pictures = [Image.new("L", (170, 240), grey + number) for number in range(pages)]
    pictures[0].save(out, kind, **({"save_all": True, "append_images": pictures[1:]} if kind == "PDF" else {}))
    return out.getvalue()


def kept(hall: TownHall, data: bytes, name: str = "scan") -> str:
    answer = hall.visitor().post("/api/v1/attachments", data={"file": (BytesIO(data), name)})
    assert answer.status_code == 201, answer.text
    return str(answer.get_json()["id"])


def scanned(hall: TownHall, browser: StaffBrowser, reference: str, *files: bytes, **said: Any) -> Any:
    pages = [kept(hall, one) for one in files]
    return browser.post(f"/cases/{reference}/scans", {**WARRANT, "attachments": pages, **said})


def journal(hall: TownHall, name: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = hall.signed_in("registrar").get(f"/journals/{name}?limit=200").get_json()["items"]
    return items


def verified(hall: TownHall, pdf: bytes) -> Any:
    return hall.visitor().post("/api/v1/verifications", data={"file": (BytesIO(pdf), "copy.pdf")}).get_json()


def test_a_warrant_is_scanned_sent_back_scanned_anew_and_certified_under_one_number(
    hall: TownHall, specialist: StaffBrowser
) -> None:
    # given: two pictures and a PDF of two pages
    reference = asked(hall, "commission_act")
    answer = scanned(hall, specialist, reference, page("JPEG"), page("PNG"), page("PDF", pages=2))
    assert answer.status_code == 201, answer.text
    made = answer.get_json()
    document = made["id"]
    assert (made["status"], made["scan"]["number"], made["scan"]["date"]) == ("draft", "7", "2026-11-02")
    assert made["scan"]["signed_by"] == "Зразкова Олена Петрівна"
    assert specialist.get(f"/documents/{document}").get_json()["scan"]["signed_by"] == "Зразкова Олена Петрівна"
    director = hall.signed_in("utility_director")
    # Nothing awaits the director before the copy is made.
    assert director.post(f"/documents/{document}/opening").status_code == 404
    # when: the copy is made, found bad, and made of other pages
    hall.work()
    first = director.get(f"/documents/{document}").get_json()
    assert (first["status"], first["number"]) == ("to_sign", made["number"])
    too_late = specialist.post(f"/documents/{document}/scan", {"attachments": [kept(hall, page("JPEG"))]})
    assert too_late.status_code == 409
    assert director.post(f"/documents/{document}/return", {"reason": "Нечитко"}).status_code == 200
    again = specialist.post(f"/documents/{document}/scan", {"attachments": [kept(hall, page("PDF", 120, 3))]})
    assert again.status_code == 200, again.text
    hall.work()
    # and: certified by an official's signature, then by the seal
    sha256 = director.post(f"/documents/{document}/opening").get_json()["sha256"]
    assert sha256 != first["sha256"]
    signed = director.post(f"/documents/{document}/signatures", {"pin": PIN, "sha256": sha256})
    assert signed.status_code == 200, signed.text
    hall.work()
    done = specialist.get(f"/documents/{document}").get_json()
    assert (done["status"], done["number"], done["sent"]) == ("complete", made["number"], None)
    assert [(one["role"], one["status"]) for one in done["signatures"]] == [
        ("utility_director", "signed"),
        ("seal", "signed"),
    ]
    # then: the copy is PDF/A as far as can be checked here, of three sheets, each saying what it is
    pdf = specialist.get(f"/documents/{document}/content").get_data()
    assert broken_rules(pdf) == []
    with pikepdf.open(BytesIO(pdf)) as file:
        assert len(file.pages) == 3
    # and: it is authentic as a copy, which is no electronic signature of the paper
    judged = verified(hall, pdf)
    assert (judged["verdict"], judged["reasons"]) == ("authentic", ["in_store", "copy_of_paper"])
    assert judged["document"]["copy_of"] == {"number": "7", "date": "2026-11-02"}
    by_code = hall.visitor().get(f"/api/v1/verifications/{done['code']}")
    assert by_code.get_json()["reasons"] == ["in_store", "copy_of_paper"]
    assert "Зразкова" not in by_code.get_data(as_text=True)
    assert verified(hall, pdf + b"\n")["verdict"] == "not_authentic"
    # and: it stands in the journal with the paper's own number, and nobody's name is in the history
    (line,) = [one for one in journal(hall, "incoming") if one["index"] == done["number"]]
    assert (line["their_number"], line["their_date"]) == ("7", "2026-11-02")
    assert line["correspondent"] == "Зразкова Олена Петрівна"
    history = specialist.get(f"/cases/{reference}/history?limit=200").get_data(as_text=True)
    assert "DocumentScanned" in history
    assert "Петрівна" not in history


def test_an_order_on_paper_is_sealed_as_a_copy_and_its_journal_has_no_gap(
    hall: TownHall, specialist: StaffBrowser
) -> None:
    before = [one["number"] for one in journal(hall, "orders")]
    reference = asked(hall, "commission_act")
    key = {"Idempotency_Key": "order-1"}
    body = {**ORDER, "attachments": [kept(hall, page("JPEG"))]}

    first = specialist.post(f"/cases/{reference}/scans", body, **key)
    retry = specialist.post(f"/cases/{reference}/scans", body, **key)
    hall.work()

    assert first.status_code == 201, first.text
    assert retry.get_data() == first.get_data()
    done = specialist.get(f"/documents/{first.get_json()['id']}").get_json()
    assert (done["status"], [one["role"] for one in done["signatures"]]) == ("complete", ["seal"])
    taken = [one["number"] for one in journal(hall, "orders")]
    start = before[-1] if before else 0
    assert taken == [*before, start + 1]
    # and: whoever scanned it may make it void, and the citizen is not handed it
    void = specialist.post(f"/documents/{done['id']}/void", {"reason": "Не той наказ"})
    assert (void.status_code, void.get_json()["status"]) == (200, "void")


def test_a_scan_with_mistakes_takes_no_number(hall: TownHall, specialist: StaffBrowser) -> None:
    before, reference = journal(hall, "incoming"), asked(hall, "commission_act")
    moved(hall, "specialist", reference, "write", input={"letter_text": "Так."})
    another, taken = asked(hall, "commission_act"), kept(hall, page("JPEG"))
    claimed = specialist.post(f"/cases/{another}/papers", {"attachments": [taken]})
    assert claimed.status_code == 200, claimed.text

    of_another = specialist.post(f"/cases/{reference}/scans", {**WARRANT, "attachments": [taken]})
    tomorrow = scanned(hall, specialist, reference, page("JPEG"), date="2027-01-01", signed_by=" ")
    unknown = scanned(hall, specialist, reference, page("JPEG"), type="letter")
    by_another = scanned(hall, hall.signed_in("registrar"), reference, page("JPEG"))
    none = specialist.post(f"/cases/{reference}/scans", {**WARRANT, "attachments": []})

    assert of_another.get_json()["errors"] == {"attachments": of_another.get_json()["errors"]["attachments"]}
    assert set(tomorrow.get_json()["errors"]) == {"date", "signed_by"}
    assert set(unknown.get_json()["errors"]) == {"type"}
    assert (by_another.status_code, by_another.get_json()["code"]) == (403, "not_permitted")
    assert {one.status_code for one in (of_another, tomorrow, unknown, none)} == {422}
    assert journal(hall, "incoming") == before


def test_a_form_confirmed_once_stands_on_every_letter_to_that_name(
    hall: TownHall, director: StaffBrowser, specialist: StaffBrowser
) -> None:
    # given: the dictionary's proposal, which nobody has looked at
    reference, paper = written(hall)
    (proposed,) = specialist.get(f"/cases/{reference}/name-forms").get_json()["items"]
    assert (proposed["dative"], proposed["confirmed"]) == ("Олені ЗРАЗКОВІЙ", False)
    opened(director, paper)
    # when
    forms = {
        "dative": "Олені ЗРАЗКОВІЙ-ПЕРШІЙ",
        "full_dative": "Зразковій-Першій Олені",
        "greeting": "Вельмишановна пані!",
    }
    body = {"person": proposed["person"], **forms}
    empty = specialist.post(f"/cases/{reference}/name-forms", {**body, "greeting": " "})
    strange = hall.signed_in("registrar").post(f"/cases/{reference}/name-forms", body)
    done = specialist.post(f"/cases/{reference}/name-forms", body)
    # then
    assert (empty.status_code, set(empty.get_json()["errors"])) == (422, {"greeting"})
    assert (strange.status_code, strange.get_json()["code"]) == (403, "not_permitted")
    assert done.status_code == 200, done.text
    assert "ПЕРШІЙ" not in done.text
    # and: what was opened before is made anew, and a later case of the same name is written so too
    opened(director, paper)
    assert "ЗРАЗКОВІЙ-ПЕРШІЙ" in words_of(director, paper)
    later, another = written(hall)
    (known,) = specialist.get(f"/cases/{later}/name-forms").get_json()["items"]
    assert (known["dative"], known["confirmed"]) == (forms["dative"], True)
    opened(director, another)
    assert "Вельмишановна пані!" in words_of(director, another)
    # and: the history says that it was confirmed, and not what
    history = specialist.get(f"/cases/{reference}/history?limit=200").get_data(as_text=True)
    assert "NameConfirmed" in history
    assert "ПЕРШІЙ" not in history


@pytest.mark.parametrize("position", ["За директора", "за  Міського голову", "Директор / заступник", "/Директор"])
def test_nobody_is_employed_in_the_position_of_another(hall: TownHall, position: str) -> None:
    member = StaffMember(
        username="instead", name="Іван Приклад", position=position, roles=frozenset({"clerk"}), unit=None
    )

    with pytest.raises(InvalidInput) as refused:
        hall.runtime.application.execute(system(1), AddStaff(member=member, password_hash="no"))

    assert refused.value.errors == {"position": ("position_of_another",)}
