"""Performing transitions over HTTP."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

from werkzeug.test import TestResponse

from store.queries.effect_reads import case_by_reference
from tests.api.given import PERSONAL, filed, in_work, moved, routed
from tests.given import citizen
from tests.town_hall import PIN, StaffBrowser, TownHall
from workflow.commands.perform_transition import PerformTransition

ORDER = {"text": "Ліквідувати яму.", "executors": [{"user": "foreman"}], "due": "2026-11-26"}


def test_every_move_is_listed_with_the_reasons_against_it(town_hall: TownHall) -> None:
    case = filed(town_hall)

    items = town_hall.signed_in("dispatcher").get(f"/cases/{case.reference}/transitions").get_json()["items"]

    by_name = {one["name"]: one for one in items}
    assert by_name["route"]["allowed"] is True
    assert by_name["route"]["refusals"] == []
    assert by_name["withdraw"]["allowed"] is False
    assert by_name["withdraw"]["refusals"] == [{"code": "role", "message": "Це робить інша роль."}]
    assert by_name["route"]["input"]["additionalProperties"] is False


def test_a_move_answers_the_case_its_new_tag_and_what_comes_next(town_hall: TownHall) -> None:
    case = filed(town_hall)
    browser = town_hall.signed_in("dispatcher")

    answer = browser.post(f"/cases/{case.reference}/transitions", {"name": "route"}, If_Match='"1"')

    body = answer.get_json()
    assert (answer.status_code, answer.headers["ETag"], body["state"]) == (200, '"2"', "routed")
    assert {one["name"] for one in body["transitions"]} >= {"instruct", "refuse", "forward"}


def test_a_write_answers_the_case_as_reading_shows_it_though_no_personal_value_is_kept_with_the_reply(
    town_hall: TownHall,
) -> None:
    # given: a move under a key
    case = filed(town_hall)
    dispatcher = town_hall.signed_in("dispatcher")
    path, key = f"/cases/{case.reference}/transitions", str(uuid4())
    first = dispatcher.post(path, {"name": "route"}, Idempotency_Key=key)
    # then: what it answered is what reading shows
    moves = first.get_json().pop("transitions")
    assert first.get_json() == dispatcher.get(f"/cases/{case.reference}").get_json() | {"transitions": moves}
    assert first.get_json()["applicant"]["surname"] == "Зразкова"
    assert first.get_json()["form"]["place"]["lat"] == 50.35
    # and: the same bytes again, of a reply that is kept without them
    assert dispatcher.post(path, {"name": "route"}, Idempotency_Key=key).get_data() == first.get_data()
    with town_hall.runtime.database.reading(1) as look:
        kept = look.connection.exec_driver_sql(
            "SELECT headers::text, body FROM replies WHERE key = %(key)s", {"key": key}
        ).one()
    assert not [one for one in PERSONAL if one in kept[0] or one.encode() in bytes(kept[1])]
    assert "Sprava-Personal" not in first.headers
    # and: without a key, where nothing is kept, the same
    other = filed(town_hall)
    told = dispatcher.post(f"/cases/{other.reference}/transitions", {"name": "route"})
    moves = told.get_json().pop("transitions")
    assert told.get_json() == dispatcher.get(f"/cases/{other.reference}").get_json() | {"transitions": moves}
    assert told.get_json()["applicant"]["surname"] == "Зразкова"
    assert "Sprava-Personal" not in told.headers


def test_the_answer_about_an_instruction_has_its_words(town_hall: TownHall) -> None:
    _, resolution = in_work(town_hall)

    told = town_hall.signed_in("foreman").post(f"/resolutions/{resolution}/reports", {"text": "Зроблено"}).get_json()

    assert (told["text"], told["reports"][0]["text"]) == ("Ліквідувати яму.", "Зроблено")


def test_a_stale_version_moves_nothing(town_hall: TownHall) -> None:
    case = routed(town_hall)
    browser = town_hall.signed_in("dispatcher")

    for tag in ('"1"', '"99"', "nonsense"):
        answer = browser.post(f"/cases/{case.reference}/transitions", {"name": "forward"}, If_Match=tag)
        assert (answer.status_code, answer.get_json()["code"]) == (412, "stale_version")
    # Whatever else is written on the case asks the same.
    added = [browser.post(f"/cases/{case.reference}/papers", {"note": "Там глибше"}, If_Match=f'"{n}"') for n in (1, 2)]
    assert [one.status_code for one in added] == [412, 200]
    # A command that locks another case before its own asks it of its own.
    late = filed(town_hall)
    path = f"/cases/{late.reference}/joining"
    joined = [browser.post(path, {"main": case.reference}, If_Match=f'"{version}"') for version in (3, 1)]
    assert [one.status_code for one in joined] == [412, 200], [one.text for one in joined]

    assert browser.get(f"/cases/{case.reference}").get_json()["state"] == "routed"


def test_of_two_clerks_who_press_at_once_one_moves_the_case_and_the_other_is_told(town_hall: TownHall) -> None:
    case = filed(town_hall)
    together = Barrier(2)

    def press(browser: StaffBrowser) -> TestResponse:
        together.wait(30)
        return browser.post(f"/cases/{case.reference}/transitions", {"name": "route"})

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(press, [town_hall.signed_in("dispatcher") for _ in range(2)]))

    late, done = sorted(answers, key=lambda one: -one.status_code)
    assert (done.status_code, late.status_code) == (200, 409)
    assert [one["code"] for one in late.get_json()["refusals"]] == ["wrong_state"]
    history = town_hall.signed_in("mayor").get(f"/cases/{case.reference}/history").get_json()["items"]
    assert [one["type"] for one in history].count("Transitioned") == 1


def test_a_missing_report_of_a_helper_is_named_in_the_language_asked_for(town_hall: TownHall) -> None:
    # given
    case = routed(town_hall)
    helpers = [{"user": "foreman"}, {"user": "sign_worker", "role": "co"}, {"unit": "council_office", "role": "co"}]
    order = {**ORDER, "executors": helpers}
    moved(town_hall, "utility_director", case.reference, "instruct", resolution=order, pin=PIN)
    browser = town_hall.signed_in("foreman")
    # when
    number = browser.get(f"/cases/{case.reference}").get_json()["resolutions"][0]["id"]
    said = {
        language: browser.post(f"/resolutions/{number}/reports", {"text": "Засипали"}, Accept_Language=language)
        for language in ("uk", "en", "ru")
    }
    # then
    assert {one.status_code for one in said.values()} == {409}
    assert {language: one.get_json()["refusals"] for language, one in said.items()} == {
        "uk": [{"code": "awaits_reports", "message": "Чекаємо звіту співвиконавця: Знакова Л., Загальний відділ"}],
        "en": [{"code": "awaits_reports", "message": "Waiting for the report of: Знакова Л., Загальний відділ"}],
        "ru": [{"code": "awaits_reports", "message": "Ждём отчёта соисполнителя: Знакова Л., Загальний відділ"}],
    }


def test_any_version_will_do_for_a_star(town_hall: TownHall) -> None:
    case = filed(town_hall)

    answer = town_hall.signed_in("dispatcher").post(
        f"/cases/{case.reference}/transitions", {"name": "route"}, If_Match="*"
    )

    assert answer.status_code == 200


def test_the_wrong_role_is_403_the_wrong_state_409_the_unknown_move_409(town_hall: TownHall) -> None:
    case = routed(town_hall)
    browser = town_hall.signed_in("dispatcher")

    def outcome(name: str) -> tuple[int, str, list[str]]:
        answer = browser.post(f"/cases/{case.reference}/transitions", {"name": name})
        body = answer.get_json()
        return answer.status_code, body["code"], [one["code"] for one in body.get("refusals", [])]

    assert outcome("instruct") == (403, "not_permitted", [])
    assert outcome("route") == (409, "not_available", ["wrong_state"])
    assert outcome("fly") == (409, "not_available", ["no_such_transition"])


def test_a_signed_instruction_needs_the_pin(town_hall: TownHall) -> None:
    case = routed(town_hall)
    browser = town_hall.signed_in("utility_director")
    move = {"name": "instruct", "resolution": ORDER}

    unsigned = browser.post(f"/cases/{case.reference}/transitions", move)
    wrong = browser.post(f"/cases/{case.reference}/transitions", {**move, "pin": "000000"})
    signed = browser.post(f"/cases/{case.reference}/transitions", {**move, "pin": PIN})

    assert (unsigned.status_code, "pin" in unsigned.get_json()["errors"]) == (422, True)
    assert (wrong.status_code, wrong.get_json()["code"]) == (422, "wrong_pin")
    assert (signed.status_code, signed.get_json()["resolutions"][0]["signed"]) == (200, True)


def test_a_retried_instruction_is_issued_once_and_signed_once(town_hall: TownHall) -> None:
    case = routed(town_hall)
    browser = town_hall.signed_in("utility_director")
    begun = browser.post("/signing-sessions", {"pin": PIN}).get_json()
    move = {
        "name": "instruct",
        "resolution": ORDER,
        "signing_session": {"id": begun["id"], "secret": begun["secret"]},
    }
    key = str(uuid4())

    answers = [browser.post(f"/cases/{case.reference}/transitions", move, Idempotency_Key=key) for _ in range(3)]

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.get_data() for answer in answers}) == 1
    assert len(browser.get(f"/cases/{case.reference}/resolutions").get_json()["items"]) == 1


def test_an_instruction_must_name_people_who_exist_and_a_day_to_come(town_hall: TownHall) -> None:
    case = routed(town_hall)
    order = {"text": "x", "executors": [{"user": "ghost"}], "due": "2020-01-01"}

    answer = town_hall.signed_in("utility_director").post(
        f"/cases/{case.reference}/transitions", {"name": "instruct", "resolution": order, "pin": PIN}
    )

    assert answer.status_code == 422
    assert len(answer.get_json()["errors"]) >= 2


def test_executor_and_controller_follow_the_protocol(town_hall: TownHall) -> None:
    case, resolution = in_work(town_hall)
    foreman, director = town_hall.signed_in("foreman"), town_hall.signed_in("utility_director")

    def step(browser: object, what: str, **body: object) -> dict[str, object]:
        answer = browser.post(f"/resolutions/{resolution}/{what}", body)  # type: ignore[attr-defined]
        assert answer.status_code in (200, 201), answer.text
        made: dict[str, object] = answer.get_json()
        return made

    assert step(foreman, "extension-requests", due="2026-11-27", reason="дощ")["extension_request"]
    assert step(director, "extension", due="2026-11-27", reason="дощ")["due"] == "2026-11-27"
    assert step(foreman, "reports", text="Засипали")["status"] == "reported"
    assert step(director, "return", reason="Немає фото")["status"] == "open"
    assert step(foreman, "reports", text="Ось фото")["reports"][-1]["text"] == "Ось фото"  # type: ignore[index]
    assert step(director, "acceptance")["off_control_by"] == "utility_director"
    tree = director.get(f"/cases/{case.reference}/resolutions").get_json()["items"]
    assert [report["text"] for report in tree[0]["reports"]] == ["Засипали", "Ось фото"]


def test_only_the_executor_reports_and_only_the_controller_accepts(town_hall: TownHall) -> None:
    _, resolution = in_work(town_hall)

    report = town_hall.signed_in("mayor").post(f"/resolutions/{resolution}/reports", {"text": "x"})
    accept = town_hall.signed_in("foreman").post(f"/resolutions/{resolution}/acceptance")
    recall = town_hall.signed_in("dispatcher").post(f"/resolutions/{resolution}/recall", {"reason": "x"})

    assert {one.status_code for one in (report, accept, recall)} == {403}


def test_an_executor_passes_the_work_on_within_the_date_above(town_hall: TownHall) -> None:
    case, resolution = in_work(town_hall)
    foreman = town_hall.signed_in("foreman")
    order = {"text": "Огородити", "executors": [{"user": "specialist"}]}
    assert town_hall.signed_in("specialist").get(f"/cases/{case.reference}").status_code == 404

    late = foreman.post(f"/resolutions/{resolution}/resolutions", {**order, "due": "2026-11-27"})
    good = foreman.post(f"/resolutions/{resolution}/resolutions", {**order, "due": "2026-11-25"})

    assert late.status_code == 422
    assert (good.status_code, good.get_json()["parent"], good.get_json()["text"]) == (201, resolution, "Огородити")
    assert good.get_json()["number"] == "1.1"
    assert town_hall.signed_in("specialist").get(f"/cases/{case.reference}").status_code == 200, "now it concerns them"


def test_a_proposal_is_accepted_or_changed(town_hall: TownHall) -> None:
    case, _ = in_work(town_hall)
    drafted = town_hall.signed_in("dispatcher").post(f"/cases/{case.reference}/resolution-drafts", ORDER)
    director = town_hall.signed_in("utility_director")

    issued = director.post(
        f"/cases/{case.reference}/resolutions",
        {"draft": drafted.get_json()["id"], "due": "2026-11-25", "pin": PIN},
    )

    assert drafted.status_code == 201
    assert issued.status_code == 201, issued.text
    assert (issued.get_json()["text"], issued.get_json()["due"]) == (ORDER["text"], "2026-11-25")
    assert issued.get_json()["executors"][0]["user"] == "foreman"


def test_a_proposal_is_shown_with_each_executor_and_their_date(town_hall: TownHall) -> None:
    # given
    case, _ = in_work(town_hall)
    executors = [
        {"user": "foreman", "role": "lead", "due": "2026-11-26"},
        {"user": "specialist", "role": "co", "due": "2026-11-25T10:00:00Z"},
    ]
    # when
    drafted = town_hall.signed_in("dispatcher").post(
        f"/cases/{case.reference}/resolution-drafts", {**ORDER, "executors": executors}
    )
    # then
    assert drafted.status_code == 201, drafted.text
    assert [(one["user"], one["role"]) for one in drafted.get_json()["executors"]] == [
        ("foreman", "lead"),
        ("specialist", "co"),
    ]
    assert drafted.get_json()["executors"][0]["due"] == "2026-11-26"
    seen = town_hall.signed_in("utility_director").get(f"/cases/{case.reference}").get_json()
    assert seen["resolution_draft"]["executors"] == drafted.get_json()["executors"]


def test_a_new_date_of_the_resolution_is_the_lead_s_new_date(town_hall: TownHall) -> None:
    # given
    case, _ = in_work(town_hall)
    director = town_hall.signed_in("utility_director")
    executors = [
        {"user": "foreman", "role": "lead", "due": "2026-11-26"},
        {"user": "sign_worker", "role": "co", "due": "2026-11-24"},
    ]
    issued = director.post(
        f"/cases/{case.reference}/resolutions", {**ORDER, "executors": executors, "due": "2026-11-26", "pin": PIN}
    ).get_json()
    # when
    moved = director.post(f"/resolutions/{issued['id']}/extension", {"due": "2026-11-27", "reason": "Дощ"})
    # then
    assert moved.status_code == 200, moved.text
    assert [one["due"] for one in moved.get_json()["executors"]] == ["2026-11-27", "2026-11-24"]


def test_what_awaits_whom_stands_in_the_queue(town_hall: TownHall) -> None:
    case, resolution = in_work(town_hall)

    lines = town_hall.signed_in("foreman").get("/work-queue?limit=200").get_json()["items"]

    mine = [one for one in lines if one["reference"] == case.reference]
    assert {"kind", "reference", "title", "clock", "article", "deadline"} <= set(mine[0])
    assert any(one["kind"] == "execute" and one["resolution"] == resolution for one in mine)
    due = [one["deadline"] for one in lines if one["deadline"]]
    assert due == sorted(due)


def test_a_case_shows_each_clock_once_and_its_deadlines_every_run(town_hall: TownHall) -> None:
    case = routed(town_hall)
    for _ in range(2):
        town_hall.clock.advance(timedelta(minutes=1))
        moved(town_hall, "utility_director", case.reference, "ask", input={"question": "Де саме яма?"})
        with town_hall.runtime.database.reading(1) as look:
            found = case_by_reference(look, case.reference)
        answer = PerformTransition(reference=case.reference, name="answer", input={"reply": "Навпроти вісімки."})
        town_hall.runtime.application.execute(citizen(found), answer)

    browser = town_hall.signed_in("utility_director")
    shown = browser.get(f"/cases/{case.reference}").get_json()["deadlines"]
    runs = browser.get(f"/cases/{case.reference}/deadlines").get_json()["items"]

    assert sorted(one["clock"] for one in shown) == sorted({one["clock"] for one in runs})
    replies = [one for one in runs if one["clock"] == "reply"]
    assert [one["state"] for one in replies] == ["stopped", "stopped"]
    assert all(one["steps"] for one in replies)
    assert [one for one in shown if one["clock"] == "reply"] == replies[-1:]


def test_what_a_move_asks_is_said_in_the_readers_language(town_hall: TownHall) -> None:
    reference = filed(town_hall).reference

    answer = town_hall.signed_in("dispatcher").get(f"/cases/{reference}/transitions", headers={"Accept-Language": "en"})

    moves = {one["name"]: one["input"]["properties"] for one in answer.get_json()["items"]}
    assert moves["forward"]["addressee"]["title"] == "To whom"
    titles = [shape["title"] for asked in moves.values() for shape in asked.values()]
    assert [one for one in titles if not one.isascii()] == []
