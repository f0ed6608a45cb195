"""Who may know of what: role × operation × ownership × state × municipality, every cell asked over the API.

What is expected is said here in words of the town's own rules (docs/adr/0007), not taken from the code under test:

- roles that serve the whole town know of every case of their town;
- everybody else knows of a case that lies with their unit, on which they or their unit carry out an instruction, or on
  which something awaits them: their role, where it lies with no unit or with theirs;
- what one may not know of answers as what never was: 404, whatever is asked of it;
- nobody knows of a case of another town; a visitor and a citizen's link open none of these doors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from werkzeug.test import TestResponse

from gate.bearer import fresh_token, token_digest
from gate.policies import Policy, policy_of
from runtime.database_urls import DatabaseUrls, libpq
from tests.api.given import POTHOLE, answering, filed, in_work, routed
from tests.api.writes import FOR_EVERYBODY, OPEN_DOORS, WRITES, Write
from tests.api.writes_stage import nothing_is_kept, things
from tests.town_hall import CHEAP_HASH, PASSWORD, PEOPLE, PIN, TOWN, StaffBrowser, TownHall, a_town, found
from workflow.actor import system
from workflow.commands.add_staff import AddStaff
from workflow.commands.add_token import AddToken
from workflow.town import StaffMember

OTHER_HOST = "pohozhe.test"
SERVE_THE_WHOLE_TOWN = {
    "operator",
    "clerk",
    "dispatcher",
    "registrar",
    "executive_secretary",
    "deputy_mayor",
    "mayor",
    "admin",
}


def person(username: str, role: str, unit: str | None) -> StaffMember:
    return StaffMember(username=username, name="Показова Особа", position=role, roles=frozenset({role}), unit=unit)


# Every role of the demo once, and those of units once more from elsewhere.
EXTRA = (
    *(person(role, role, "council_office") for role in ("operator", "clerk", "executive_secretary", "deputy_mayor")),
    person("director_elsewhere", "utility_director", "council_office"),
    person("foreman_idle", "foreman", "utility"),
    person("nobody_in_particular", "sewing_circle", "council_office"),
    person("specialist_elsewhere", "specialist", "utility"),
)
"""Beside tests/town_hall.PEOPLE."""


@dataclass(frozen=True)
class Matter:
    """A case and what the town's people would say of it: with which unit it lies, who carries out instructions on it,
    and which roles something on it awaits, in which unit (None: in none in particular)."""

    name: str
    reference: str
    unit: str | None
    executors: frozenset[str] = frozenset()
    awaits: frozenset[tuple[str, str | None]] = frozenset()
    document: str | None = None
    resolution: str | None = None
    town: int = 1
    state: str = ""


def knows(member: StaffMember, town: int, matter: Matter) -> bool:
    """The rules above, in words."""
    if matter.town != town:
        return False
    if member.roles & SERVE_THE_WHOLE_TOWN:
        return True
    if matter.unit is not None and matter.unit == member.unit:
        return True
    if member.username in matter.executors:
        return True
    return any(role in member.roles and unit in (None, member.unit) for role, unit in matter.awaits)


@pytest.fixture(scope="module")
def hall(database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownHall]:
    with a_town(database_urls, tmp_path_factory.mktemp("papers"), SPRAVA_TRUSTED_HOSTS=OTHER_HOST) as made:
        for member in EXTRA:
            made.runtime.application.execute(system(1), AddStaff(member=member, password_hash=CHEAP_HASH))
        yield made


@pytest.fixture(scope="module")
def stage(hall: TownHall) -> dict[str, str]:
    """What the writes of tests/api/writes.py name."""
    return things(hall)


@pytest.fixture(scope="module")
def matters(hall: TownHall, stage: dict[str, str], database_url: str) -> tuple[Matter, ...]:
    """Cases in initial, running and final states, lying with one unit, with another, with none; the second town's own
    (made last: until it is there, one town answers to every host)."""
    assert stage
    registered, passed_on = filed(hall), routed(hall)
    working, order = in_work(hall)
    answered, paper = answering(hall)
    withdrawn = filed(hall)
    hall.visitor().post(f"/api/v1/status/{withdrawn.token}/transitions", json={"name": "withdraw"})
    elsewhere = routed(hall)
    instruction = {"text": "Знак", "executors": [{"user": "sign_worker"}], "due": "2026-11-26"}
    sent = {"name": "instruct", "resolution": instruction, "pin": PIN}
    given = hall.signed_in("utility_director").post(f"/cases/{elsewhere.reference}/transitions", sent)
    assert given.status_code == 200, given.text
    form = {"street": "вул. Лісова", "house": "8", "delivery": "counter"}
    unassigned = filed(hall, request_type="street_renaming_certificate", form=form)
    found(hall.runtime, replace(TOWN, municipality=2, name="Похоже", host=OTHER_HOST), EXTRA)
    hall.clock.advance(timedelta(seconds=61))  # hosts are looked at again after a minute
    with psycopg.connect(libpq(database_url), autocommit=True) as connection:
        # Both towns count from one; here a number shall mean one case alone.
        connection.execute("SELECT set_config('sprava.municipality', '2', false)")
        connection.execute("INSERT INTO reference_counters (municipality, year, last) VALUES (2, 2026, 700)")
    there = asked(hall, 2, None, "POST", "/cases", json=POTHOLE).get_json()["reference"]
    assert there == "26-00701"
    return (
        Matter("registered", registered.reference, state="registered", unit="utility"),
        Matter("routed", passed_on.reference, state="routed", unit="utility"),
        Matter("in work", working.reference, executors=frozenset({"foreman"}), resolution=order, state="in_work", unit="utility"),
        # a signature awaits its role in the whole town (docs/adr/0007)
        Matter("answering", answered.reference, executors=frozenset({"foreman"}), document=paper, state="answering",
               awaits=frozenset({("utility_director", None)}), unit="utility"),
        Matter("withdrawn", withdrawn.reference, state="withdrawn", unit="utility"),
        Matter("done elsewhere", elsewhere.reference, executors=frozenset({"sign_worker"}),
               resolution=given.get_json()["resolutions"][0]["id"], state="in_work", unit="utility"),
        Matter("nobody's yet", unassigned.reference, unit=None, awaits=frozenset({("specialist", None)}), state="accepted"),
        Matter("of the other town", there, unit="utility", town=2, state="registered"),
    )  # fmt: skip


def asked(hall: TownHall, town: int, browser: StaffBrowser | None, method: str, path: str, **more: Any) -> TestResponse:
    """One request at the host of a town, by a browser or by nobody."""
    client = browser.client if browser is not None else hall.visitor()
    headers = {"X-CSRF-Token": browser.csrf if browser is not None else "", **more.pop("headers", {})}
    base = f"http://{OTHER_HOST if town == 2 else '127.0.0.1'}"
    return client.open(f"/api/v1{path}", method=method, base_url=base, headers=headers, **more)


def at_work(hall: TownHall, member: StaffMember, town: int) -> StaffBrowser:
    client = hall.visitor()
    opened = StaffBrowser(client=client, csrf="")
    answer = asked(hall, town, opened, "POST", "/session", json={"username": member.username, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return StaffBrowser(client=client, csrf=answer.get_json()["csrf_token"])


BODIES: dict[str, dict[str, Any]] = {
    "/cases/<reference>/transitions": {"name": "forward"},
    "/cases/<reference>/papers": {"note": "Ще слово"},
    "/cases/<reference>/joining": {"main": "26-00001"},
    "/cases/<reference>/links": {"person": "01920000-0000-7000-8000-000000000000"},
    "/cases/<reference>/resolutions": {"text": "Так", "executors": [{"user": "foreman"}], "due": "2026-11-26"},
    "/cases/<reference>/resolution-drafts": {"text": "Так", "executors": [{"user": "foreman"}], "due": "2026-11-26"},
    "/cases/<reference>/erasure": {"reason": "прохання"},
    "/documents/<uuid:document>/opening": {},
    "/documents/<uuid:document>/return": {"reason": "помилка"},
    "/documents/<uuid:document>/void": {"reason": "помилка"},
    "/documents/<uuid:document>/sending": {"way": "post"},
    "/documents/<uuid:document>/returned-mail": {},
    "/documents/<uuid:document>/signatures": {"pin": "111111", "sha256": "0" * 64},
    "/documents/<uuid:document>/signatures/prepare": {},
    "/resolutions/<uuid:resolution>/acceptance": {},
    "/resolutions/<uuid:resolution>/recall": {"reason": "помилка"},
    "/resolutions/<uuid:resolution>/return": {"reason": "помилка"},
    "/resolutions/<uuid:resolution>/reports": {"text": "Готово"},
    "/resolutions/<uuid:resolution>/extension": {"due": "2026-12-26", "reason": "мороз"},
    "/resolutions/<uuid:resolution>/extension-requests": {"due": "2026-12-26", "reason": "мороз"},
    "/resolutions/<uuid:resolution>/resolutions": {
        "text": "Так",
        "executors": [{"user": "foreman"}],
        "due": "2026-11-25",
    },
}
"""What is sent to a door that takes something. A door added later is asked with `{}`: told nothing either (422)."""

_NAMES = {"reference", "document", "resolution"}
_NOTHING = "01920000-0000-7000-8000-000000000000"


def operations(hall: TownHall) -> list[tuple[str, str]]:
    """(method, rule) of every staff route that names a case, a paper or an instruction: from the application itself."""
    found_: list[tuple[str, str]] = []
    for rule in hall.app.url_map.iter_rules():
        named = set(rule.arguments)
        if policy_of(hall.app.view_functions[rule.endpoint]) is Policy.STAFF and named & _NAMES:
            path = rule.rule.removeprefix("/api/v1")
            found_ += [(one, path) for one in sorted((rule.methods or set()) & {"GET", "POST", "DELETE"})]
    return sorted(found_)


def filled(rule: str, matter: Matter) -> str | None:
    """The rule's path for a matter; None if the matter has no such thing."""
    values = {"reference": matter.reference, "document": matter.document, "resolution": matter.resolution}
    names = re.findall(r"<(?:\w+:)?(\w+)>", rule)
    if any(values.get(name, "1") is None for name in names):
        return None
    # What is named beside the three is something that nobody has.
    return re.sub(
        r"<(?:(\w+):)?(\w+)>", lambda part: str(values.get(part[2], _NOTHING if part[1] == "uuid" else "1")), rule
    )


STAFF = (*PEOPLE, *EXTRA)


def test_the_matrix_has_every_door_and_every_kind_of_person(hall: TownHall) -> None:
    asked_of = operations(hall)
    assert len(asked_of) >= 25
    assert set(BODIES) <= {rule for _, rule in asked_of}
    assert {role for one in STAFF for role in one.roles} >= SERVE_THE_WHOLE_TOWN | {
        "foreman",
        "utility_director",
        "specialist",
    }


ABSENT = {"/cases/<reference>/registration.pdf": "not_registered"}
"""Doors to a part that not every case has, with the code that says so; who may not know of the case hears of neither."""


@pytest.mark.parametrize("town", [1, 2])
@pytest.mark.parametrize("member", STAFF, ids=lambda one: one.username)
def test_every_cell(hall: TownHall, matters: tuple[Matter, ...], member: StaffMember, town: int) -> None:
    browser = at_work(hall, member, town)
    cells = 0
    for matter in matters:
        known = knows(member, town, matter)
        for method, rule in operations(hall):
            path = filled(rule, matter)
            if path is None:
                continue
            if method == "GET":
                answer = asked(hall, town, browser, "GET", path)
                expected = {200, 409} if known else {404}
            elif known:
                continue  # what a role may do with what it knows: test_a_role_moves_what_the_definition_lets_it_move
            else:
                answer = asked(hall, town, browser, method, path, json=BODIES.get(rule, {}))
                expected = {404} if rule in BODIES else {404, 422}
            if known and answer.status_code == 404 and rule in ABSENT:
                # It may know of the case, and is told that this part of it is not there.
                assert answer.get_json()["code"] == ABSENT[rule], (member.username, matter.name, answer.text)
                expected = {404}
            assert answer.status_code in expected, (member.username, matter.name, method, path, answer.text)
            assert known or "Зразкова" not in answer.text
            cells += 1
    assert cells > 60 or town == 1


@pytest.mark.parametrize("town", [1, 2])
@pytest.mark.parametrize("member", STAFF, ids=lambda one: one.username)
def test_a_list_holds_what_one_knows_of_and_nothing_else(
    hall: TownHall, matters: tuple[Matter, ...], member: StaffMember, town: int
) -> None:
    browser = at_work(hall, member, town)
    answer = asked(hall, town, browser, "GET", "/cases?limit=100")
    listed = {one["reference"] for one in answer.get_json()["items"]}
    mine = [one for one in matters if one.town == town]
    assert {one.name for one in mine if one.reference in listed} == {
        one.name for one in mine if knows(member, town, one)
    }
    queue = asked(hall, town, browser, "GET", "/work-queue?limit=100").get_json()["items"]
    assert {one["reference"] for one in queue if one["reference"]} <= listed


MOVES = {
    "registered": {"route": {"dispatcher"}, "forward": {"dispatcher", "utility_director"}},
    "routed": {
        "instruct": {"utility_director"}, "ask": {"utility_director", "foreman"}, "refuse": {"utility_director"},
        "forward": {"dispatcher", "utility_director"},
    },
    "in_work": {"ask": {"utility_director", "foreman"}, "finish": {"foreman"}},
    "withdrawn": {},
}  # fmt: skip
"""Who moves a road defect, as its definition reads aloud (docs: definitions.md, the example)."""


@pytest.mark.parametrize("member", STAFF, ids=lambda one: one.username)
def test_a_role_moves_what_the_definition_lets_it_move(
    hall: TownHall, matters: tuple[Matter, ...], member: StaffMember
) -> None:
    browser = at_work(hall, member, 1)
    for matter in matters:
        if matter.town != 1 or matter.state not in MOVES or not knows(member, 1, matter):
            continue
        offers = asked(hall, 1, browser, "GET", f"/cases/{matter.reference}/transitions").get_json()["items"]
        offered = {one["name"]: {code["code"] for code in one["refusals"]} for one in offers}
        for name, roles in MOVES[matter.state].items():
            assert ("role" in offered.get(name, {"role"})) is not bool(member.roles & roles), (matter.name, name)
            if not member.roles & roles:
                refused = asked(hall, 1, browser, "POST", f"/cases/{matter.reference}/transitions", json={"name": name})
                assert refused.status_code == 403, (matter.name, name, refused.text)


def test_a_machine_knows_what_the_account_it_acts_as_knows(hall: TownHall, matters: tuple[Matter, ...]) -> None:
    for member in (one for one in STAFF if one.username in ("registrar", "foreman", "sign_worker")):
        token = fresh_token()
        hall.runtime.application.execute(
            system(1), AddToken(digest=token_digest(token), name=member.username, username=member.username)
        )
        sent = {"Authorization": f"Bearer {token}"}
        for matter in matters:
            answer = asked(hall, 1, None, "GET", f"/cases/{matter.reference}", headers=sent)
            assert answer.status_code == (200 if knows(member, 1, matter) else 404), (member.username, matter.name)


def test_nobody_and_a_citizen_open_none_of_these_doors(hall: TownHall, matters: tuple[Matter, ...]) -> None:
    client = hall.visitor()
    unlocked = filed_link(hall)
    for matter in matters:
        for method, rule in operations(hall):
            path = filled(rule, matter)
            if path is None:
                continue
            body = None if method == "GET" else BODIES.get(rule, {})
            for headers in ({}, {"Cookie": f"sprava-link={unlocked}"}):
                answer = client.open(
                    f"/api/v1{path}", method=method, json=body, base_url="http://127.0.0.1", headers=headers
                )
                assert (answer.status_code, answer.get_json()["code"]) == (401, "not_signed_in"), (method, path)


@pytest.mark.parametrize("write", WRITES, ids=lambda one: f"{one.method} {one.door}")
@pytest.mark.usefixtures("matters")
def test_every_write_is_for_whom_the_town_says(
    hall: TownHall, stage: dict[str, str], workers: dict[str, StaffBrowser], write: Write
) -> None:
    path, body = write.door.format(**stage), told_of(stage, write.body)
    with nothing_is_kept(hall):
        for username, browser in workers.items():
            answer = asked(hall, 1, browser, write.method, path, json=body)
            status, code = write.expected(username)
            assert (answer.status_code, code) == (status, code and told(answer)), (username, path, answer.text)


@pytest.mark.usefixtures("matters")
def test_no_write_reaches_what_is_another_town_s(hall: TownHall, stage: dict[str, str]) -> None:
    browser = at_work(hall, next(one for one in STAFF if one.username == "admin"), 2)
    client = hall.visitor()
    for write in WRITES:
        path, body = write.door.format(**stage), told_of(stage, write.body)
        nobody = client.open(f"/api/v1{path}", method=write.method, json=body, base_url="http://127.0.0.1")
        assert (nobody.status_code, nobody.get_json()["code"]) == (401, "not_signed_in"), path
        if "{" not in write.door:
            continue  # a door to one's own town
        with nothing_is_kept(hall):
            answer = asked(hall, 2, browser, write.method, path, json=body)
        # Told nothing: it is not there, or there is a mistake in what was sent before anything is looked for.
        assert answer.status_code in (404, 422), (path, answer.text)
        assert answer.status_code == 404 or told(answer) == "invalid_input"


def test_every_writing_door_stands_in_the_table(hall: TownHall) -> None:
    doors: dict[tuple[str, str], Policy | None] = {}
    for rule in hall.app.url_map.iter_rules():
        for method in (rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}:
            if rule.rule.startswith("/api/v1/"):
                doors[method, rule.rule.removeprefix("/api/v1")] = policy_of(hall.app.view_functions[rule.endpoint])
    kept = {Policy.STAFF, Policy.SIGNING_IN}

    assert {door for door, found_ in doors.items() if found_ not in kept} == OPEN_DOORS
    tabled = {(one.method, as_pattern(one.door)) for one in WRITES if one.method != "GET"}
    missing = [
        door
        for door, found_ in doors.items()
        if found_ in kept
        and door not in FOR_EVERYBODY
        and not any(method == door[0] and pattern.fullmatch(shape(door[1])) for method, pattern in tabled)
    ]
    assert missing == []


def shape(rule: str) -> str:
    """A rule with a tilde for each of its variables."""
    return re.sub(r"<[^>]+>", "~", rule)


def as_pattern(door: str) -> re.Pattern[str]:
    """What the rule of a door of the table looks like: each of its parts may be a variable."""
    return re.compile("/".join("~" if "{" in part else f"(~|{re.escape(part)})" for part in door.split("/")))


def told(answer: TestResponse) -> str:
    """The code of a refusal: its first reason, where it has several."""
    problem = answer.get_json(silent=True) or {}
    refusals = problem.get("refusals") or [{}]
    return str(refusals[0].get("code", problem.get("code", "")))


def told_of(stage: dict[str, str], body: dict[str, Any] | None) -> dict[str, Any] | None:
    """The body with the things that it names."""
    if body is None:
        return None
    filled_in = {name: one.format(**stage) if isinstance(one, str) else one for name, one in body.items()}
    return {name: int(one) if name == "to" and one == stage["version"] else one for name, one in filled_in.items()}


@pytest.fixture(scope="module")
def workers(hall: TownHall, matters: tuple[Matter, ...]) -> dict[str, StaffBrowser]:
    """Everybody of the town, signed in."""
    assert matters
    beside = [person(one, one, None) for one in ("cashier", "second", "head", "lawyer", "deputy", "social")]
    return {one.username: at_work(hall, one, 1) for one in (*STAFF, *beside)}


def filed_link(hall: TownHall) -> str:
    """What the browser of a citizen with an open second tier holds."""
    client = hall.visitor()
    made = client.post("/api/v1/cases", json=POTHOLE, base_url="http://127.0.0.1").get_json()
    token = made["status_url"].rpartition("/")[2]
    opened = client.post(f"/api/v1/status/{token}/unlock", json={"last4": "4567"}, base_url="http://127.0.0.1")
    assert opened.status_code == 200, opened.text
    cookie = client.get_cookie("sprava-link", domain="127.0.0.1")
    assert cookie is not None
    return cookie.value
