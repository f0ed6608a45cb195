"""The pages of staff: what awaits whom, the card with its moves, resolutions and papers, taking a case, the reception."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.journeys.stage import Stage
from tests.web.cases import OLENA, ORDER, in_work, road, routed
from tests.web.reading import Page, read_page
from tests.web.visitors import Visitor, photo
from workflow.case import ExecutorRole, PaperStatus, ResolutionStatus
from workflow.commands.draft_resolution import DraftResolution
from workflow.commands.orders import ExecutorOrder

REASON = "Дорога Р-77 належить області."
ADDRESSEE = "forward.input.addressee"


def card(visitor: Visitor, username: str, reference: str) -> Page:
    return visitor.sign_in(username).page(f"/staff/cases/{reference}")


def test_nobody_sees_a_page_of_staff_without_signing_in(visitor: Visitor, stage: Stage) -> None:
    # given
    case = road(stage)
    # then: led to the sign-in, and back again
    answer = visitor.get(f"/staff/cases/{case.reference}")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/signin?next=/staff/cases/{case.reference}"
    form = visitor.page(answer.headers["Location"]).form("/signin")
    password = stage.credentials["dispatcher"].password
    entered = visitor.submit(form, {"username": "dispatcher", "password": password})
    assert entered.headers["Location"] == f"/staff/cases/{case.reference}"
    assert visitor.post(f"/staff/cases/{case.reference}/moves/route", {}).status_code == 403


def test_a_wrong_password_is_told_without_saying_what_was_wrong(visitor: Visitor) -> None:
    form = visitor.page("/signin").form("/signin")
    texts = set()
    for username in ("dispatcher", "nobody"):
        answer = visitor.submit(form, {"username": username, "password": "wrong-password-here"})
        assert answer.status_code == 401
        texts.add(re.sub(username, "", read_page(answer.get_data(as_text=True)).text))
    assert len(texts) == 1


@pytest.mark.parametrize("onward", ["https://elsewhere.test/", "//elsewhere.test", "/\\elsewhere.test", "/s/x"])
def test_signing_in_leads_nowhere_else(visitor: Visitor, stage: Stage, onward: str) -> None:
    fields = {"username": "dispatcher", "password": stage.credentials["dispatcher"].password, "next": onward}
    assert visitor.post("/signin", fields).headers["Location"] == "/staff/"


def test_signing_out_ends_the_session_on_the_server(visitor: Visitor) -> None:
    # given
    page = visitor.sign_in("dispatcher").page("/staff/")
    cookie = visitor.client.get_cookie("__Host-sprava", domain="sprava.test")
    assert cookie is not None
    # when
    assert visitor.submit(page.form("/signout"), {}).status_code == 303
    # then: the old cookie is worth nothing
    visitor.client.set_cookie("__Host-sprava", cookie.value, domain="sprava.test", secure=True)
    assert visitor.get("/staff/").status_code == 303


def test_the_queue_names_the_matter_its_term_and_what_is_left(visitor: Visitor, stage: Stage) -> None:
    # given
    case = routed(stage)
    # when
    found = visitor.sign_in("utility_director").page("/staff/")
    # then
    assert f"/staff/cases/{case.reference}" in found.links
    assert "Яма або розбита дорога, вул. Лісова" in found.text
    assert re.search(r"Доручити роботу", found.text)
    assert re.search(r"лишилось|прострочено", found.text)


def test_the_card_says_what_when_who_and_by_which_law(visitor: Visitor, stage: Stage) -> None:
    # given
    case = road(stage, note="Глибока яма")
    # when
    found = card(visitor, "dispatcher", case.reference)
    # then
    for said in (
        "Письмова відповідь",
        "Закон України «Про звернення громадян», стаття 20",
        "вул. Лісова, навпроти 8",
        "Глибока яма",
        "Заявник, заявниця: Зразкова Олена",
        "+380501234567",
        "отримали. Стежити: [посилання]",
        "Звернення отримано.",
    ):
        assert said in found.text, (said, found.text)


def test_a_move_is_made_by_its_form_and_the_rest_says_why_not(visitor: Visitor, stage: Stage) -> None:
    # given
    number = road(stage).reference
    found = card(visitor, "dispatcher", number)
    # when
    answer = visitor.submit(found.form("/moves/route"), {})
    # then
    assert answer.status_code == 303
    assert stage.case(number).state == "routed"
    after = visitor.page(answer.headers["Location"])
    assert "Зроблено." in after.text
    assert "Чому інше недоступно" in after.text
    assert "Це робить інша роль." in after.text


def test_a_card_that_changed_meanwhile_is_not_acted_on(visitor: Visitor, stage: Stage) -> None:
    # given
    number = road(stage).reference
    form = card(visitor, "dispatcher", number).form("/moves/route")
    stage.do(number, "route", "dispatcher")
    # when
    answer = visitor.submit(form, {})
    # then
    assert answer.status_code == 422
    assert stage.case(number).state == "routed"
    # and: the second sees what the first did
    told = read_page(answer.get_data(as_text=True))
    assert told.faults == []
    assert "Поки ви писали, картка змінилася" in told.text
    assert "Вашу дію не виконано: вона вже недоступна." in told.text


def test_words_for_a_move_that_somebody_made_impossible_are_not_lost(visitor: Visitor, stage: Stage) -> None:
    # given: an official writes a question, and the citizen takes the matter back
    case = routed(stage)
    number = case.reference
    form = card(visitor, "utility_director", number).form("/moves/ask")
    stage.do(number, "withdraw", stage.citizen(case), {})
    # when
    answer = visitor.submit(form, {"ask.input.question": "З якого боку дороги?"})
    # then
    told = read_page(answer.get_data(as_text=True))
    assert (answer.status_code, told.faults) == (422, [])
    assert "Ось що ви набрали: З якого боку дороги?" in told.text
    assert "Поки ви писали, картка змінилася" in told.text


def test_a_standing_text_is_put_into_its_box_to_be_changed_without_scripts(visitor: Visitor, stage: Stage) -> None:
    # given
    number = routed(stage).reference
    form = card(visitor, "utility_director", number).form("/moves/ask")
    text = "Надішліть, будь ласка, фото."
    # when: the button only fills the box
    answer = visitor.submit(
        form, {"ask.input.question": "Олено!", "ask.input.question.standing": text, "fill": "ask.input.question"}
    )
    # then
    filled = read_page(answer.get_data(as_text=True))
    assert (answer.status_code, filled.faults, stage.case(number).state) == (200, [], "routed")
    assert ("ask.input.question", f"Олено!\n{text}") in filled.form("/moves/ask").fields
    # when: a text chosen for an empty box is meant
    sent = visitor.submit(form, {"ask.input.question": "", "ask.input.question.standing": text})
    # then
    assert (sent.status_code, stage.case(number).state) == (303, "waiting")
    assert text in visitor.page(f"/staff/cases/{number}").text


def test_the_words_of_a_resolution_have_standing_texts_too(visitor: Visitor, stage: Stage) -> None:
    # given
    number = routed(stage).reference
    form = card(visitor, "utility_director", number).form("/moves/instruct")
    text = "Оглянути і доповісти, що потрібно."
    # when
    answer = visitor.submit(
        form,
        {
            "instruct.order.0.text.standing": text,
            "instruct.order.0.lead": "user:foreman",
            "fill": "instruct.order.0.text",
        },
    )
    # then: what was chosen beside it is still there
    filled = read_page(answer.get_data(as_text=True)).form("/moves/instruct").fields
    assert ("instruct.order.0.text", text) in filled
    assert ("instruct.order.0.lead", "user:foreman") in filled
    assert stage.case(number).state == "routed"


def test_a_resolution_is_signed_by_pin_from_the_card(visitor: Visitor, stage: Stage) -> None:
    # given
    number = routed(stage).reference
    found = card(visitor, "utility_director", number)
    form = found.form("/moves/instruct")
    typed = {
        "instruct.order.0.text": "Ліквідувати яму. Фото до і після.",
        "instruct.order.0.lead": "user:foreman",
        "instruct.order.0.helper": "user:sign_worker",
        "instruct.order.0.due": "other",
        "instruct.order.0.due_other": "2026-11-26",
    }
    # when: a wrong PIN, then the right one
    wrong = visitor.submit(form, {**typed, "instruct.pin": "000000"})
    kept = read_page(wrong.get_data(as_text=True))
    right = visitor.submit(kept.form("/moves/instruct"), {"instruct.pin": stage.credentials["utility_director"].pin})
    # then
    assert wrong.status_code == 422
    assert "PIN неправильний." in kept.text
    assert ("instruct.order.0.text", "Ліквідувати яму. Фото до і після.") in kept.form("/moves/instruct").fields
    assert not [value for name, value in kept.form("/moves/instruct").fields if name == "instruct.pin" and value]
    assert kept.faults == []
    assert right.status_code == 303, right.get_data(as_text=True)
    case = stage.case(number)
    assert case.state == "in_work"
    assert case.resolutions[0].signed is not None
    assert [one.username for one in case.resolutions[0].executors] == ["foreman", "sign_worker"]
    shown = visitor.page(f"/staff/cases/{number}")
    assert "підписано КЕП" in shown.text
    assert "строк до 26.11.2026" in shown.text


def test_what_is_signed_is_what_was_shown_before_the_pin(visitor: Visitor, stage: Stage) -> None:
    # given: a look before signing
    number = routed(stage).reference
    form = card(visitor, "utility_director", number).form("/moves/instruct")
    typed = {
        "instruct.order.0.text": "Ліквідувати яму.",
        "instruct.order.0.lead": "user:foreman",
        "instruct.order.0.due": "other",
        "instruct.order.0.due_other": "2026-11-26",
    }
    looked = visitor.submit(form, typed, button="look")
    page = read_page(looked.get_data(as_text=True))
    # then: nothing is done, and the bytes are told
    assert (looked.status_code, page.faults) == (200, [])
    assert "Саме це ви підпишете" in page.text
    assert "Відповідальний: Василь Примірний" in page.text
    assert "PIN" in page.text.partition("SHA-256")[2]
    assert stage.case(number).resolutions == ()
    again = page.form("/moves/instruct")
    (sha256,) = dict(again.fields)["instruct.shown"].split()
    # when: other words than those shown
    pin = {"instruct.pin": stage.credentials["utility_director"].pin}
    changed = visitor.submit(again, typed | pin | {"instruct.order.0.text": "Нічого не робити."})
    assert changed.status_code == 422
    assert "Текст змінився" in read_page(changed.get_data(as_text=True)).text
    assert stage.case(number).resolutions == ()
    # when: read for too long, or a moment that was never
    for at in ("2026-11-23T00:00:00+00:00", "2030-01-01T00:00:00+00:00", "2026-11-23T08:05:00", "never"):
        late = visitor.submit(again, typed | pin | {"instruct.shown_at": at})
        assert (late.status_code, stage.case(number).resolutions) == (422, ()), at
    # when: as shown
    signed = visitor.submit(again, typed | pin)
    # then
    assert signed.status_code == 303, signed.get_data(as_text=True)
    (resolution,) = stage.case(number).resolutions
    assert resolution.signed is not None
    assert resolution.signed.statement == sha256


def test_every_mistake_in_a_resolution_is_told_at_once(visitor: Visitor, stage: Stage) -> None:
    # given
    number = routed(stage).reference
    form = card(visitor, "utility_director", number).form("/moves/instruct")
    # when: no words, nobody, a day long gone
    answer = visitor.submit(
        form,
        {
            "instruct.order.0.due": "other",
            "instruct.order.0.due_other": "2020-01-01",
            "instruct.pin": stage.credentials["utility_director"].pin,
        },
    )
    # then
    assert answer.status_code == 422
    found = read_page(answer.get_data(as_text=True))
    for field in ("text", "lead", "due"):
        assert f"#instruct-order-0-{field}" in found.links, field
    assert stage.case(number).state == "routed"


def test_a_proposed_resolution_stands_in_the_form(visitor: Visitor, stage: Stage) -> None:
    # given
    number = routed(stage).reference
    stage.runtime.application.execute(stage.actor("dispatcher"), DraftResolution(reference=number, order=ORDER))
    # when
    fields = dict(card(visitor, "utility_director", number).form("/moves/instruct").fields)
    # then
    assert fields["instruct.order.0.text"] == ORDER.text
    assert fields["instruct.order.0.lead"] == "user:foreman"
    assert "2026-11-26" in (fields.get("instruct.order.0.due"), fields["instruct.order.0.due_other"])


def test_a_foreman_reports_with_a_photo_or_says_why_none(visitor: Visitor, stage: Stage) -> None:
    # given
    number = in_work(stage).reference
    form = card(visitor, "foreman", number).form("/moves/finish")
    # when
    without = visitor.submit(form, {"finish.input.report": "Зроблено"})
    done = visitor.submit(form, {"finish.input.report": "Зроблено", "finish.input.photo.new": photo("black")})
    # then
    assert without.status_code == 422
    assert done.status_code == 303, done.get_data(as_text=True)
    assert stage.case(number).state == "reported"


def test_a_photo_is_shown_to_who_may_see_the_case_and_to_nobody_else(visitor: Visitor, stage: Stage) -> None:
    # given
    case = road(stage)
    path = f"/staff/files/{case.attachments[0]}"
    assert visitor.get(path).status_code == 303
    # when
    answer = visitor.sign_in("dispatcher").get(path)
    # then
    assert answer.mimetype == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert visitor.sign_in("social_head").get(path).status_code == 404
    assert visitor.get(f"/staff/cases/{case.reference}").status_code == 404


def test_a_paper_is_shown_before_it_is_signed(visitor: Visitor, stage: Stage) -> None:
    # given
    number = in_work(stage).reference
    stage.do(number, "finish", "foreman", {"report": "Зроблено.", "photo": str(stage.upload("black"))})
    case = stage.do(number, "accept", "utility_director", {})
    path = f"/staff/papers/{case.papers[0].id}"
    visitor.sign_in("utility_director")
    closed = visitor.page(path)
    assert closed.faults == []
    assert not [one for one in closed.forms if one.action.endswith("/signature")]
    # when: opened, then signed with a wrong and with the right PIN
    assert visitor.submit(closed.form("/opening"), {}).status_code == 303
    opened = visitor.page(path)
    paper = stage.case(number).papers[0]
    assert opened.faults == []
    assert f"SHA-256: {paper.sha256}" in opened.text
    assert visitor.get(f"{path}/content").data.startswith(b"%PDF-")
    form = opened.form("/signature")
    assert visitor.submit(form, {"pin": "000000"}).status_code == 422
    signed = visitor.submit(form, {"pin": stage.credentials["utility_director"].pin})
    stage.drain()
    # then
    assert signed.status_code == 303, signed.get_data(as_text=True)
    assert stage.case(number).papers[0].status is PaperStatus.COMPLETE
    assert stage.case(number).state == "answered"
    assert visitor.page(path).faults == []


def test_other_bytes_than_those_shown_are_not_signed(visitor: Visitor, stage: Stage) -> None:
    # given
    case = routed(stage)
    case = stage.do(case.reference, "refuse", "utility_director", {"grounds": "Дорога приватна."})
    path = f"/staff/papers/{case.papers[0].id}"
    page = visitor.sign_in("utility_director").page(path)
    visitor.submit(page.form("/opening"), {})
    form = visitor.page(path).form("/signature")
    # when
    answer = visitor.submit(form, {"sha256": "0" * 64, "pin": stage.credentials["utility_director"].pin})
    # then
    assert answer.status_code == 422
    assert stage.case(case.reference).papers[0].status is not PaperStatus.COMPLETE
    # and: the page leads on to opening it anew
    anew = read_page(answer.get_data(as_text=True))
    assert not any(one.action.endswith("/signature") for one in anew.forms)
    assert visitor.submit(anew.form("/opening"), {}).status_code == 303


def test_a_paper_is_returned_with_a_remark(visitor: Visitor, stage: Stage) -> None:
    # given
    case = routed(stage)
    case = stage.do(case.reference, "refuse", "utility_director", {"grounds": "Дорога приватна."})
    path = f"/staff/papers/{case.papers[0].id}"
    page = visitor.sign_in("utility_director").page(path)
    visitor.submit(page.form("/opening"), {})
    # when
    answer = visitor.submit(visitor.page(path).form("/return"), {"reason": "Виправити прізвище"})
    # then
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert "Документ повернуто" in visitor.page(answer.headers["Location"]).text


def test_a_co_executor_reports_on_the_card(visitor: Visitor, stage: Stage) -> None:
    # given
    number = routed(stage).reference
    form = card(visitor, "utility_director", number).form("/moves/instruct")
    visitor.submit(
        form,
        {
            "instruct.order.0.text": "Ліквідувати яму.",
            "instruct.order.0.lead": "user:foreman",
            "instruct.order.0.helper": "user:sign_worker",
            "instruct.order.0.due": "other",
            "instruct.order.0.due_other": "2026-11-26",
            "instruct.pin": stage.credentials["utility_director"].pin,
        },
    )
    # when
    page = card(visitor, "sign_worker", number)
    answer = visitor.submit(page.form("/report"), {"text": "Огороджено."})
    # then
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert "Огороджено." in visitor.page(answer.headers["Location"]).text
    assert stage.case(number).resolutions[0].status is ResolutionStatus.OPEN


def test_an_operator_takes_a_case_by_telephone_and_joins_it(visitor: Visitor, stage: Stage) -> None:
    # given
    main = road(stage).reference
    visitor.sign_in("operator")
    form = visitor.page(f"/staff/new/road_defect?join={main}").form("/staff/new/road_defect")
    # when
    answer = visitor.submit(
        form,
        {
            "channel": "phone",
            "form.place.address": "вул. Лісова",
            "applicant.surname": "Сусідська",
            "applicant.given_name": "Ганна",
            "applicant.phone": "0671112233",
            "applicant.contact_by": "voice",
        },
    )
    # then
    assert answer.status_code == 303, answer.get_data(as_text=True)
    number = re.search(r"\d{2}-\d{5}", answer.headers["Location"])
    assert number is not None
    case = stage.case(number.group())
    assert case.channel == "phone"
    assert case.main_reference == main
    assert case.people[0].contact_by == "voice"


def test_a_case_is_found_by_number_and_by_telephone(visitor: Visitor, stage: Stage) -> None:
    # given
    case = road(stage, applicant={**OLENA, "phone": "+380939998877"})
    visitor.sign_in("operator")
    # then
    for asked in (case.reference, "0939998877"):
        assert f"/staff/cases/{case.reference}" in visitor.page(f"/staff/cases?q={asked}").links, asked
    assert "Нічого не знайдено." in visitor.page("/staff/cases?q=ніхтотакий").text


def test_the_day_list_of_the_reception_is_worked_through(visitor: Visitor, stage: Stage) -> None:
    # given
    person = {**OLENA, "surname": "Приймальний", "given_name": "Степан"}
    case = stage.open("mayor_reception", {"slot": "mayor_reception-20261202T1620", "subject": "тече дах"}, person)
    visitor.sign_in("registrar")
    found = visitor.page("/staff/reception?day=2026-12-02")
    assert found.faults == []
    for said in ("16:20", case.reference, "Приймальний Степан", "тече дах", "Записано на прийом"):
        assert said in found.text, said
    # when
    answer = visitor.submit(found.form("/moves/check_in"), {})
    # then
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert stage.case(case.reference).state == "arrived"


def test_somebody_who_is_in_receives_without_appointment(visitor: Visitor) -> None:
    # given
    visitor.sign_in("registrar")
    form = visitor.page("/staff/reception").form("/staff/reception")
    # when
    switched = visitor.submit(form, {"present": "yes"})
    # then
    found = visitor.page(switched.headers["Location"])
    assert "Приймають без запису до кінця дня." in found.text
    visitor.submit(found.form("/staff/reception"), {"present": "no"})
    assert "Зараз приймають лише за записом." in visitor.page("/staff/reception").text


def test_a_form_without_the_session_s_token_is_refused(visitor: Visitor, stage: Stage) -> None:
    # given
    number = road(stage).reference
    form = card(visitor, "dispatcher", number).form("/moves/route")
    fields = [(name, value) for name, value in form.fields if name != "csrf_token"]
    # when
    answer = visitor.post(form.action, fields)
    # then
    assert answer.status_code == 403
    assert stage.case(number).state == "registered"


def test_the_card_tells_the_lead_whose_report_all_wait_for(visitor: Visitor, stage: Stage) -> None:
    # given
    helper = ExecutorOrder(username="sign_worker", role=ExecutorRole.CO)
    order = replace(ORDER, executors=(*ORDER.executors, helper))
    number = stage.do(routed(stage).reference, "instruct", "utility_director", orders=[order]).reference
    # when
    found = card(visitor, "foreman", number)
    # then: said at the moves and at the instruction; the patched hole can be reported all the same
    assert found.text.count("Чекаємо звіту співвиконавця: Знакова Л.") >= 2
    assert any("moves/finish" in one.action for one in found.forms)


def test_the_card_leads_to_the_whole_case_file(visitor: Visitor, stage: Stage) -> None:
    found = card(visitor, "utility_director", routed(stage).reference)

    assert "Завантажити справу (ZIP)" in found.text


def test_a_report_goes_to_a_body_of_the_register_after_its_letter_was_read(visitor: Visitor, stage: Stage) -> None:
    # given
    number = road(stage).reference
    before = stage.case(number)
    card = visitor.sign_in("dispatcher").page(f"/staff/cases/{number}")
    assert "Служба відновлення: дороги державного та обласного значення, Р-77" in card.text
    assert "За законом надішліть до 30.11.2026, включно." in card.text
    assert "Залиште порожнім – буде строк за законом: 23.12.2026." in card.text
    typed = {ADDRESSEE: "restoration_service", "forward.input.reason": REASON}
    # when: looked at
    answer = visitor.submit(card.form("/moves/forward"), typed, button="letter")
    look = read_page(answer.get_data(as_text=True))
    # then: the letter as it will be, a draft, and nothing has happened
    assert (answer.status_code, look.faults) == (200, [])
    for said in (
        "Такий буде лист",
        "Служба відновлення",
        REASON,
        "відповісти заявникові до 23.12.2026",
        "ПРОЄКТ",
        "ще нічого не надіслано",
    ):
        assert said.casefold() in look.text.casefold(), said
    assert "У листі бракує" not in look.text
    assert stage.case(number) == before
    # and: the same as a PDF
    printed = visitor.submit(look.form("/moves/forward"), {}, button="printed")
    assert (printed.status_code, printed.mimetype, printed.data[:5]) == (200, "application/pdf", b"%PDF-")
    assert stage.case(number) == before
    # when: what was read is sent
    assert visitor.submit(look.form("/moves/forward"), {}).status_code == 303
    # then
    sent = stage.case(number)
    assert sent.forwarding is not None
    assert (sent.state, sent.forwarding.addressee) == ("forwarded", "restoration_service")
    assert [one.type for one in sent.papers] == ["forwarding_letter"]


def test_a_body_that_is_not_in_the_register_is_written_by_hand(visitor: Visitor, stage: Stage) -> None:
    # given
    number = road(stage).reference
    form = visitor.sign_in("dispatcher").page(f"/staff/cases/{number}").form("/moves/forward")
    # when: nobody is named, in the letter's preview too
    for button in ("letter", None):
        answer = visitor.submit(form, {"forward.input.reason": REASON}, button=button)
        told = read_page(answer.get_data(as_text=True))
        assert (answer.status_code, told.faults, stage.case(number).state) == (422, [], "registered")
        assert REASON in answer.get_data(as_text=True)
    # when
    typed = {f"{ADDRESSEE}.other": "Лісове господарство", "forward.input.reason": REASON}
    look = visitor.submit(told.form("/moves/forward"), typed, button="letter")
    # then: it stands in the letter and in its box
    assert "Лісове господарство" in read_page(look.get_data(as_text=True)).text
    assert 'value="Лісове господарство"' in look.get_data(as_text=True)
    assert visitor.submit(told.form("/moves/forward"), typed).status_code == 303
    sent = stage.case(number)
    assert sent.forwarding is not None
    assert (sent.state, sent.forwarding.addressee) == ("forwarded", None)
    assert "Лісове господарство" in visitor.page(f"/staff/cases/{number}").text


def test_nobody_reads_ahead_what_they_may_not_do(visitor: Visitor, stage: Stage) -> None:
    # given
    number = road(stage).reference
    form = visitor.sign_in("dispatcher").page(f"/staff/cases/{number}").form("/moves/forward")
    # when: meanwhile somebody passed it on and it was withdrawn
    stage.do(number, "withdraw", stage.citizen(stage.case(number)), {})
    answer = visitor.submit(form, {ADDRESSEE: "power_grid", "forward.input.reason": REASON}, button="letter")
    # then
    assert answer.status_code == 422
    assert "Такий буде лист" not in answer.get_data(as_text=True)


def test_a_form_that_was_sent_and_sent_again_after_going_back_acts_once_and_says_so(
    visitor: Visitor, stage: Stage
) -> None:
    # given: a question, and a note beside it
    number = routed(stage).reference
    page = card(visitor, "utility_director", number)
    ask, more = page.form("/moves/ask"), page.form("/more")
    # when: the same again
    for form, typed in ((ask, {"ask.input.question": "З якого боку дороги?"}), (more, {"note": "Дзвонили з ЖЕК."})):
        for _ in range(2):
            assert visitor.submit(form, typed).status_code == 303
    version = stage.case(number).version
    # and: back, changed, and sent once more
    told = read_page(visitor.submit(more, {"note": "Дзвонили двічі."}).get_data(as_text=True))
    answer = visitor.submit(ask, {"ask.input.question": "А де саме?"})
    gone = read_page(answer.get_data(as_text=True))
    # then: nothing twice, and plain words for it
    assert told.faults + gone.faults == []
    assert "Цю форму вже надіслано раніше. Нічого не зроблено вдруге." in told.text
    assert "Idempotency" not in told.text
    assert answer.status_code == 422
    assert "Вашу дію не виконано: вона вже недоступна. Ось що ви набрали: А де саме?" in gone.text
    assert stage.case(number).version == version
