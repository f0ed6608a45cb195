"""Work by hand over the real database: the letter that came back, its line in the queue, its completion."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from tests.api.given import answering, routed
from tests.town_hall import PIN, TownHall
from workflow.actor import system
from workflow.commands.add_staff import AddStaff
from workflow.commands.add_work import AddWork
from workflow.town import StaffMember


@pytest.fixture(scope="module")
def clerk(town_hall: TownHall) -> str:
    """Somebody of the service centre, who signs in as `clerk`."""
    member = StaffMember(
        username="clerk", name="Тетяна Віконна", position="Адміністраторка", roles=frozenset({"clerk"}), unit=None
    )
    with town_hall.runtime.database.reading(1) as look:
        (known,) = look.connection.exec_driver_sql(
            "SELECT password_hash FROM staff WHERE username = 'mayor'"
        ).fetchone() or ("",)
    town_hall.runtime.application.execute(system(1), AddStaff(member=member, password_hash=known))
    return "clerk"


def posted(hall: TownHall) -> tuple[str, str]:
    """A case whose answer was signed, sealed and sent by post: (reference, paper)."""
    case, paper = answering(hall)
    director = hall.signed_in("utility_director")
    sha256 = director.post(f"/documents/{paper}/opening").get_json()["sha256"]
    assert director.post(f"/documents/{paper}/signatures", {"pin": PIN, "sha256": sha256}).status_code == 200
    hall.work()
    sent = hall.signed_in("registrar").post(f"/documents/{paper}/sending", {"way": "post", "tracking": "0601"})
    assert sent.status_code == 200, sent.text
    return case.reference, paper


def work_lines(hall: TownHall, username: str, reference: str) -> list[dict[str, str]]:
    items = hall.signed_in(username).get("/work-queue?limit=200").get_json()["items"]
    return [one for one in items if one["kind"] == "work" and one["reference"] == reference]


def test_a_letter_that_came_back_asks_the_service_centre_to_ring(town_hall: TownHall, clerk: str) -> None:
    reference, paper = posted(town_hall)
    registrar = town_hall.signed_in("registrar")

    came = registrar.post(f"/documents/{paper}/returned-mail")
    again = registrar.post(f"/documents/{paper}/returned-mail")

    assert came.status_code == 200, came.text
    assert came.get_json()["sent"]["came_back"]
    assert (again.status_code, again.get_json()["refusals"][0]["code"]) == (409, "not_posted")
    (line,) = work_lines(town_hall, clerk, reference)
    assert line["title"] == "Лист повернувся: зателефонувати, передати через ЦНАП"
    english = town_hall.signed_in(clerk).get("/work-queue?limit=200", headers={"Accept-Language": "en"}).get_json()
    assert "The letter came back" in str(english)

    key = str(uuid4())
    browser = town_hall.signed_in(clerk)
    done = browser.post(f"/work/{line['work']}/completion", {"note": "Забере в ЦНАПі"}, Idempotency_Key=key)
    repeated = browser.post(f"/work/{line['work']}/completion", {"note": "Забере в ЦНАПі"}, Idempotency_Key=key)
    late = browser.post(f"/work/{line['work']}/completion", {"note": "ще раз"})

    assert (done.status_code, done.get_data()) == (200, repeated.get_data())
    assert (late.status_code, late.get_json()["refusals"][0]["code"]) == (409, "wrong_state")
    assert work_lines(town_hall, clerk, reference) == []
    (shown,) = browser.get(f"/cases/{reference}").get_json()["work"]
    assert (shown["note"], shown["done_by"]) == ("Забере в ЦНАПі", "clerk")


def test_a_paper_that_was_not_posted_cannot_come_back(town_hall: TownHall) -> None:
    _, paper = answering(town_hall)

    answer = town_hall.signed_in("registrar").post(f"/documents/{paper}/returned-mail")

    assert (answer.status_code, answer.get_json()["code"]) == (409, "not_available")


def test_work_is_for_whom_it_awaits_and_for_nobody_else(town_hall: TownHall) -> None:
    case = routed(town_hall)
    seen = town_hall.signed_in("mayor").get(f"/cases/{case.reference}").get_json()
    assert seen["work"] == []
    with town_hall.runtime.database.reading(1) as look:
        identifier = look.connection.exec_driver_sql(
            "SELECT id FROM cases WHERE reference = %s", (case.reference,)
        ).scalar_one()
    work = UUID(int=77)
    wanted = AddWork(case=identifier, work=work, title="Виїхати на місце", unit="utility")
    for _ in range(2):
        town_hall.runtime.application.execute(system(1), wanted)

    assert [one["title"] for one in work_lines(town_hall, "foreman", case.reference)] == ["Виїхати на місце"]
    assert town_hall.visitor().post(f"/api/v1/work/{work}/completion", json={}).status_code == 401
    assert town_hall.signed_in("specialist").post(f"/work/{work}/completion").status_code == 404
    assert town_hall.signed_in("mayor").post(f"/work/{work}/completion").status_code == 403
    assert town_hall.signed_in("mayor").post(f"/work/{UUID(int=78)}/completion").status_code == 404
    assert town_hall.signed_in("foreman").post(f"/work/{work}/completion").status_code == 200
