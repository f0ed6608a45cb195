"""Pages where an administrator decides: running cases under versions, the register of other bodies, fees."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from runtime.published_check import PublishedCheck
from runtime.surroundings_files import SHIPPED
from store.queries.messages import messages_of
from store.queries.towns import town_of
from tests.journeys.stage import Stage
from tests.web.cases import OLENA, road
from tests.web.visitors import Visitor
from web.words import TEXTS
from workflow.actor import system
from workflow.codec import effect_to_json
from workflow.commands.publish_definition import PublishDefinition
from workflow.commands.raise_incident import RaiseIncident
from workflow.commands.record_delivery import RecordDelivery
from workflow.definition.bundle import Bundle
from workflow.definition.definition_files import read_folder
from workflow.definition.finding import Level
from workflow.definition.load import load_files
from workflow.definition.shared_parts import read_shared_parts
from workflow.effect_requests import Notify
from workflow.town import Addressee

BODIES = "/staff/administration/bodies"
ADMINISTRATION = "/staff/administration"
MESSAGES = f"{ADMINISTRATION}/messages"
VERSIONS = "/staff/administration/definitions/road_defect/migrations"
ROOT = Path(__file__).parents[2]


def test_bodies_are_entered_changed_and_removed(visitor: Visitor, stage: Stage) -> None:
    admin = visitor.sign_in("admin")
    form = admin.page(BODIES).form(BODIES)
    # when something is wrong
    wrong = admin.submit(form, {"id": "Водоканал", "name": "", "email": "ні"})
    # then: each is told at its field, and nothing is entered
    assert wrong.status_code == 422
    assert wrong.get_data(as_text=True).count('class="error"') == 3
    # when
    given = {"id": "water_demo", "name": "КП «Водоканал» (демо)", "phone": "1581", "about": "вода, люки"}
    assert admin.submit(form, given).status_code == 303
    # then
    assert "КП «Водоканал» (демо)" in admin.page(BODIES).text
    # when changed
    again = admin.page(f"{BODIES}?body=water_demo").form(BODIES)
    assert admin.submit(again, {"phone": "1582"}).status_code == 303
    (body,) = [one for one in bodies(stage) if one.id == "water_demo"]
    assert (body.phone, body.about) == ("1582", "вода, люки")
    # when removed, twice
    removal = admin.page(BODIES).form(f"{BODIES}/water_demo/removal")
    assert admin.submit(removal, {}).status_code == 303
    assert "water_demo" not in {one.id for one in bodies(stage)}


def bodies(stage: Stage) -> tuple[Addressee, ...]:
    with stage.runtime.database.reading(1) as look:
        town = town_of(look)
    assert town is not None
    return town.addressees


def test_money_is_recorded_by_the_number_of_the_case_once(visitor: Visitor, stage: Stage) -> None:
    # given: a copy that costs something, and a case
    files = read_folder(ROOT / "tests" / "definitions" / "offered" / "plan_copy")
    assert files.main is not None
    ours = replace(files, main=files.main.replace(b"cashier", b"registrar"))
    definition, bundle = load_files(ours, read_shared_parts(ROOT / "definitions" / "_shared").files)
    stage.runtime.application.execute(system(1), PublishDefinition(definition=definition, bundle=bundle.to_bytes()))
    reference = stage.open("plan_copy", {"plan": "house", "delivery": "desk"}, OLENA).reference
    # then: a price is told to whoever records it and to the administrator, to others nothing
    assert definition.title in visitor.sign_in("admin").page("/staff/fees").text
    visitor.sign_in("foreman").page("/staff/fees", status=403)
    page = visitor.sign_in("registrar").page("/staff/fees")
    assert "Будинок: 50,00 грн" in page.text
    # when it is left empty, of nobody, or of a wrong day
    form = page.form("/staff/fees/payment")
    paid = {"payment.reference": reference, "payment.amount": "50", "payment.document": "ПД-7"}
    for spoilt in ({"payment.document": ""}, {"payment.reference": "26-99999"}, {"payment.date": "учора"}):
        assert visitor.submit(form, {**paid, **spoilt}).status_code == 422
    # when it is recorded, and sent twice
    form = visitor.page("/staff/fees").form("/staff/fees/payment")
    assert [visitor.submit(form, paid).status_code for _ in "12"] == [303, 303]
    # then
    fee = stage.case(reference).fee
    assert fee is not None
    assert [one.document for one in fee.payments] == ["ПД-7"]


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("path", [VERSIONS, BODIES, "/staff/fees", f"{VERSIONS}?to=1"])
def test_the_pages_have_no_fault(visitor: Visitor, path: str, language: str) -> None:
    sign = "&" if "?" in path else "?"
    assert visitor.sign_in("admin").page(f"{path}{sign}lang={language}").faults == []


@pytest.mark.parametrize("path", [VERSIONS, BODIES])
def test_nobody_else_opens_them(visitor: Visitor, path: str) -> None:
    for username in ("mayor", "clerk"):
        visitor.sign_in(username).page(path, status=403)


def test_what_is_not_there_is_said(visitor: Visitor) -> None:
    visitor.sign_in("admin").page("/staff/administration/definitions/nothing/migrations", status=404)
    assert visitor.page(f"{VERSIONS}?to=999&from=abc").faults == []


def test_what_the_checker_says_stands_with_the_definition_and_what_was_refused_with_the_town_s(
    visitor: Visitor, stage: Stage
) -> None:
    # given: a folder of this installation that could not be published
    lines = ["line 7: unknown_state: there is no state «nowhere»"]
    stage.runtime.application.execute(
        system(1),
        RaiseIncident(
            effect=UUID(int=7),
            case=None,
            kind="publish_definition",
            reason="definition_refused",
            data={"definition": "broken_lamps", "mistakes": lines},
        ),
    )
    admin = visitor.sign_in("admin")
    # then
    page = admin.page(ADMINISTRATION)
    assert page.faults == []
    assert "Не опубліковано: broken_lamps" in page.text
    assert lines[0] in page.text
    # and: the versions in force say what there is to say of them
    sound = admin.page(f"{ADMINISTRATION}/definitions/appeal")
    assert sound.faults == []
    assert "Зауважень немає." in sound.text
    told = PublishedCheck(SHIPPED)(
        Bundle(files={"request_type.yaml": "request_type: lamps\ntitle: Лампи\nstates: {on: {title: Є}}\n"}).to_bytes()
    )
    assert {(one.level, one.code) for one in told} == {(Level.ERROR, "missing_key")}


def test_messages_of_the_town_are_seen_by_how_far_they_got_and_stuck_ones_are_tried_again(
    visitor: Visitor, stage: Stage
) -> None:
    # given: one that arrived, one that did not, one that is stuck
    cases = [road(stage), road(stage)]
    with stage.runtime.database.reading(1) as look:
        one, other = (messages_of(look, case.id).items[0].id for case in cases)
    for message, status in ((one, "delivered"), (other, "failed")):
        stage.runtime.application.execute(system(1), RecordDelivery(identifier=message, status=status))
    effect = Notify(id=UUID(int=9), case=cases[0].id, to="applicant", text="registered", values={})
    kind, data = effect_to_json(effect)
    incident = RaiseIncident(effect=effect.id, case=effect.case, kind=kind, reason="sms_budget", data=data)
    stage.runtime.application.execute(system(1), incident)
    admin = visitor.sign_in("admin")
    # then
    for status, there, gone in (("delivered", 0, 1), ("failed", 1, 0)):
        page = admin.page(f"{MESSAGES}?status={status}")
        lines = page.text.partition("Не дійшли вчасно")[2]
        assert (cases[there].reference in lines, cases[gone].reference in lines) == (True, False), status
    assert "+380501234567" in page.text
    for language in TEXTS:
        assert admin.page(f"{MESSAGES}?lang={language}").faults == []
    # when: the stuck one is tried again
    page = admin.page(f"{MESSAGES}?lang=uk")
    assert "Застрягли" in page.text
    assert admin.submit(page.form("/again"), {}).status_code == 303
    # then
    assert "Застрягли" not in admin.page(MESSAGES).text
    # and: nobody else reads what was sent to all
    assert visitor.sign_in("foreman").page(MESSAGES, status=403).faults == []
