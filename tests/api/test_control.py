"""Control over the real database: checkpoints, repeats, a missed date and its explanation, another executor."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from store.queries.awaiting import case_of_resolution
from tests.api.given import in_work, routed
from tests.given import local
from tests.town_hall import MONDAY, PIN, TownHall


def below(hall: TownHall, **more: Any) -> str:
    """A controlled sub-resolution of the foreman to the sign worker, until Wednesday 25.11: its id."""
    _, above = in_work(hall)
    body = {"text": "Знак.", "executors": [{"user": "sign_worker"}], "due": "2026-11-25", **more}
    answer = hall.signed_in("foreman").post(f"/resolutions/{above}/resolutions", body)
    assert answer.status_code == 201, answer.text
    return str(answer.get_json()["id"])


def test_a_checkpoint_is_asked_for_reported_once_and_shown(town_hall: TownHall) -> None:
    made = below(town_hall, checkpoints=[{"due": "2026-11-24", "note": "Стовп є?"}], about="Знак")
    worker = town_hall.signed_in("sign_worker")
    told = worker.post(f"/resolutions/{made}/checkpoints/1/reports", {"text": "Є."})
    twice = worker.post(f"/resolutions/{made}/checkpoints/1/reports", {"text": "Є."})
    none = worker.post(f"/resolutions/{made}/checkpoints/2/reports", {"text": "Є."})
    assert (told.status_code, twice.status_code, none.status_code) == (201, 409, 404)
    point = told.get_json()["checkpoints"][0]
    assert (point["due"], point["report"]["by"]) == ("2026-11-24", "sign_worker")


def test_nonsense_in_checkpoints_and_repeats_is_422_with_its_field(town_hall: TownHall) -> None:
    _, above = in_work(town_hall)
    foreman = town_hall.signed_in("foreman")
    body: dict[str, Any] = {"text": "Знак.", "executors": [{"user": "sign_worker"}], "due": "2026-11-25"}
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"repeat": {"every": "fortnight", "until": "2026-11-26"}}, "repeat.every"),
        ({"repeat": {"every": "week", "until": "2026-11-26"}}, "repeat"),
        ({"repeat": {"every": "day", "until": "2027-11-26"}}, "repeat.until"),
        ({"checkpoints": [{"due": "2026-11-26", "note": "Стовп"}]}, "checkpoints.0"),
        ({"checkpoints": [{"due": "2026-11-24"}]}, "checkpoints[0].note"),
    ]
    for more, field in wrong:
        answer = foreman.post(f"/resolutions/{above}/resolutions", {**body, **more})
        assert answer.status_code == 422, (more, answer.text)
        assert field in answer.get_json()["errors"], answer.text


def test_a_daily_instruction_opens_again_when_it_is_accepted(town_hall: TownHall) -> None:
    made = below(
        town_hall, due="2026-11-24", repeat={"every": "day", "step": 2, "until": "2026-11-26"}, control="author"
    )
    assert town_hall.signed_in("sign_worker").post(f"/resolutions/{made}/reports", {"text": "Є."}).status_code == 201
    accepted = town_hall.signed_in("foreman").post(f"/resolutions/{made}/acceptance")
    assert accepted.status_code == 200, accepted.text
    with town_hall.runtime.database.reading(1) as look:
        case = case_of_resolution(look, UUID(made))
    again = case.resolutions[-1]
    assert (again.number, str(again.due_date), str(again.occurrence_of)) == ("1.2", "2026-11-26", made)
    tree = town_hall.signed_in("foreman").get(f"/cases/{case.reference}/resolutions").get_json()["items"]
    assert [(one["number"], one["text"], one["occurrence_of"]) for one in tree[1:]] == [
        ("1.1", "Знак.", None),
        ("1.2", "Знак.", made),
    ]


def test_a_missed_date_is_explained_not_asked_for_again(town_hall: TownHall) -> None:
    made = below(town_hall, control="author")
    worker, foreman = town_hall.signed_in("sign_worker"), town_hall.signed_in("foreman")
    early = worker.post(f"/resolutions/{made}/explanations", {"text": "Про всяк випадок."})
    assert (early.status_code, early.get_json()["refusals"][0]["code"]) == (409, "not_late")
    town_hall.clock.set(local("2026-11-26", "08:40"))
    try:
        worker, foreman = town_hall.signed_in("sign_worker"), town_hall.signed_in("foreman")
        asked = worker.post(f"/resolutions/{made}/extension-requests", {"due": "2026-11-26", "reason": "Дощ."})
        assert (asked.status_code, asked.get_json()["refusals"][0]["code"]) == (409, "too_late")
        said = worker.post(f"/resolutions/{made}/explanations", {"text": "Дощ."})
        assert said.status_code == 201, said.text
        assert (said.get_json()["late"], said.get_json()["missed"]) == (True, ["2026-11-25"])
        assert worker.post(f"/resolutions/{made}/explanations", {"text": ""}).status_code == 422
        assert foreman.post(f"/resolutions/{made}/explanations", {"text": "x"}).status_code == 403
        moved = foreman.post(f"/resolutions/{made}/extension", {"due": "2026-11-26T16:00:00+02:00", "reason": "погода"})
        assert (moved.status_code, moved.get_json()["missed"]) == (200, ["2026-11-25"])
    finally:
        town_hall.clock.set(MONDAY)


def test_whoever_gave_the_instruction_names_another_executor(town_hall: TownHall) -> None:
    made = below(town_hall)
    worker, foreman = town_hall.signed_in("sign_worker"), town_hall.signed_in("foreman")
    body = {"user": "specialist", "reason": "Хворіє."}
    assert worker.post(f"/resolutions/{made}/executor", body).status_code == 403
    both = foreman.post(f"/resolutions/{made}/executor", {**body, "unit": "utility"})
    nobody = foreman.post(f"/resolutions/{made}/executor", {**body, "user": "ghost"})
    absent = foreman.post(f"/resolutions/{made}/executor", {**body, "instead_of": "mayor"})
    assert (both.status_code, nobody.status_code, absent.status_code) == (422, 422, 404)
    changed = foreman.post(f"/resolutions/{made}/executor", body)
    assert changed.status_code == 200, changed.text
    assert [one["user"] for one in changed.get_json()["executors"]] == ["specialist"]
    lines = town_hall.signed_in("specialist").get("/work-queue").get_json()["items"]
    assert made in [one.get("resolution") for one in lines]
    mine = town_hall.signed_in("sign_worker").get("/work-queue").get_json()["items"]
    assert made not in [one.get("resolution") for one in mine]


def test_an_instruction_that_the_moves_settle_cannot_repeat(town_hall: TownHall) -> None:
    case = routed(town_hall)
    order = {
        "text": "Ліквідувати.",
        "executors": [{"user": "foreman"}],
        "due": "2026-11-26",
        "repeat": {"every": "day", "until": "2026-11-27"},
    }
    answer = town_hall.signed_in("utility_director").post(
        f"/cases/{case.reference}/transitions", {"name": "instruct", "resolution": order, "pin": PIN}
    )
    assert answer.status_code == 422
    assert list(answer.get_json()["errors"]) == ["repeat"]
