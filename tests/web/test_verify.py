"""The check page: the verdict in words; personal words only after the surname's last letters."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from documents.signing.authority import issue_key, make_authority
from tests.given import DEFINITIONS
from tests.journeys.stage import Stage
from tests.web.cases import OLENA, certificate, routed, to_sign
from tests.web.reading import read_page
from tests.web.visitors import Visitor, photo
from workflow.actor import Actor, ActorKind, system
from workflow.case import Case
from workflow.commands.add_key import AddKey
from workflow.commands.add_staff import AddStaff
from workflow.commands.delegate_work import DelegateWork
from workflow.commands.publish_definition import PublishDefinition
from workflow.commands.void_document import VoidDocument
from workflow.definition.definition_files import read_folder
from workflow.definition.load import load_files
from workflow.definition.shared_parts import read_shared_parts
from workflow.town import StaffMember

COMMISSION = Path(__file__).parents[1] / "definitions" / "offered" / "commission_act"


@pytest.fixture(scope="module")
def paper_case(stage: Stage) -> Case:
    """A certificate signed by the executive secretary."""
    return certificate(stage)


@pytest.fixture(scope="module")
def commission(stage: Stage) -> None:
    """The town has a commission, and papers signed by hand."""
    definition, bundle = load_files(read_folder(COMMISSION), read_shared_parts(DEFINITIONS / "_shared").files)
    stage.runtime.application.execute(system(1), PublishDefinition(definition=definition, bundle=bundle.to_bytes()))


def bytes_of(stage: Stage, case: Case) -> bytes:
    return stage.runtime.toolbox.contents.get(1, case.papers[0].sha256 or "")


def send_file(visitor: Visitor, data: bytes) -> str:
    form = [one for one in visitor.page("/verify").forms if one.action.endswith("/verify")][1]
    answer = visitor.submit(form, {"file": (io.BytesIO(data), "paper.pdf")})
    assert answer.status_code == 200
    return read_page(answer.get_data(as_text=True)).text


def test_twelve_digits_give_the_verdict_in_words(visitor: Visitor, paper_case: Case) -> None:
    # given
    paper = paper_case.papers[0]
    code = paper.code or ""
    form = visitor.page("/verify").form("/verify")
    # when: typed with hyphens, as on the paper
    answer = visitor.submit(form, {"code": f"{code[:4]}-{code[4:8]}-{code[8:]}"})
    # then
    assert answer.headers["Location"] == f"/verify/{code}"
    found = visitor.page(f"/verify/{code}")
    assert found.headings[0] == (1, "Справжня.")
    assert paper.date is not None
    day = paper.date.strftime("%d.%m.%Y")
    for said in (
        f"Довідка про перейменування вулиці № {paper.number} від {day}, Кузнецовська міська рада.",
        f"Підписала: Світлана Уповноважена, Керуюча справами, {day}.",
        "Не скасовано.",
        "Порівняйте текст на папері з текстом нижче.",
    ):
        assert said in found.text, (said, found.text)
    assert found.faults == []


def test_the_bare_verdict_says_nothing_of_the_person(visitor: Visitor, paper_case: Case) -> None:
    body = visitor.get(f"/verify/{paper_case.papers[0].code}").get_data(as_text=True)
    for secret in ("Приклад", "ПРИКЛАД", "Ганн", "Комсомольськ", "0671112233", paper_case.reference):
        assert secret not in body, secret


def test_the_words_of_the_paper_open_by_the_last_letters(visitor: Visitor, stage: Stage) -> None:
    # given
    code = certificate(stage).papers[0].code
    form = visitor.page(f"/verify/{code}").form(f"/verify/{code}")
    # when
    wrong = visitor.submit(form, {"letters": "ченк"})
    right = visitor.submit(form, {"letters": "клад"})
    # then
    assert wrong.status_code == 422
    assert "Не збігається" in wrong.get_data(as_text=True)
    assert right.status_code == 200
    assert "Комсомольську" in right.get_data(as_text=True)


def test_after_three_wrong_tries_one_waits(visitor: Visitor, stage: Stage) -> None:
    # given
    code = certificate(stage).papers[0].code
    form = visitor.page(f"/verify/{code}").form(f"/verify/{code}")
    for _ in range(3):
        assert visitor.submit(form, {"letters": "xxxx"}).status_code == 422
    # when
    late = visitor.submit(form, {"letters": "клад"})
    # then
    assert late.status_code == 429
    assert "Комсомольську" not in late.get_data(as_text=True)


def test_a_void_paper_says_since_when_and_why(visitor: Visitor, stage: Stage) -> None:
    # given
    case = certificate(stage)
    paper = case.papers[0]
    stage.runtime.application.execute(
        stage.actor("executive_secretary"), VoidDocument(document=paper.id, reason="помилка в адресі")
    )
    # when
    found = visitor.page(f"/verify/{paper.code}")
    # then
    assert found.headings[0][1].startswith("Недійсна з ")
    assert "Причина: помилка в адресі." in found.text
    assert "Чотири останні літери" not in found.text


@pytest.mark.parametrize("code", ["000000000000", "123", "хто-зна-що"])
def test_an_unknown_code_is_unknown(visitor: Visitor, code: str) -> None:
    found = visitor.page(f"/verify/{code}")
    assert found.headings[0][1] == "Такого документа ми не знаємо."


def test_digits_that_are_too_few_are_asked_for_again(visitor: Visitor) -> None:
    answer = visitor.submit(visitor.page("/verify").form("/verify"), {"code": "4821-77"})
    assert answer.status_code == 422
    found = read_page(answer.get_data(as_text=True))
    assert "Потрібно 12 цифр." in found.text
    assert ("code", "4821-77") in found.form("/verify").fields
    assert found.faults == []


def test_a_file_of_ours_is_authentic_and_one_changed_byte_is_not(
    visitor: Visitor, stage: Stage, paper_case: Case
) -> None:
    # given
    data = bytes_of(stage, paper_case)
    # then
    assert "Справжня." in send_file(visitor, data)
    assert "Не підтверджено." in send_file(visitor, data + b"\n% added")


def test_a_file_nobody_signed_is_unknown(visitor: Visitor) -> None:
    assert "Такого документа ми не знаємо." in send_file(visitor, b"hello")


def test_a_paper_that_is_not_signed_yet_has_no_force(visitor: Visitor, stage: Stage) -> None:
    # given: opened for signature, nothing more
    case = routed(stage)
    case = stage.do(case.reference, "refuse", "utility_director", {"grounds": "Дорога приватна."})
    stage.runtime.application.desk.open(stage.actor("utility_director"), case.papers[0].id)
    paper = stage.case(case.reference).papers[0]
    # when
    found = visitor.page(f"/verify/{paper.code}")
    # then
    assert found.headings[0][1] == "Не підтверджено."
    assert "Документ ще не підписано всіма" in found.text


def test_who_handed_the_paper_to_its_signer_and_who_was_absent_are_told_by_name(visitor: Visitor, stage: Stage) -> None:
    # given: the signature of one certificate handed to a second secretary, with a key of her own
    second = StaffMember(
        username="second_secretary",
        name="Олена Показова",
        position="Секретарка ради",
        roles=frozenset({"executive_secretary"}),
        unit=None,
    )
    keyring = stage.runtime.toolbox.keyring
    authority = make_authority("Тестовий центр", stage.clock.now())
    key = keyring.keep(
        issue_key(authority, second.name, kind="person", now=stage.clock.now()), second.username, "246810"
    )
    for command in (
        AddStaff(member=second, password_hash="no"),
        AddKey(holder=key.holder, sealed_key=key.sealed_key, certificate=key.certificate),
    ):
        stage.runtime.application.execute(system(1), command)
    case = to_sign(stage)
    document = case.papers[0].id
    handed = DelegateWork(
        reference=case.reference, document=document, to=second.username, reason="Сесія", until=date(2027, 1, 1)
    )
    # when
    stage.runtime.application.execute(stage.actor("executive_secretary"), handed)
    actor = Actor(
        kind=ActorKind.STAFF,
        municipality=1,
        username=second.username,
        name=second.name,
        position=second.position,
        roles=second.roles,
    )
    desk = stage.runtime.application.desk
    desk.sign(actor, document, desk.open(actor, document), pin="246810", session=None)
    stage.drain()
    # then
    text = visitor.page(f"/verify/{stage.case(case.reference).papers[0].code}").text
    assert "Підписала: Олена Показова, Секретарка ради" in text
    assert "Доручив(ла) підписати: Світлана Уповноважена." in text


@pytest.mark.usefixtures("commission")
def test_of_a_commission_the_card_and_the_check_page_say_how_many_sign(visitor: Visitor, stage: Stage) -> None:
    # given: two of three members sign
    case = stage.do(
        stage.open("commission_act", {"wish": "Лавка"}, OLENA).reference,
        "write",
        "specialist",
        {"letter_text": "Стоїть."},
    )
    document = case.papers[0].id
    card = f"/staff/cases/{case.reference}"
    stage.sign("mayor", document)
    before = visitor.sign_in("utility_director").page(card)
    # then: the card shows who has signed, and that one more is awaited
    mayor, director = stage.actor("mayor").name, stage.actor("utility_director").name
    assert mayor in before.text
    assert "ще немає" in before.text
    # when
    stage.sign("utility_director", document)
    # then
    paper = stage.case(case.reference).papers[0]
    found = visitor.page(f"/verify/{paper.code}")
    assert found.headings[0] == (1, "Справжня.")
    assert "Щоб документ був чинним, досить підписів: 2 із 3." in found.text
    assert mayor in found.text
    assert director in found.text


@pytest.mark.usefixtures("commission")
def test_a_paper_scanned_from_the_card_is_checked_as_a_copy_and_never_as_signed_electronically(
    visitor: Visitor, stage: Stage
) -> None:
    # given
    reference = stage.open("commission_act", {"wish": "Лавка"}, OLENA).reference
    card = f"/staff/cases/{reference}"
    # when: the form is sent with a mistake, and once more without a second upload
    visitor.sign_in("specialist")
    assert "Сканувати папір, підписаний від руки" in visitor.page(card).text
    form = visitor.page(f"{card}/scan").form(f"{card}/scan")
    given = {"type": "order", "attachments.new": photo(), "number": "88-к", "date": "2026-11-20"}
    wrong = visitor.submit(form, {**given, "signed_by": ""})
    assert wrong.status_code == 422
    shown = read_page(wrong.get_data(as_text=True))
    assert shown.faults == []
    done = visitor.submit(shown.form(f"{card}/scan"), {"signed_by": "Зразковий Іван"})
    assert done.status_code == 303, done.get_data(as_text=True)
    stage.drain()
    # then
    (paper,) = stage.case(reference).papers
    own = visitor.page(f"/staff/papers/{paper.id}")
    assert own.faults == []
    assert "Від руки підписано: Зразковий Іван." in own.text
    found = visitor.page(f"/verify/{paper.code}")
    assert found.headings[0] == (1, "Справжня копія паперу.")
    for said in (
        "Це електронна копія паперу № 88-к від 20.11.2026, який підписано від руки.",
        "Сам папір електронно не підписували: підпис чи печатка у файлі засвідчує лише копію.",
        "Копію засвідчено електронною печаткою міста",
    ):
        assert said in found.text, (said, found.text)
    assert "Зразков" not in found.text
    assert "Чотири останні літери" not in found.text
    # and: it stays with the case, also for a citizen whose link is open and who knows its address
    link = visitor.link(stage.case(reference))
    api = f"/api/v1/status/{link.rpartition('/')[2]}"
    opened = visitor.client.post(f"{api}/unlock", json={"last4": "4567"}, base_url="https://sprava.test")
    assert (opened.status_code, opened.get_json()["documents"]) == (200, [])
    doors = (
        f"{link}/papers/{paper.id}",
        f"{link}/papers/{paper.id}/large-print",
        f"{api}/documents/{paper.id}/content",
    )
    assert [visitor.get(one).status_code for one in doors] == [404, 404, 404]
    # and: nobody else scans here
    assert "Сканувати папір" not in visitor.sign_in("mayor").page(card).text
    assert visitor.get(f"{card}/scan").status_code == 403


def test_how_a_letter_writes_somebody_is_marked_as_proposed_until_a_clerk_confirms_it(
    visitor: Visitor, stage: Stage
) -> None:
    # given
    case = to_sign(stage)
    path = f"/staff/papers/{case.papers[0].id}"
    page = visitor.sign_in("executive_secretary").page(path)
    assert "Запропонував словник, ще ніхто не перевірив." in page.text
    assert page.faults == []
    # when
    form = page.form(f"{path}/name-forms")
    assert visitor.submit(form, {"greeting": " "}).status_code == 422
    done = visitor.submit(page.form(f"{path}/name-forms"), {"greeting": "Вельмишановна пані Ганно!"})
    # then
    assert done.status_code == 303
    after = visitor.page(path)
    assert "Підтверджено: так пишемо всім із цим іменем." in after.text
    assert "Вельмишановна пані Ганно!" in after.text
