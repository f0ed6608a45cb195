"""A working day on the pages: the queue in parts, many cases at once, many signatures under one PIN, works of today."""

from __future__ import annotations

import io
import re

import pytest
from argon2 import PasswordHasher
from pypdf import PdfReader
from werkzeug.test import TestResponse

from tests.journeys.stage import Stage
from tests.web.cases import certificate, in_work, road, to_sign
from tests.web.reading import Form, Page, read_page
from tests.web.visitors import Visitor
from workflow.actor import system
from workflow.case import Case
from workflow.commands.add_staff import AddStaff
from workflow.commands.add_unit import AddUnit
from workflow.town import StaffMember, Unit

TAKE = "/staff/new/road_defect/known?find=зразкова"
PASSWORD = "сім книжок на одній полиці"
ADMINISTRATION = "/staff/administration"


def shown(answer: TestResponse, status: int = 200) -> Page:
    found = read_page(answer.get_data(as_text=True))
    assert (answer.status_code, found.faults) == (status, []), found.text
    return found


@pytest.mark.parametrize("language", ["uk", "en", "ru"])
@pytest.mark.parametrize(
    "path",
    ["/staff/", "/staff/?part=unclaimed", "/staff/signing", "/staff/today?by=place", "/staff/substitutions", TAKE],
)
def test_a_working_page_has_no_fault(visitor: Visitor, stage: Stage, path: str, language: str) -> None:
    in_work(stage)
    mark = "&" if "?" in path else "?"
    for username in ("executive_secretary", "admin"):
        assert visitor.sign_in(username).page(f"{path}{mark}lang={language}").faults == [], username


def test_the_parts_of_a_queue_hold_as_many_lines_as_they_say(visitor: Visitor, stage: Stage) -> None:
    # given
    road(stage)
    in_work(stage)
    visitor.sign_in("utility_director")
    sizes = re.findall(
        r'part=(\w+)"[^>]*>[^<]*<span class="number">(\d+)<', visitor.get("/staff/").get_data(as_text=True)
    )
    # then
    assert {name for name, _ in sizes} == {"all", "mine", "unclaimed", "soon"}
    for name, size in sizes:
        lines = visitor.get(f"/staff/?part={name}").get_data(as_text=True).count('<strong class="grow">')
        assert lines == int(size) or int(size) > 50, name
    assert visitor.get("/staff/?part=nonsense").status_code == 200


def test_what_nobody_has_taken_says_how_long_it_waits(visitor: Visitor, stage: Stage) -> None:
    road(stage)
    assert "надійшло сьогодні" in visitor.sign_in("dispatcher").page("/staff/?part=unclaimed").text


def test_many_cases_are_moved_after_a_look_at_what_would_change(visitor: Visitor, stage: Stage) -> None:
    # given
    cases = [road(stage), road(stage), in_work(stage)]
    key = "3c6ff5f4-42c5-4b2f-9c5e-111111111111"
    token = dict(visitor.sign_in("dispatcher").page("/staff/").form("/staff/bulk").fields)["csrf_token"]
    chosen = [("reference", one.reference) for one in cases]
    # when: looked at
    looked = shown(visitor.post("/staff/bulk", [("csrf_token", token), ("key", key), *chosen]))
    # then: what would change is said, and nothing has
    form = looked.form("/staff/bulk/route")
    assert [value for name, value in form.fields if name == "reference"] == [one.reference for one in cases[:2]]
    assert "Отримано → У директора" in looked.text
    assert [stage.case(one.reference).state for one in cases] == ["registered", "registered", "in_work"]
    # when: one of them was moved by somebody else meanwhile
    stage.do(cases[0].reference, "route", "dispatcher")
    done = shown(visitor.submit(form, {}))
    # then: it holds nobody up
    assert f"{cases[1].reference}Зроблено." in done.text
    assert "не зроблено" in done.text
    assert [stage.case(one.reference).state for one in cases[:2]] == ["routed", "routed"]
    # and: the same form again does it once
    version = stage.case(cases[1].reference).version
    assert f"{cases[1].reference}Зроблено." in shown(visitor.submit(form, {})).text
    assert stage.case(cases[1].reference).version == version


def test_nobody_moves_many_that_they_could_not_move_alone(visitor: Visitor, stage: Stage) -> None:
    # given
    case = road(stage)
    page = visitor.sign_in("clerk").page("/staff/account")
    token = next(value for name, value in page.form("/signout").fields if name == "csrf_token")
    fields = [("csrf_token", token), ("key", "3c6ff5f4-42c5-4b2f-9c5e-222222222222"), ("reference", case.reference)]
    # then
    assert not any(one.action.endswith("/route") for one in shown(visitor.post("/staff/bulk", fields)).forms)
    assert "не зроблено" in shown(visitor.post("/staff/bulk/route", fields)).text
    assert stage.case(case.reference).state == "registered"
    assert visitor.post("/staff/bulk", [*fields[:2], ("reference", "26-99999")]).status_code == 404


def opened(visitor: Visitor, case: Case) -> None:
    document = case.papers[0].id
    answer = visitor.submit(visitor.page(f"/staff/papers/{document}").form("/opening"), {})
    assert answer.status_code == 303


def test_many_papers_are_signed_under_one_pin_each_opened_before(visitor: Visitor, stage: Stage) -> None:
    # given: three papers, two of them opened
    cases = [to_sign(stage) for _ in range(3)]
    visitor.sign_in("executive_secretary")
    assert "ще не відкрито" in visitor.page("/staff/signing").text
    for one in cases[:2]:
        opened(visitor, one)
    page = visitor.page("/staff/signing")
    form = page.form("/staff/signing")
    offered = [value for name, value in form.fields if name == "paper"]
    papers = [str(one.papers[0].id) for one in cases]
    ours = [one for one in offered if one.partition(":")[0] in papers]
    assert {one.partition(":")[0] for one in ours} == set(papers[:2])
    # when: a wrong PIN, then none chosen
    wrong = shown(visitor.submit(form, {"pin": "000001", "paper": ours}), 422)
    assert [value for name, value in wrong.form("/staff/signing").fields if name == "paper"] == ours
    shown(visitor.submit(form, {"pin": "", "paper": []}), 422)
    assert [stage.case(one.reference).papers[0].signatures[0].at for one in cases] == [None, None, None]
    # when
    pin = stage.pin("executive_secretary")
    done = shown(visitor.submit(form, {"pin": pin, "paper": ours}))
    # then
    assert done.text.count("підписано") >= 2
    assert "не підписано" not in done.text
    signed = [stage.case(one.reference).papers[0].signatures[0].at for one in cases]
    assert (signed[0] is not None, signed[1] is not None, signed[2]) == (True, True, None)
    # and: sent again, everything is as it was
    again = shown(visitor.submit(form, {"pin": pin, "paper": ours}))
    assert "не підписано" not in again.text
    assert [stage.case(one.reference).papers[0].signatures[0].at for one in cases] == signed


def test_other_bytes_than_the_opened_ones_are_not_signed(visitor: Visitor, stage: Stage) -> None:
    # given
    case = to_sign(stage)
    visitor.sign_in("executive_secretary")
    opened(visitor, case)
    form = visitor.page("/staff/signing").form("/staff/signing")
    # when
    forged = f"{case.papers[0].id}:{'0' * 64}"
    answer = shown(visitor.submit(form, {"paper": [forged], "pin": stage.pin("executive_secretary")}))
    # then
    assert "не підписано" in answer.text
    assert stage.case(case.reference).papers[0].signatures[0].at is None
    for nonsense in ("x", "x:y", "00000000-0000-0000-0000-000000000001:ab"):
        sent = visitor.submit(form, {"paper": [nonsense], "pin": stage.pin("executive_secretary")})
        assert sent.status_code == 404, nonsense


def test_an_executor_reads_what_to_do_where_and_until_when(visitor: Visitor, stage: Stage) -> None:
    # given
    case = in_work(stage)
    # when
    page = visitor.sign_in("foreman").page("/staff/today")
    # then
    assert "Ліквідувати яму. Фото до і після." in page.text
    assert "вул. Лісова, навпроти 8" in page.text
    assert "до четверга, 26 листопада, включно" in page.text
    assert f"/staff/cases/{case.reference}#moves" in page.links
    assert "вул. Лісова" in [text for level, text in visitor.page("/staff/today?by=place").headings if level == 2]
    assert case.reference not in visitor.sign_in("specialist").page("/staff/today").text


def test_a_case_is_found_from_the_queue_by_number_phone_name_and_street(visitor: Visitor, stage: Stage) -> None:
    case = road(stage)
    visitor.sign_in("operator")
    for asked in (case.reference, "050 123 45 67", "зразк", "лісова"):
        answer = visitor.get(f"/staff/cases?q={asked}").get_data(as_text=True)
        assert f"/staff/cases/{case.reference}" in answer, asked


def test_an_official_sets_their_own_absence_and_ends_it(visitor: Visitor) -> None:
    # given
    page = visitor.sign_in("utility_director").page("/staff/substitutions")
    form = page.form("/staff/substitutions")
    assert "absent" not in {name for name, _ in form.fields}
    typed = {
        "acting": "dispatcher",
        "from": "2026-12-01",
        "to": "2026-12-04",
        "order_number": "12-к",
        "order_date": "2026-11-23",
    }
    # when: nonsense first
    shown(visitor.submit(form, {**typed, "acting": "utility_director"}), 422)
    shown(visitor.submit(form, {**typed, "from": "soon"}), 422)
    shown(visitor.submit(form, {**typed, "to": "2026-11-30"}), 422)
    # then
    assert visitor.submit(form, typed).status_code == 303
    assert visitor.submit(form, typed).status_code == 303, "sent twice"
    after = visitor.page("/staff/substitutions")
    assert "01.12.2026–04.12.2026 · розпорядження № 12-к від 23.11.2026" in after.text
    # and: nobody else ends it but personnel; they themselves do
    ending = next(one for one in after.forms if one.action.endswith("/end"))
    visitor.sign_in("deputy_mayor")
    assert not any(one.action.endswith("/end") for one in visitor.page("/staff/substitutions").forms)
    visitor.sign_in("utility_director")
    token = dict(visitor.page("/staff/substitutions").form("/staff/substitutions").fields)["csrf_token"]
    assert visitor.submit(ending, {"csrf_token": token}).status_code == 303
    assert "12-к" not in visitor.page("/staff/substitutions").text


def test_personnel_enters_the_absence_of_somebody_else(visitor: Visitor) -> None:
    form = visitor.sign_in("registrar").page("/staff/substitutions").form("/staff/substitutions")
    assert "absent" in {name for name, _ in form.fields}


@pytest.mark.parametrize("language", ["uk", "en", "ru"])
def test_the_administrator_s_pages_have_no_fault_and_are_theirs_alone(visitor: Visitor, language: str) -> None:
    road = f"{ADMINISTRATION}/definitions/road_defect"
    paths = (ADMINISTRATION, road, f"{road}/papers/answer_letter")
    visitor.sign_in("admin")
    for path in paths:
        assert visitor.page(f"{path}?lang={language}").faults == [], path
    visitor.sign_in("mayor")
    for path in (*paths, f"{road}/diagram", f"{road}/papers/answer_letter.pdf"):
        assert visitor.get(path).status_code == 403, path


def test_the_administrator_sees_people_keys_laws_and_the_picture_of_a_service(visitor: Visitor) -> None:
    page = visitor.sign_in("admin").page(ADMINISTRATION)
    for said in ("Петро Типовий", "utility_director", "КП «Благоустрій»", "Закон України «Про звернення громадян»"):
        assert said in page.text, said
    assert re.search(r"до \d\d\.\d\d\.20\d\d", page.text)
    picture = visitor.get(f"{ADMINISTRATION}/definitions/road_defect/diagram")
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")
    assert "script" not in picture.get_data(as_text=True)
    assert visitor.get(f"{ADMINISTRATION}/definitions/nothing").status_code == 404


def test_the_administrator_looks_at_a_paper_before_there_is_a_case(visitor: Visitor) -> None:
    papers = f"{ADMINISTRATION}/definitions/road_defect/papers"
    page = visitor.sign_in("admin").page(f"{papers}/answer_letter?outcome=refused")
    for said in ("Реєстраційний номер", "answer_letter.html", "_shared/letterhead/letterhead.html", "відмова"):
        assert said in page.text, said
    drawn = visitor.get(f"{papers}/answer_letter.pdf?outcome=refused")
    assert (drawn.status_code, drawn.mimetype, drawn.get_data()[:5]) == (200, "application/pdf", b"%PDF-")
    assert visitor.get(f"{papers}/nothing").status_code == 404


def test_the_administrator_has_the_histories_checked(visitor: Visitor, stage: Stage) -> None:
    # given
    in_work(stage)
    form = visitor.sign_in("admin").page(ADMINISTRATION).form("/verification")
    # then
    assert re.search(r"Карток \d+, подій \d+, печаток \d+. Розбіжностей: 0.", shown(visitor.submit(form, {})).text)


def filled(visitor: Visitor, path: str) -> Form:
    """The form of a service, behind the search before it."""
    forms = visitor.page(path).forms
    return next(one for one in forms if one.method == "post" and one.action.endswith("/staff/new/road_defect"))


def test_a_caller_is_known_by_phone_and_the_same_matter_is_joined(visitor: Visitor, stage: Stage) -> None:
    # given: somebody wrote already
    first = road(stage)
    visitor.sign_in("operator")
    # when: the phone is asked for first
    found = visitor.page("/staff/new/road_defect/known?find=050 123 45 67")
    assert "Зразкова Олена, вул. Лісова, 8, кв. 4" in found.text
    same = next(one for one in found.links if f"join={first.reference}" in one)
    person = next(one for one in found.links if "person=" in one)
    # then: one press fills the person in, the other the case to join
    fields = dict(filled(visitor, person).fields)
    assert (fields["applicant.surname"], fields["applicant.phone"]) == ("Зразкова", "+380501234567")
    joining = dict(filled(visitor, same).fields)
    assert (joining["join"], joining["channel"]) == (first.reference, "phone")
    # and: nobody reads people of cases that are not theirs
    assert "Зразкова" not in visitor.sign_in("social_head").page("/staff/new/road_defect/known?find=зразкова").text


def test_a_card_filed_for_somebody_says_so_in_a_stripe(visitor: Visitor, stage: Stage) -> None:
    person = {"surname": "Приклад", "given_name": "Ганна", "phone": "+380671112233"}
    other = {
        "surname": "Приклад",
        "given_name": "Олена",
        "phone": "+380671112244",
        "basis": "довіреність",
        "number": "1",
    }
    form = {"street": "Комсомольська", "house": "8", "title_page": [str(stage.upload("white"))], "delivery": "counter"}
    case = stage.open("street_renaming_certificate", form, person, representative=other)
    page = visitor.sign_in("clerk").page(f"/staff/cases/{case.reference}")
    assert page.faults == []
    assert "Подає ПРЕДСТАВНИК. Звернення – від імені: Ганна Приклад" in page.text
    assert "ПРЕДСТАВНИК" not in visitor.page(f"/staff/cases/{road(stage).reference}").text


def test_what_was_left_at_the_counter_is_printed_twice_in_large_letters(visitor: Visitor, stage: Stage) -> None:
    # given
    form = {"street": "Комсомольська", "house": "8", "title_page": [str(stage.upload("white"))], "delivery": "counter"}
    person = {"surname": "Приклад", "given_name": "Ганна", "patronymic": "Іванівна", "phone": "+380671112233"}
    case = stage.open("street_renaming_certificate", form, person, channel="counter")
    path = f"/staff/cases/{case.reference}/inventory"
    # when
    answer = visitor.sign_in("clerk").get(path)
    # then
    assert answer.mimetype == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.get_data())).pages
    assert len(pages) == 2
    for one, whose in zip(pages, ("заявнику", "до картки"), strict=True):
        said = " ".join(one.extract_text().split())
        for text in (
            whose,
            f"до звернення № {case.reference}",
            "Приклад Ганна Іванівна",
            "Заява",
            "файлів: 1",
            "1580",
        ):
            assert text in said, (text, said)
        assert "Тетяна ВІКОННА" in said
    assert visitor.sign_in("social_head").get(path).status_code == 404


def test_a_search_is_put_aside_by_name_for_its_owner_alone(visitor: Visitor, stage: Stage) -> None:
    # given
    case = road(stage)
    found = visitor.sign_in("operator").page("/staff/cases?q=зразкова&show=open&nonsense=1")
    form = found.form("/staff/searches")
    # when
    answer = visitor.submit(form, {"name": "Зразкова, відкриті"})
    # then: it opens the very list
    assert answer.status_code == 303
    listed = visitor.page("/staff/cases")
    path = next(one for one in listed.links if "show=open" in one and "q=" in one)
    assert "nonsense" not in path
    assert f"/staff/cases/{case.reference}" in visitor.page(path).links
    unnamed = visitor.page("/staff/cases?show=open").form("/staff/searches")
    assert visitor.submit(unnamed, {"name": " "}).status_code == 422
    # and: nobody else has it; forgotten it is gone
    assert (
        "Зразкова, відкриті"
        not in Visitor(visitor.client.application, stage).sign_in("clerk").page("/staff/cases").text
    )
    assert visitor.submit(listed.form("/staff/searches/end"), {}).status_code == 303
    assert "Зразкова, відкриті" not in visitor.page("/staff/cases").text


def test_what_waits_at_the_counter_is_listed_and_signed_for_on_a_slip(visitor: Visitor, stage: Stage) -> None:
    # given: a certificate that is ready
    case = certificate(stage)
    visitor.sign_in("clerk")
    # when
    for language in ("en", "ru", "uk"):
        found = visitor.page(f"/staff/collection?lang={language}")
        assert found.faults == []
    # then: who may collect it, until when
    assert "Отримати може: Приклад Ганна Іванівна" in found.text
    assert "Забрати до" in found.text
    assert case.reference in found.text
    card = visitor.page(f"/staff/cases/{case.reference}")
    assert card.faults == []
    assert "Видати: " in card.text
    # and: the slip is in large print
    slip = visitor.get(f"/staff/cases/{case.reference}/slip")
    assert (slip.status_code, slip.mimetype) == (200, "application/pdf")
    text = " ".join(PdfReader(io.BytesIO(slip.data)).pages[0].extract_text().split())
    assert "Розписка про отримання" in text
    assert "Приклад Ганна Іванівна" in text
    assert str(case.papers[0].number) in text
    # and: what is not ready has no slip; whoever may not know whose it is gets none
    assert visitor.get(f"/staff/cases/{to_sign(stage).reference}/slip").status_code == 404
    assert visitor.sign_in("foreman").get(f"/staff/cases/{case.reference}/slip").status_code in (403, 404)
    # when: it is handed over
    stage.do(case.reference, "hand_over", "clerk", {"receiver": "applicant", "identity_checked": True})
    # then
    assert case.reference not in visitor.sign_in("clerk").page("/staff/collection").text


@pytest.fixture(scope="module")
def library(stage: Stage) -> str:
    """A librarian's username."""
    member = StaffMember(
        username="library",
        name="Віра Книжкова",
        position="Бібліотекарка",
        roles=frozenset({"access_point"}),
        unit="library",
    )
    hashed = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
    for command in (
        AddUnit(unit=Unit(id="library", name="Міська бібліотека")),
        AddStaff(member=member, password_hash=hashed),
    ):
        stage.runtime.application.execute(system(1), command)
    return member.username


def entered(visitor: Visitor, username: str) -> Visitor:
    assert visitor.post("/signin", {"username": username, "password": PASSWORD}).status_code == 303
    return visitor


def form_of(visitor: Visitor) -> Form:
    forms = visitor.page("/staff/new/road_defect").forms
    return next(one for one in forms if one.method == "post" and one.action.endswith("/staff/new/road_defect"))


def filed(visitor: Visitor) -> tuple[str, str]:
    """A report taken in: (its number, what the browser is told to forget)."""
    typed = {
        "form.place.address": "вул. Книжкова, 5",
        "applicant.surname": "Відвідувач",
        "applicant.given_name": "Павло",
        "applicant.phone": "0501112233",
        "join": "-",
        "looked": "yes",
    }
    answer = visitor.submit(form_of(visitor), typed)
    found = read_page(answer.get_data(as_text=True))
    assert (answer.status_code, found.faults) == (200, []), found.text
    return found.headings[0][1].rpartition(" ")[2], answer.headers["Clear-Site-Data"]


def test_after_each_visitor_the_session_is_over_and_the_browser_forgets(
    visitor: Visitor, stage: Stage, library: str
) -> None:
    # given
    entered(visitor, library)
    assert visitor.get("/staff/").headers["Location"] == "/staff/new"
    assert not {"/staff/cases", "/staff/reception"} & set(visitor.page("/staff/new").links)
    # when
    number, forgotten = filed(visitor)
    # then
    assert {part.strip('" ') for part in forgotten.split(",")} == {"cache", "cookies", "storage"}
    assert stage.case(number).channel == "counter"
    assert visitor.get("/staff/new").status_code == 303
    assert visitor.client.get_cookie("__Host-sprava", domain="sprava.test") is None


def test_whoever_helps_sees_no_matter_afterwards(visitor: Visitor, stage: Stage, library: str) -> None:
    # given
    number, _forgotten = filed(entered(visitor, library))
    # when they sign in anew
    entered(visitor, library)
    # then
    assert visitor.get(f"/staff/cases/{number}").status_code == 404
    assert number not in visitor.page(f"/staff/cases?q={number}").text
    assert "Відвідувач" not in visitor.page("/staff/new/road_defect/known?find=0501112233").text
    assert visitor.get("/staff/collection").status_code == 200
    assert number not in visitor.page("/staff/collection").text
