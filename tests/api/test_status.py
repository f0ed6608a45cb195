"""What a status link opens, and what it never does (rules.md 14)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from store.queries.effect_reads import case_by_reference
from tests.api.given import PERSONAL, filed, in_work, moved, routed
from tests.town_hall import TownHall
from workflow.status_link import token


def test_the_bare_link_tells_state_dates_and_moves_and_nothing_personal(town_hall: TownHall) -> None:
    case = filed(town_hall)

    answer = town_hall.visitor().get(f"/api/v1/status/{case.token}")

    body = answer.get_json()
    assert (body["reference"], body["title"], body["street"]) == (
        case.reference,
        "Яма або розбита дорога",
        "вул. Лісова",
    )
    assert body["citizen_text"] == "Ми отримали ваше повідомлення."
    assert body["due"] == "2026-12-23"
    assert body["why"][0] == "Отримано 23.11.2026."
    assert body["unit"] == "КП «Благоустрій»"
    assert [one["name"] for one in body["moves"]] == ["withdraw"]
    assert [one["title"] for one in body["done"]] == ["Отримали"]
    assert body["now"]["title"] == "Передаємо директорові"
    assert not [word for word in (*PERSONAL, "380") if word in answer.text]


def test_what_was_done_is_told_in_order_with_times(town_hall: TownHall) -> None:
    case, _ = in_work(town_hall)

    body = town_hall.visitor().get(f"/api/v1/status/{case.token}").get_json()

    assert [one["title"] for one in body["done"]] == ["Отримали", "Передали директорові", "Призначили роботу"]
    assert body["done"][0]["at"] == "2026-11-23T06:05:00Z"
    assert (body["now"]["title"], body["now"]["date"]) == ("Ремонт", "2026-11-26")
    assert body["citizen_text"] == "Роботу призначено до 26 листопада."
    assert body["next"] == [{"title": "Відповідь вам", "date": "2026-12-23"}]


def test_looking_changes_nothing(town_hall: TownHall) -> None:
    case = filed(town_hall)

    def everything() -> list[tuple[str, int]]:
        with town_hall.runtime.database.reading(1) as look:
            tables = look.connection.exec_driver_sql(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
            ).scalars()
            return [
                (name, look.connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one())
                for name in tables
                if look.connection.exec_driver_sql(f"SELECT has_table_privilege('{name}', 'SELECT')").scalar_one()
            ]

    before = everything()
    for _ in range(3):
        town_hall.visitor().get(f"/api/v1/status/{case.token}")
    assert everything() == before


def test_letters_may_be_small(town_hall: TownHall) -> None:
    case = filed(town_hall)

    assert town_hall.visitor().get(f"/api/v1/status/{case.token.lower()}").status_code == 200


@pytest.mark.parametrize("token", ["K7M2Q9TX4WPB3H", "short", "K7M2Q9TX4WPB30", "%00" * 5, "я" * 14])
def test_a_guessed_link_opens_nothing(town_hall: TownHall, token: str) -> None:
    assert town_hall.visitor().get(f"/api/v1/status/{token}").status_code == 404


def test_a_question_is_shown_answered_and_the_case_goes_on(town_hall: TownHall) -> None:
    case = routed(town_hall)
    moved(town_hall, "utility_director", case.reference, "ask", input={"question": "Яка саме яма?"})
    visitor = town_hall.visitor()

    asked = visitor.get(f"/api/v1/status/{case.token}").get_json()
    answered = visitor.post(
        f"/api/v1/status/{case.token}/transitions", json={"name": "answer", "input": {"reply": "Біля будинку 8"}}
    )

    assert asked["citizen_text"] == "Чекаємо на вас: Яка саме яма?"
    assert "answer" in [one["name"] for one in asked["moves"]]
    assert (answered.status_code, answered.get_json()["state"]) == (200, "routed")
    assert "Біля будинку 8" not in answered.text, "the citizen's own words are not on the bare page"


def test_a_citizen_cannot_do_what_officials_do(town_hall: TownHall) -> None:
    case = filed(town_hall)

    answer = town_hall.visitor().post(f"/api/v1/status/{case.token}/transitions", json={"name": "route"})

    assert (answer.status_code, answer.get_json()["code"]) == (403, "not_permitted")


def test_the_second_tier_opens_by_four_digits(town_hall: TownHall) -> None:
    case = routed(town_hall)
    moved(town_hall, "utility_director", case.reference, "ask", input={"question": "Яка яма?"})
    visitor = town_hall.visitor()

    wrong = visitor.post(f"/api/v1/status/{case.token}/unlock", json={"last4": "0000"})
    right = visitor.post(f"/api/v1/status/{case.token}/unlock", json={"last4": "4567"})

    assert (wrong.status_code, wrong.get_json()["code"]) == (422, "wrong_code")
    assert right.get_json()["question"] == "Яка яма?"
    assert right.get_json()["expires"] == "2026-11-23T06:15:00Z"
    assert "HttpOnly" in right.headers["Set-Cookie"]
    assert visitor.get(f"/api/v1/status/{case.token}").get_json()["unlocked"] is True
    assert town_hall.visitor().get(f"/api/v1/status/{case.token}").get_json()["unlocked"] is False


def test_the_second_tier_closes_after_ten_minutes(town_hall: TownHall) -> None:
    case = filed(town_hall)
    visitor = town_hall.visitor()
    visitor.post(f"/api/v1/status/{case.token}/unlock", json={"last4": "4567"})
    before = town_hall.clock.now()
    try:
        town_hall.clock.advance(timedelta(minutes=10, seconds=1))
        assert visitor.get(f"/api/v1/status/{case.token}").get_json()["unlocked"] is False
    finally:
        town_hall.clock.set(before)


def test_an_unlocked_link_unlocks_no_other(town_hall: TownHall) -> None:
    mine, other = filed(town_hall), filed(town_hall)
    visitor = town_hall.visitor()
    visitor.post(f"/api/v1/status/{mine.token}/unlock", json={"last4": "4567"})

    assert visitor.get(f"/api/v1/status/{other.token}").get_json()["unlocked"] is False


def test_five_tries_and_no_more_even_with_the_right_digits(town_hall: TownHall) -> None:
    case = filed(town_hall)

    tries = [
        town_hall.visitor().post(f"/api/v1/status/{case.token}/unlock", json={"last4": f"000{number}"})
        for number in range(6)
    ]
    right = town_hall.visitor().post(f"/api/v1/status/{case.token}/unlock", json={"last4": "4567"})

    assert [one.status_code for one in tries] == [422] * 5 + [429]
    assert right.status_code == 429
    assert int(right.headers["Retry-After"]) > 0


def test_a_code_sent_to_the_person_opens_the_second_tier_too(town_hall: TownHall) -> None:
    case = filed(town_hall)
    visitor = town_hall.visitor()

    asked = visitor.post(f"/api/v1/status/{case.token}/code")
    town_hall.work()
    message = town_hall.outbox.messages[-1]
    code = message.text.partition("код ")[2][:6]
    wrong = visitor.post(
        f"/api/v1/status/{case.token}/unlock", json={"code": "000000" if code != "000000" else "1" * 6}
    )
    right = visitor.post(f"/api/v1/status/{case.token}/unlock", json={"code": code})

    assert (asked.status_code, message.to) == (202, "+380671234567")
    assert message.text.startswith(case.reference)
    assert (wrong.status_code, right.status_code) == (422, 200)
    kept = town_hall.signed_in("admin").get(f"/messages?case={case.reference}").get_json()["items"]
    assert code not in repr(kept), "nobody in the town hall reads the code"
    with town_hall.runtime.database.reading(1) as look:
        jobs = look.connection.exec_driver_sql("SELECT args FROM procrastinate_jobs").fetchall()
    assert code not in repr(jobs)


def test_a_code_is_old_after_ten_minutes(town_hall: TownHall) -> None:
    case = filed(town_hall)
    visitor = town_hall.visitor()
    visitor.post(f"/api/v1/status/{case.token}/code")
    town_hall.work()
    code = town_hall.outbox.messages[-1].text.partition("код ")[2][:6]
    before = town_hall.clock.now()
    try:
        town_hall.clock.advance(timedelta(minutes=10))
        late = visitor.post(f"/api/v1/status/{case.token}/unlock", json={"code": code})
    finally:
        town_hall.clock.set(before)

    assert late.status_code == 422


def test_codes_are_not_sent_without_end(town_hall: TownHall) -> None:
    case = filed(town_hall)

    statuses = [town_hall.visitor().post(f"/api/v1/status/{case.token}/code").status_code for _ in range(4)]

    assert statuses == [202, 202, 202, 429]


@pytest.mark.parametrize("body", [{}, {"last4": "4567", "code": "123456"}, {"last4": "45"}, {"code": "abcdef"}])
def test_unlocking_takes_one_of_both(town_hall: TownHall, body: dict[str, str]) -> None:
    case = filed(town_hall)

    assert town_hall.visitor().post(f"/api/v1/status/{case.token}/unlock", json=body).status_code == 422


def test_papers_stay_closed_on_the_bare_link(town_hall: TownHall) -> None:
    case = filed(town_hall)

    answer = town_hall.visitor().get(
        f"/api/v1/status/{case.token}/documents/01920000-0000-7000-8000-000000000000/content"
    )

    assert (answer.status_code, answer.get_json()["code"]) == (403, "locked")


def test_withdrawing_ends_the_case_and_the_link_after_ninety_days(town_hall: TownHall) -> None:
    case = filed(town_hall)
    visitor = town_hall.visitor()

    body = visitor.post(f"/api/v1/status/{case.token}/transitions", json={"name": "withdraw"}).get_json()

    assert (body["state"], body["now"], body["due"], body["outcome"]) == ("withdrawn", None, None, "відкликано")
    before = town_hall.clock.now()
    try:
        town_hall.clock.advance(timedelta(days=89))
        assert visitor.get(f"/api/v1/status/{case.token}").status_code == 200
        town_hall.clock.advance(timedelta(days=2))
        late = visitor.get(f"/api/v1/status/{case.token}")
        assert (late.status_code, late.get_json()["code"]) == (410, "link_expired")
    finally:
        town_hall.clock.set(before)


def test_a_link_renewed_long_after_closing_opens_for_ninety_days_more(town_hall: TownHall) -> None:
    case = filed(town_hall)
    visitor = town_hall.visitor()
    assert visitor.post(f"/api/v1/status/{case.token}/transitions", json={"name": "withdraw"}).status_code == 200
    before = town_hall.clock.now()
    try:
        # given: a link that has expired, whatever is asked of it
        town_hall.clock.advance(timedelta(days=200))
        for path, body in (("unlock", {"last4": "4567"}), ("code", {}), ("transitions", {"name": "withdraw"})):
            assert visitor.post(f"/api/v1/status/{case.token}/{path}", json=body).status_code == 410, path
        # when: the citizen rings and staff renew it
        staff = town_hall.signed_in("registrar")
        person = staff.get(f"/cases/{case.reference}").get_json()["applicant"]["id"]
        assert staff.post(f"/cases/{case.reference}/links", {"person": person}).status_code == 200
        with town_hall.runtime.database.reading(1) as look:
            identifier = case_by_reference(look, case.reference).id
        fresh = token(town_hall.runtime.keys.links, identifier, UUID(person), 2)
        # then
        town_hall.clock.advance(timedelta(days=89))
        assert visitor.get(f"/api/v1/status/{fresh}").status_code == 200
        # An old link tells nobody whether a newer one was sent.
        assert visitor.get(f"/api/v1/status/{case.token}").status_code == 410
        town_hall.clock.advance(timedelta(days=2))
        assert visitor.get(f"/api/v1/status/{fresh}").status_code == 410
    finally:
        town_hall.clock.set(before)


def test_an_expired_link_is_renewed_by_the_phone_and_nothing_tells_whether_it_fits(town_hall: TownHall) -> None:
    case = filed(town_hall)
    visitor = town_hall.visitor()
    path = f"/api/v1/status/{case.token}/renewal"
    early = visitor.post(path, json={"phone": "+380671234567"})
    assert (early.status_code, early.get_json()["code"]) == (409, "renewal_not_needed")
    assert visitor.post(f"/api/v1/status/{case.token}/transitions", json={"name": "withdraw"}).status_code == 200
    town_hall.work()
    before, sent = town_hall.clock.now(), len(town_hall.outbox.messages)
    try:
        town_hall.clock.advance(timedelta(days=100))
        # when: nonsense, a stranger's number, their own twice
        answers = [visitor.post(path, json={"phone": one}) for one in ("12345", "+380509999999")]
        town_hall.work()
        assert len(town_hall.outbox.messages) == sent
        answers += [visitor.post(path, json={"phone": "067 123-45-67"}) for _ in range(2)]
        town_hall.work()
        # then
        assert {(one.status_code, one.data) for one in answers} == {(202, b"{}\n")}
        fresh = town_hall.outbox.messages[-1].text.rpartition("/s/")[2]
        assert visitor.get(f"/api/v1/status/{fresh}").status_code == 200
        assert visitor.get(f"/api/v1/status/{case.token}").status_code == 410
        # and: not for ever
        last = [visitor.post(path, json={"phone": "+380509999999"}).status_code for _ in range(2)]
        assert last == [202, 429]
    finally:
        town_hall.clock.set(before)


def test_a_link_that_staff_ended_is_not_renewed(town_hall: TownHall) -> None:
    case = filed(town_hall)
    staff = town_hall.signed_in("registrar")
    person = staff.get(f"/cases/{case.reference}").get_json()["applicant"]["id"]
    assert staff.post(f"/cases/{case.reference}/links", {"person": person, "revoke": True}).status_code == 200

    answer = town_hall.visitor().post(f"/api/v1/status/{case.token}/renewal", json={"phone": "+380671234567"})

    assert answer.status_code == 404


def test_who_deals_with_a_forwarded_case_is_the_other_body_with_its_day(town_hall: TownHall) -> None:
    # given
    case = filed(town_hall)
    sent = {"addressee": "Служба відновлення", "reason": "Дорога обласна", "their_due": "2026-12-24"}
    moved(town_hall, "dispatcher", case.reference, "forward", input=sent)
    # when
    told = town_hall.visitor().get(f"/api/v1/status/{case.token}").get_json()
    # then
    assert (told["unit"], told["due"], told["state"]) == ("Служба відновлення", "2026-12-24", "forwarded")
