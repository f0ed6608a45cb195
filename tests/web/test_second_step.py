"""The second step of signing in, and setting it up, by plain pages; what was typed before a session ended is not lost."""

from __future__ import annotations

import base64
import json
import re
from datetime import timedelta

from gate.totp import code_at
from tests.journeys.stage import Stage
from tests.soft_passkey import SoftPasskey
from tests.web.cases import routed
from tests.web.reading import read_page
from tests.web.visitors import HOST, Visitor

ACCOUNT = "/staff/account"
QUESTION = "З якого боку дороги? <b>Напишіть</b>"


def code(stage: Stage, secret: str) -> str:
    return code_at(base64.b32decode(secret), int(stage.clock.now().timestamp()) // 30)


def options_of(html: str) -> dict[str, dict[str, object]]:
    found = re.search(r'data-options="([^"]*)"', html)
    assert found is not None
    read: dict[str, dict[str, object]] = json.loads(found[1].replace("&#34;", '"'))
    return read


def test_a_generator_is_set_up_and_asked_for_at_the_next_sign_in(visitor: Visitor, stage: Stage) -> None:
    # given
    visitor.sign_in("registrar")
    for language in ("uk", "en", "ru"):
        assert visitor.page(f"{ACCOUNT}?lang={language}").faults == []
    visitor.get(f"{ACCOUNT}?lang=uk")
    # when
    offered = read_page(visitor.submit(visitor.page(ACCOUNT).form("/generator"), {}).get_data(as_text=True))
    assert offered.faults == []
    found = re.search(r"вручну: ((?:[A-Z2-7]{4} ?){8})", offered.text)
    assert found is not None, offered.text
    secret = found[1].replace(" ", "")
    wrong = visitor.submit(offered.form("/confirmation"), {"code": "000000"})
    assert (wrong.status_code, "Код неправильний" in wrong.get_data(as_text=True)) == (422, True)
    done = read_page(
        visitor.submit(offered.form("/confirmation"), {"code": code(stage, secret)}).get_data(as_text=True)
    )
    # then: the codes are told, and the same browser goes on with its new session
    assert done.faults == []
    recovery = re.findall(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", done.text)
    assert len(recovery) == 10
    assert "Залишилося резервних кодів: 10" in visitor.page(ACCOUNT).text

    # when: the next day's sign-in
    stage.clock.advance(timedelta(minutes=2))
    again = Visitor(visitor.client.application, stage).sign_in("registrar")
    # then
    led = again.get("/staff/cases")
    assert (led.status_code, led.headers["Location"]) == (303, "/signin/second-step?next=/staff/cases")
    step = again.page("/signin/second-step?next=/staff/cases")
    assert step.faults == []
    refused = again.submit(step.form("/second-step"), {"code": recovery[0][::-1]})
    assert (refused.status_code, read_page(refused.get_data(as_text=True)).faults) == (422, [])
    passed = again.submit(step.form("/second-step"), {"code": code(stage, secret)})
    assert (passed.status_code, passed.headers["Location"]) == (303, "/staff/cases")
    assert again.page("/staff/cases").faults == []


def test_a_passkey_is_set_up_and_opens_the_next_sign_in(visitor: Visitor, stage: Stage) -> None:
    # given
    key = SoftPasskey(HOST)
    visitor.sign_in("specialist")
    # when
    offered = visitor.submit(visitor.page(ACCOUNT).form("/passkey"), {}).get_data(as_text=True)
    assert read_page(offered).faults == []
    made = json.dumps(key.create(options_of(offered)))
    done = visitor.submit(read_page(offered).form("/confirmation"), {"passkey": made})
    assert done.status_code == 200, done.get_data(as_text=True)
    # then
    again = Visitor(visitor.client.application, stage).sign_in("specialist")
    step = again.get("/signin/second-step").get_data(as_text=True)
    assert read_page(step).faults == []
    passed = again.submit(read_page(step).forms[0], {"passkey": json.dumps(key.get(options_of(step)))})
    assert (passed.status_code, passed.headers["Location"]) == (303, "/staff/")


def test_nonsense_from_the_browser_is_refused_on_the_page(visitor: Visitor) -> None:
    visitor.sign_in("admin")
    answer = visitor.submit(visitor.page(ACCOUNT).form("/passkey"), {})
    form = read_page(answer.get_data(as_text=True)).form("/confirmation")
    assert visitor.submit(form, {"passkey": "{not json"}).status_code == 422


def test_a_password_is_changed_on_the_page_or_refused_in_words(visitor: Visitor, stage: Stage) -> None:
    # given
    visitor.sign_in("foreman")
    form = visitor.page(ACCOUNT).form("/password")
    present = stage.credentials["foreman"].password
    # then
    refused = visitor.submit(form, {"current": present, "new": "коротко"})
    assert (refused.status_code, "Закоротко" in refused.get_data(as_text=True)) == (422, True)
    wrong = visitor.submit(form, {"current": "x", "new": "шість мокрих котів біжать"})
    assert wrong.status_code == 401
    changed = visitor.submit(form, {"current": present, "new": "шість мокрих котів біжать"})
    assert changed.status_code == 303
    assert "Пароль змінено" in visitor.page(changed.headers["Location"]).text


def test_a_step_that_nobody_asks_for_leads_on(visitor: Visitor) -> None:
    visitor.sign_in("dispatcher")
    assert visitor.get("/signin/second-step?next=//evil.example").headers["Location"] == "/staff/"


def test_what_was_typed_outlives_the_session(visitor: Visitor, stage: Stage) -> None:
    # given: a clerk who was called away for a day
    number = routed(stage).reference
    visitor.sign_in("utility_director")
    form = visitor.page(f"/staff/cases/{number}").form("/moves/ask")
    stage.clock.advance(timedelta(days=2))
    # when
    answer = visitor.submit(form, {"ask.input.question": QUESTION})
    entrance = read_page(answer.get_data(as_text=True))
    # then: asked to sign in, nothing done
    assert (answer.status_code, entrance.faults) == (401, [])
    assert "не пропало" in entrance.text
    assert stage.case(number).state == "routed"
    # when: a wrong password first
    secrets = {"username": "utility_director", "password": "x"}
    wrong = visitor.submit(entrance.form("/signin"), secrets)
    assert wrong.status_code == 401
    secrets["password"] = stage.credentials["utility_director"].password
    kept = visitor.submit(read_page(wrong.get_data(as_text=True)).form("/signin"), secrets)
    # then: it is offered, and goes once it is wanted
    shown = read_page(kept.get_data(as_text=True))
    assert (kept.status_code, shown.faults) == (200, [])
    assert "Петро Типовий" in shown.text
    assert stage.case(number).state == "routed"
    sent = visitor.submit(shown.form(form.action), {})
    assert sent.status_code == 303, sent.get_data(as_text=True)
    case = stage.case(number)
    assert case.state == "waiting"
    assert QUESTION in (visitor.page(f"/staff/cases/{number}").text)


def test_a_pin_is_never_carried_on(visitor: Visitor, stage: Stage) -> None:
    # given
    number = routed(stage).reference
    visitor.sign_in("utility_director")
    form = visitor.page(f"/staff/cases/{number}").form("/moves/instruct")
    stranger = Visitor(visitor.client.application, stage)
    # when
    answer = stranger.submit(form, {"instruct.order.text": "Fix it", "instruct.pin": "135790"})
    # then
    assert answer.status_code == 401
    assert "Fix it" in answer.get_data(as_text=True)
    assert "135790" not in answer.get_data(as_text=True)


def test_a_form_of_an_older_session_is_offered_again_to_whoever_is_signed_in_now(
    visitor: Visitor, stage: Stage
) -> None:
    # given: signed in anew in another tab
    number = routed(stage).reference
    visitor.sign_in("utility_director")
    form = visitor.page(f"/staff/cases/{number}").form("/moves/ask")
    visitor.sign_in("utility_director")
    # when
    answer = visitor.submit(form, {"ask.input.question": "Де саме?"})
    # then
    assert answer.status_code == 403
    again = visitor.submit(read_page(answer.get_data(as_text=True)).form(form.action), {})
    assert again.status_code == 303
    assert stage.case(number).state == "waiting"


def test_a_form_from_another_site_is_kept_for_nobody(visitor: Visitor, stage: Stage) -> None:
    number = routed(stage).reference
    answer = visitor.client.post(
        f"/staff/cases/{number}/moves/ask",
        base_url=HOST,
        data={"ask.input.question": "чужа"},
        headers={"Origin": "https://elsewhere.test"},
    )
    assert answer.status_code == 403
    assert "чужа" not in answer.get_data(as_text=True)
    assert 'name="kept"' not in answer.get_data(as_text=True)


def test_what_is_kept_leads_to_no_other_place(visitor: Visitor, stage: Stage) -> None:
    # given: somebody made the hidden fields themselves
    typed = {
        "username": "dispatcher",
        "password": stage.credentials["dispatcher"].password,
        "kept.path": "https://evil.example/staff/",
        "kept": '[[["a", "b"]], false]',
    }
    # then
    assert visitor.post("/signin", typed).headers["Location"] == "/staff/"
    for nonsense in ("{", "[]", "[1, 2]", '[["ab"], {}, 3]'):
        answer = visitor.post("/signin", typed | {"kept.path": "/staff/new/road_defect", "kept": nonsense})
        assert answer.status_code == 303, nonsense


def test_what_was_typed_passes_the_second_step_too(visitor: Visitor, stage: Stage) -> None:
    # given: somebody with a generator of codes
    visitor.sign_in("clerk")
    offered = read_page(visitor.submit(visitor.page(ACCOUNT).form("/generator"), {}).get_data(as_text=True))
    found = re.search(r"вручну: ((?:[A-Z2-7]{4} ?){8})", offered.text)
    assert found is not None
    secret = found[1].replace(" ", "")
    done = visitor.submit(offered.form("/confirmation"), {"code": code(stage, secret)})
    assert done.status_code == 200
    form = visitor.page("/staff/new/road_defect").form("/staff/new/road_defect")
    stage.clock.advance(timedelta(minutes=2))
    visitor = Visitor(visitor.client.application, stage)
    # when
    entrance = visitor.submit(form, {"form.place.address": "вул. Довга, 1"})
    secrets = {"username": "clerk", "password": stage.credentials["clerk"].password}
    step = visitor.submit(read_page(entrance.get_data(as_text=True)).form("/signin"), secrets)
    shown = read_page(step.get_data(as_text=True))
    assert (step.status_code, shown.faults) == (200, [])
    kept = visitor.submit(shown.form("/second-step"), {"code": code(stage, secret)})
    # then
    assert kept.status_code == 200
    fields = dict(read_page(kept.get_data(as_text=True)).form("/staff/new/road_defect").fields)
    assert fields["form.place.address"] == "вул. Довга, 1"
