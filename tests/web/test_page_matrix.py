"""Who may read which page and press which button: every route of the pages × everybody, each cell asked.

The routes come from the application itself, what is expected is said here in words of the town's own rules
(docs/adr/0007), so that a new page of which nobody has said who may see it fails. What a role may do with a case it knows
of is the definition's and the commands' matter (tests/api/test_access_matrix.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import chain
from types import MappingProxyType
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gate.csrf import FIELD
from runtime.app import build_app
from runtime.database_urls import DatabaseUrls
from tests.api.writes_stage import nothing_is_kept
from tests.browser.test_every_page import ASKED, BEHIND_A_LINK, PUBLIC
from tests.browser.test_staff_pages import ONCE, PAGES
from tests.journeys.stage import Stage, raise_curtain
from tests.town_hall import CHEAP_HASH, PASSWORD, TOWN
from tests.web.cases import certificate, in_work
from tests.web.conftest import START
from tests.web.test_pages_are_sound import JUDGED
from tests.web.visitors import HOST, Visitor
from web.blueprint import plug_pages
from web.problem_page import problem_page
from workflow.actor import system
from workflow.commands.add_staff import AddStaff
from workflow.commands.put_town import PutTown
from workflow.town import StaffMember

OTHER_HOST = "pohozhe.test"
OTHER = f"https://{OTHER_HOST}"
NOTHING = "01920000-0000-7000-8000-000000000000"
NOBODY, CITIZEN = "nobody", "a citizen with an opened link"
HIRED = {
    "cashier": ("cashier", "council_office"),
    "access_point": ("access_point", "service_centre"),
    "foreman_elsewhere": ("foreman", "social_care"),
}
"""Beside the demo's people: username, role and unit."""
SAME_AS_ANOTHER = frozenset({"sign_worker", "second_deputy"})
"""The demo's second ones of a role in one unit."""

ANYBODY = "anybody"
HOLDER = "whoever holds the address"
UNLOCKED = "the citizen who has also said the last digits"
WORKS_HERE = "whoever works here; lists hold what they know of"
ADMINISTRATOR = "the administrator"
ARCHIVE = "who keeps the files"
STUCK = "who settles what is stuck"
WATCHES = "who watches over the whole town"
POTHOLE = "who knows of the pothole"
CERTIFICATE = "who knows of the certificate"
RECEPTION = "who receives"
"""Reading is everybody's who works here; being present is of those whose reception it is."""

SERVE_THE_WHOLE_TOWN = frozenset(
    {"operator", "clerk", "dispatcher", "registrar", "executive_secretary", "deputy_mayor", "mayor", "admin"}
)
WHO: Mapping[str, frozenset[str]] = {
    ADMINISTRATOR: frozenset({"admin"}),
    ARCHIVE: frozenset({"registrar", "admin"}),
    STUCK: frozenset({"registrar", "admin"}),
    WATCHES: frozenset({"registrar", "executive_secretary", "mayor", "deputy_mayor", "admin"}),
    POTHOLE: SERVE_THE_WHOLE_TOWN | {"utility_director", "foreman"},
    CERTIFICATE: SERVE_THE_WHOLE_TOWN | {"specialist", "architecture_head"},
}
KNOWING = (POTHOLE, CERTIFICATE)
DEFINITION = "/staff/administration/definitions/<request_type>"
DRAWN = f"{DEFINITION}/papers/<document>"
LINK = "/s/<token>"

READ: Mapping[str, str] = {
    "/": ANYBODY,
    "/offline": ANYBODY,
    "/manifest.webmanifest": ANYBODY,
    "/worker.js": ANYBODY,
    "/robots.txt": ANYBODY,
    "/.well-known/security.txt": ANYBODY,
    "/streets/nearest": ANYBODY,
    "/services/<request_type>": ANYBODY,
    "/services/<request_type>/new": ANYBODY,
    "/problems": ANYBODY,
    "/statistics": ANYBODY,
    "/votings": ANYBODY,
    "/votings/<reference>": ANYBODY,
    "/verify": ANYBODY,
    "/verify/<code>": ANYBODY,
    "/signin": ANYBODY,
    "/drafts/<secret>/<name>": HOLDER,
    LINK: HOLDER,
    f"{LINK}/received": HOLDER,
    f"{LINK}/receipt": HOLDER,
    f"{LINK}/receipt/large-print": HOLDER,
    f"{LINK}/moves/<name>": HOLDER,
    f"{LINK}/more": HOLDER,
    f"{LINK}/papers/<uuid:document>": UNLOCKED,
    f"{LINK}/papers/<uuid:document>/large-print": UNLOCKED,
    "/signin/second-step": WORKS_HERE,
    "/staff/account": WORKS_HERE,
    "/staff/": WORKS_HERE,
    "/staff/cases": WORKS_HERE,
    "/staff/collection": WORKS_HERE,
    "/staff/journals": WORKS_HERE,
    "/staff/new": WORKS_HERE,
    "/staff/new/<request_type>": WORKS_HERE,
    "/staff/new/<request_type>/known": WORKS_HERE,
    "/staff/reception": WORKS_HERE,
    "/staff/signing": WORKS_HERE,
    "/staff/substitutions": WORKS_HERE,
    "/staff/today": WORKS_HERE,
    "/staff/administration": ADMINISTRATOR,
    "/staff/administration/bodies": ADMINISTRATOR,
    DEFINITION: ADMINISTRATOR,
    f"{DEFINITION}/diagram": ADMINISTRATOR,
    f"{DEFINITION}/migrations": ADMINISTRATOR,
    DRAWN: ADMINISTRATOR,
    f"{DRAWN}.pdf": ADMINISTRATOR,
    "/staff/fees": ADMINISTRATOR,
    "/staff/administration/messages": STUCK,
    "/staff/incidents": STUCK,
    "/staff/files": ARCHIVE,
    "/staff/retention": ARCHIVE,
    "/staff/board": WATCHES,
    "/staff/board/reports/<monday>": WATCHES,
    "/staff/cases/<reference>": POTHOLE,
    "/staff/cases/<reference>/inventory": POTHOLE,
    "/staff/cases/<reference>/scan": POTHOLE,
    "/staff/files/<uuid:identifier>": POTHOLE,
    "/staff/cases/<reference>/slip": CERTIFICATE,
    "/staff/papers/<uuid:document>": CERTIFICATE,
    "/staff/papers/<uuid:document>/content": CERTIFICATE,
    "/staff/papers/<uuid:document>/large-print": CERTIFICATE,
    "/staff/papers/<uuid:document>/scan": CERTIFICATE,
}
"""Who may read."""

INSTEAD: Mapping[str, int] = {
    "/votings/<reference>": 404,
    "/staff/board/reports/<monday>": 404,
    "/staff/cases/<reference>/scan": 403,
    "/signin/second-step": 303,
}
"""What those who may are answered where there is nothing to read here: no voting, no report yet, nothing that is scanned
in, no second step awaited."""

DEAR = frozenset(
    {
        f"{LINK}/receipt",
        f"{LINK}/receipt/large-print",
        f"{LINK}/papers/<uuid:document>/large-print",
        f"{DRAWN}.pdf",
        "/staff/cases/<reference>/inventory",
        "/staff/cases/<reference>/slip",
        "/staff/papers/<uuid:document>/large-print",
    }
)
"""Papers that are made anew for each who asks: one of those who may asks for them here."""

WRITE: Mapping[str, str] = {
    "/services/<request_type>/new": ANYBODY,
    "/services/<request_type>/drafts": ANYBODY,
    "/drafts/<secret>/<name>": ANYBODY,
    "/votings/<reference>/code": ANYBODY,
    "/votings/<reference>": ANYBODY,
    "/verify": ANYBODY,
    "/verify/<code>": ANYBODY,
    f"{LINK}/unlock": HOLDER,
    f"{LINK}/renewal": HOLDER,
    f"{LINK}/moves/<name>": HOLDER,
    f"{LINK}/more": HOLDER,
    "/signin": ANYBODY,
    "/signin/second-step": WORKS_HERE,
    "/signout": WORKS_HERE,
    "/staff/account/generator": WORKS_HERE,
    "/staff/account/generator/confirmation": WORKS_HERE,
    "/staff/account/passkey": WORKS_HERE,
    "/staff/account/passkey/confirmation": WORKS_HERE,
    "/staff/account/password": WORKS_HERE,
    "/staff/bulk": WORKS_HERE,
    "/staff/bulk/<name>": WORKS_HERE,
    "/staff/signing": WORKS_HERE,
    "/staff/searches": WORKS_HERE,
    "/staff/searches/end": WORKS_HERE,
    "/staff/new/<request_type>": WORKS_HERE,
    "/staff/substitutions": WORKS_HERE,
    "/staff/substitutions/<uuid:substitution>/end": WORKS_HERE,
    "/staff/reception": RECEPTION,
    "/staff/resolutions/<uuid:resolution>/<action>": WORKS_HERE,
    "/staff/work/<uuid:work>": WORKS_HERE,
    "/staff/administration/verification": ADMINISTRATOR,
    "/staff/administration/bodies": ADMINISTRATOR,
    "/staff/administration/bodies/<identifier>/removal": ADMINISTRATOR,
    f"{DEFINITION}/migrations": ADMINISTRATOR,
    f"{DEFINITION}/migrations/<uuid:run>/revert": ADMINISTRATOR,
    "/staff/fees/<what>": ADMINISTRATOR,
    "/staff/administration/messages/<uuid:incident>/again": STUCK,
    "/staff/incidents/<uuid:incident>": STUCK,
    "/staff/files/<int:year>/closing": ARCHIVE,
    "/staff/retention/act": ARCHIVE,
    "/staff/retention/erasure": ARCHIVE,
    "/staff/cases/<reference>/moves/<name>": POTHOLE,
    "/staff/cases/<reference>/main": POTHOLE,
    "/staff/cases/<reference>/more": POTHOLE,
    "/staff/cases/<reference>/scan": POTHOLE,
    "/staff/cases/<reference>/delegations": POTHOLE,
    "/staff/cases/<reference>/delegations/<uuid:delegation>/end": POTHOLE,
    "/staff/cases/<reference>/acquaintances": POTHOLE,
    "/staff/cases/<reference>/acquaintances/<uuid:acquaintance>": POTHOLE,
    "/staff/cases/<reference>/reviews/<uuid:review>/<action>": POTHOLE,
    "/staff/papers/<uuid:document>/name-forms": CERTIFICATE,
    "/staff/papers/<uuid:document>/scan": CERTIFICATE,
    "/staff/papers/<uuid:document>/opening": CERTIFICATE,
    "/staff/papers/<uuid:document>/signature": CERTIFICATE,
    "/staff/papers/<uuid:document>/return": CERTIFICATE,
    "/staff/papers/<uuid:document>/void": CERTIFICATE,
    "/staff/papers/<uuid:document>/sending": CERTIFICATE,
}
"""Whose button it is."""

FILES = frozenset(
    {
        "/manifest.webmanifest",
        "/worker.js",
        "/robots.txt",
        "/.well-known/security.txt",
        "/streets/nearest",
        f"{LINK}/receipt",
        f"{LINK}/receipt/large-print",
        f"{LINK}/papers/<uuid:document>",
        f"{LINK}/papers/<uuid:document>/large-print",
        f"{DEFINITION}/diagram",
        f"{DRAWN}.pdf",
        "/staff/board/reports/<monday>",
        "/staff/cases/<reference>/inventory",
        "/staff/cases/<reference>/slip",
        "/staff/files/<uuid:identifier>",
        "/staff/papers/<uuid:document>/content",
        "/staff/papers/<uuid:document>/large-print",
    }
)
"""What is read and is no page: papers, pictures, what programs ask for."""
LOOKED_AT_ELSEWHERE: Mapping[str, str] = {
    "/signin/second-step": "tests/browser/test_passkey.py and tests/web/test_second_step.py, on the way in",
    "/staff/cases/<reference>/scan": "the same page as that of a paper's",
}

WITHOUT_A_FORM = frozenset({"/signin", "/drafts/<secret>/<name>"})
"""Signing in believes no session yet; and the draft that is answered is nobody's here."""


class Town:
    """Everybody at a browser of their own, and the addresses of things."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        for username, (role, unit) in HIRED.items():
            self._hire(1, StaffMember(username=username, name="Показова Особа", position=role,
                                      roles=frozenset({role}), unit=unit))  # fmt: skip
        pothole, paper = in_work(stage), certificate(stage)
        place = replace(TOWN, municipality=2, name="Похоже", host=OTHER_HOST)
        stage.runtime.application.execute(system(2), PutTown(town=place))
        stage.runtime.surroundings.forget()
        self._hire(2, StaffMember(username="admin", name="Інша Особа", position="admin",
                                  roles=frozenset({"admin"}), unit=None))  # fmt: skip
        stage.clock.advance(timedelta(seconds=61))  # hosts are looked at again after a minute
        self.app: Flask = build_app(stage.runtime, pages=plug_pages, problem_page=problem_page)
        visitor = Visitor(self.app, stage)
        draft = visitor.post("/services/road_defect/drafts", {}).headers["Location"]
        self.secret, self.question = draft.rsplit("/", 2)[-2:]
        self.pothole, self.paper = pothole, paper
        self.pothole_link, self.paper_link = visitor.link(pothole), visitor.link(paper)
        self._tokens: dict[str, str] = {}
        staff = [one for one in stage.credentials if one not in SAME_AS_ANOTHER]
        self.browsers: Mapping[str, FlaskClient] = MappingProxyType(
            {
                NOBODY: self.app.test_client(),
                CITIZEN: self._citizen(),
                **{one: self._signed_in(HOST, one, stage.credentials[one].password) for one in staff},
                **{one: self._signed_in(HOST, one, PASSWORD) for one in HIRED},
            }
        )
        self.people = (*staff, *HIRED)
        self.stranger = self._signed_in(OTHER, "admin", PASSWORD)

    def path(self, rule: str) -> str:
        """The rule's address of something that is there in the first town."""
        of_paper = "slip" in rule or rule.startswith(f"{LINK}/papers")
        case, link = (self.paper, self.paper_link) if of_paper else (self.pothole, self.pothole_link)
        values = {
            "request_type": "road_defect",
            "reference": case.reference,
            "token": link.rpartition("/")[2],
            "document": "answer_letter" if "definitions" in rule else str(self.paper.papers[0].id),
            "identifier": str(self.pothole.attachments[0]),
            "monday": "2026-11-16",
            "code": "000000000000",
            "secret": self.secret,
            "name": self.question if "drafts" in rule else "withdraw",
            "year": "2020",
        }
        if "/votings/" in rule:
            values["reference"] = "26-09999"
        return re.sub(
            r"<(?:(\w+):)?(\w+)>", lambda one: values.get(one[2], NOTHING if one[1] == "uuid" else "any"), rule
        )

    def asked(self, who: str, method: str, rule: str, fields: Mapping[str, str] | None = None) -> TestResponse:
        """By somebody of this town."""
        return self._asked(self.browsers[who], HOST, method, rule, fields)

    def asked_by_stranger(self, method: str, rule: str, fields: Mapping[str, str] | None = None) -> TestResponse:
        """By the administrator of the other town, at its own address."""
        return self._asked(self.stranger, OTHER, method, rule, fields)

    def form(self, who: str) -> Mapping[str, str]:
        """What every form of theirs carries; `stranger` is the administrator of the other town."""
        if who not in self._tokens:
            browser, base = (self.stranger, OTHER) if who == "stranger" else (self.browsers[who], HOST)
            page = browser.get("/staff/account", base_url=base).get_data(as_text=True)
            found = re.search(f'name="{FIELD}" value="([^"]+)"', page)
            assert found is not None
            self._tokens[who] = found[1]
        return {FIELD: self._tokens[who], "key": str(uuid4())}

    def _asked(
        self, browser: FlaskClient, base: str, method: str, rule: str, fields: Mapping[str, str] | None
    ) -> TestResponse:
        headers = {"Origin": base, "Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
        sent = dict(fields or {}) if method == "POST" else None
        return browser.open(self.path(rule), method=method, base_url=base, headers=headers, data=sent)

    def _hire(self, municipality: int, member: StaffMember) -> None:
        added = AddStaff(member=member, password_hash=CHEAP_HASH)
        self.stage.runtime.application.execute(system(municipality), added)

    def _signed_in(self, base: str, username: str, password: str) -> FlaskClient:
        browser = self.app.test_client()
        headers = {"Origin": base, "Sec-Fetch-Site": "same-origin"}
        given = {"username": username, "password": password}
        answer = browser.post("/signin", base_url=base, headers=headers, data=given)
        assert answer.status_code == 303, (username, answer.get_data(as_text=True))
        return browser

    def _citizen(self) -> FlaskClient:
        visitor = Visitor(self.app, self.stage)
        form = next(one for one in visitor.page(self.paper_link).forms if one.action.endswith("/unlock"))
        assert visitor.submit(form, {"last4": "2233"}).status_code == 303
        return visitor.client


@pytest.fixture(scope="module")
def town(database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Two towns at two hosts; all that is looked at is the first one's."""
    stage = raise_curtain(database_urls, tmp_path_factory.mktemp("matrix"), START, beside=OTHER_HOST)
    yield Town(stage)
    stage.runtime.close()


def test_of_every_page_and_button_somebody_has_said_whose_it_is(town: Town) -> None:
    found: dict[str, set[str]] = {"GET": set(), "POST": set()}
    for rule in town.app.url_map.iter_rules():
        if rule.endpoint.startswith("web.") and rule.endpoint != "web.static":
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                found[method].add(rule.rule)
    assert found == {"GET": set(READ), "POST": set(WRITE)}


@pytest.mark.parametrize(
    "looked_at",
    [[*PUBLIC, *BEHIND_A_LINK, ASKED, *chain(*PAGES.values(), *ONCE.values())], list(chain(*JUDGED.values()))],
    ids=["axe, the console and requests to others", "the judge of HTML"],
)
def test_every_page_is_looked_at(town: Town, looked_at: list[str]) -> None:
    # given
    rules = town.app.url_map.bind("sprava.test")
    things = {
        "link": "/s/AAAAAAAAAAAAAA",
        "answered": "/s/AAAAAAAAAAAAAA",
        "certificate": "/s/AAAAAAAAAAAAAA",
        "draft": "secret/name",
        "secret": "secret",
        "name": "name",
        "paper": NOTHING,
        **dict.fromkeys(("filed", "pothole", "petition"), "26-00001"),
    }
    # when
    paths = {one.format(**things).partition("?")[0] for one in looked_at} - {"/nowhere"}
    found = {rules.match(path, return_rule=True)[0].rule for path in paths}
    # then
    assert set(READ) - FILES - set(LOOKED_AT_ELSEWHERE) - found == set()


def test_a_page_is_read_by_whose_it_is_and_by_nobody_else(town: Town) -> None:
    # given
    wrong: list[object] = []
    for rule, whose in READ.items():
        asked_before = False
        for who in _readers(town, whose):
            may = _may(who, whose)
            if may and rule in DEAR and asked_before:
                continue
            asked_before = asked_before or may
            # when
            answer = town.asked(who, "GET", rule)
            # then
            if (answer.status_code, _to_sign_in(answer)) != _answer_to_reader(rule, whose, who):
                wrong.append((rule, whose, who, answer.status_code, answer.headers.get("Location")))
            elif not may and "Зразкова" in answer.get_data(as_text=True):
                wrong.append((rule, whose, who, "is told a name"))
    assert wrong == []


def test_a_button_is_pressed_by_whose_it_is_and_by_nobody_else(town: Town) -> None:
    wrong = []
    for rule, whose in WRITE.items():
        if whose in (ANYBODY, HOLDER):
            continue
        # when: nobody, or a citizen
        for who in (NOBODY, CITIZEN):
            answer = town.asked(who, "POST", rule)
            if answer.status_code != 401:
                wrong.append((rule, whose, who, answer.status_code))
        # when: everybody who may not, with a form that is in order
        for who in town.people if whose in WHO else ():
            if _may(who, whose):
                continue
            with nothing_is_kept(town.stage):
                answer = town.asked(who, "POST", rule, town.form(who))
            if answer.status_code != (404 if whose in KNOWING else 403):
                wrong.append((rule, whose, who, answer.status_code))
    assert wrong == []


def test_those_whose_button_it_is_are_not_refused_for_who_they_are(town: Town) -> None:
    wrong = []
    for rule, whose in WRITE.items():
        if whose in KNOWING or whose not in WHO:
            continue
        with nothing_is_kept(town.stage):
            for who in WHO[whose] & set(town.people):
                answer = town.asked(who, "POST", rule, town.form(who))
                if answer.status_code in (401, 403):
                    wrong.append((rule, whose, who, answer.status_code))
    assert wrong == []


def test_no_form_is_taken_from_somebody_signed_in_without_its_token(town: Town) -> None:
    refused = {rule: town.asked("admin", "POST", rule).status_code for rule in WRITE if rule not in WITHOUT_A_FORM}
    assert {rule for rule, status in refused.items() if status != 403} == set()


def test_nothing_of_this_town_is_there_at_the_other_town_s_address(town: Town) -> None:
    wrong = []
    for rule, whose in READ.items():
        expected = {200} if "<" not in rule or rule == "/verify/<code>" else {404}
        if rule == "/signin/second-step":
            expected = {303}
        elif rule == "/drafts/<secret>/<name>":
            expected = {410}
        elif rule == "/staff/reception":
            expected = {404}  # nobody receives there
        answer = town.asked_by_stranger("GET", rule)
        if answer.status_code not in expected or "Зразкова" in answer.get_data(as_text=True):
            wrong.append(("GET", rule, whose, answer.status_code))
    form = town.form("stranger")
    for rule, whose in WRITE.items():
        if "<" not in rule or whose == ANYBODY:
            continue
        with nothing_is_kept(town.stage):
            answer = town.asked_by_stranger("POST", rule, form)
        # Told nothing: it is not there, or a mistake in what was sent is found before anything is looked for.
        if answer.status_code not in (404, 422) and rule not in ANYWHERE:
            wrong.append(("POST", rule, whose, answer.status_code))
    assert wrong == []


ANYWHERE = frozenset({"/staff/bulk/<name>", "/staff/files/<int:year>/closing"})
"""Named by a word or a year, not by a thing of a town: done with what is one's own."""


def _readers(town: Town, whose: str) -> tuple[str, ...]:
    """Everybody, but of what is anybody's one of each kind."""
    if whose in (ANYBODY, HOLDER, UNLOCKED):
        return (NOBODY, CITIZEN, "foreman", "admin")
    return (NOBODY, CITIZEN, *town.people)


def _may(who: str, whose: str) -> bool:
    if whose in (ANYBODY, HOLDER):
        return True
    if whose == UNLOCKED:
        return who == CITIZEN
    if who in (NOBODY, CITIZEN):
        return False
    return who in WHO[whose] if whose in WHO else True


def _answer_to_reader(rule: str, whose: str, who: str) -> tuple[int, bool]:
    """(status, whether it leads to the sign-in)."""
    if _may(who, whose):
        # Whoever only takes matters in has no queue: they are led to the forms.
        return (303 if (who, rule) == ("access_point", "/staff/") else INSTEAD.get(rule, 200)), False
    if whose == UNLOCKED:
        return 403, False
    if who in (NOBODY, CITIZEN):
        return 303, True
    return (404 if whose in KNOWING else 403), False


def _to_sign_in(answer: TestResponse) -> bool:
    return answer.headers.get("Location", "").startswith("/signin")
