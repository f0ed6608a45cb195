"""A whole town on a real database for tests of the doors: settings, units, people with passwords and PINs, published
definitions.

Small on purpose: the demo town is bigger. `a_town(urls, folder)` boots one process of Sprava over an empty migrated
database.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from documents.signing.authority import issue_key, make_authority
from notifications.channel import Sent
from notifications.message import Channel, Message
from runtime.app import build_app
from runtime.boot import Runtime, boot
from runtime.clock import VirtualClock
from runtime.database_urls import DatabaseUrls
from runtime.drain import drain
from runtime.settings import load
from tests.founded import founded
from workflow.actor import system
from workflow.commands.add_key import AddKey
from workflow.commands.add_staff import AddStaff
from workflow.commands.add_unit import AddUnit
from workflow.commands.publish_definition import PublishDefinition
from workflow.commands.put_town import PutTown
from workflow.definition.definition_files import read_folder
from workflow.definition.load import load_files
from workflow.definition.shared_parts import read_shared_parts
from workflow.town import Addressee, StaffMember, Town, Unit

DEFINITIONS = Path(__file__).resolve().parent.parent / "definitions"
MONDAY = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)
"""Monday 23.11.2026, 08:05 in Kyiv: when the journeys begin."""

OFFERED = ("road_defect", "mayor_reception", "street_renaming_certificate")
"""The services that the town of the tests has published."""

PASSWORD = "correct horse battery staple"
PIN = "246810"

# Cheap on purpose: hundreds of sign-ins; what a real hash costs is tested in tests/gate/test_passwords.py.
CHEAP_HASH = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)

UNITS = (
    Unit(id="utility", name="КП «Благоустрій»", phone="1580", head="utility_director"),
    Unit(id="council_office", name="Загальний відділ", phone="1580"),
)
PEOPLE = (
    StaffMember(
        username="dispatcher",
        name="Ірина Показова",
        position="Диспетчерка",
        roles=frozenset({"dispatcher"}),
        unit="utility",
    ),
    StaffMember(
        username="utility_director",
        name="Петро Типовий",
        position="Директор",
        roles=frozenset({"utility_director"}),
        unit="utility",
    ),
    StaffMember(
        username="foreman", name="Василь Примірний", position="Майстер", roles=frozenset({"foreman"}), unit="utility"
    ),
    StaffMember(
        username="sign_worker",
        name="Лариса Знакова",
        position="Майстриня",
        roles=frozenset({"foreman"}),
        unit="council_office",
    ),
    StaffMember(
        username="specialist",
        name="Роман Містобуд",
        position="Спеціаліст",
        roles=frozenset({"specialist"}),
        unit="council_office",
    ),
    StaffMember(
        username="registrar",
        name="Оксана Журнальна",
        position="Начальниця",
        roles=frozenset({"registrar"}),
        unit="council_office",
    ),
    StaffMember(
        username="mayor", name="Марія Взірцева", position="Міський голова", roles=frozenset({"mayor"}), unit=None
    ),
    StaffMember(
        username="admin", name="Богдан Налагоджений", position="Адміністратор", roles=frozenset({"admin"}), unit=None
    ),
)
SIGNERS = ("utility_director", "mayor")


class Outbox:
    """A sender for every channel that keeps what it was given."""

    carries = frozenset(Channel)

    def __init__(self, clock: VirtualClock) -> None:
        self.messages: list[Message] = []
        self._clock = clock

    def send(self, message: Message) -> Sent:
        """Taken at once."""
        self.messages.append(message)
        return Sent(provider_id=str(message.id), accepted_at=self._clock.now())


@dataclass(frozen=True, slots=True, kw_only=True)
class TownHall:
    """A running process of Sprava: `clock` is moved by hand."""

    runtime: Runtime
    app: Flask
    clock: VirtualClock
    outbox: Outbox

    def work(self) -> None:
        """Runs every job that is due."""
        drain(self.runtime)

    def visitor(self) -> FlaskClient:
        """A browser nobody has signed in with."""
        return self.app.test_client()

    def signed_in(self, username: str) -> StaffBrowser:
        """A browser of that member of staff."""
        browser = self.app.test_client()
        answer = browser.post("/api/v1/session", json={"username": username, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        return StaffBrowser(client=browser, csrf=answer.get_json()["csrf_token"])


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffBrowser:
    """A signed-in browser that sends its CSRF token."""

    client: FlaskClient
    csrf: str

    def get(self, path: str, **more: Any) -> TestResponse:
        """GET under `/api/v1`."""
        return self.client.get(f"/api/v1{path}", **more)

    def post(self, path: str, body: object = None, **headers: str) -> TestResponse:
        """POST JSON under `/api/v1`; header names with underscores."""
        sent = {"X-CSRF-Token": self.csrf, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return self.client.post(f"/api/v1{path}", json={} if body is None else body, headers=sent)


@contextmanager
def a_town(urls: DatabaseUrls, folder: Path, **environment: str) -> Iterator[TownHall]:
    """Boots over `urls` with papers under `folder`, sets the town up and yields it."""
    settings = load(
        {"DATABASE_URL": urls.app, "SPRAVA_DATA": str(folder), "SPRAVA_DEMO": "1", "PORT": "8000", **environment}
    )
    clock = VirtualClock(MONDAY)
    outbox = Outbox(clock)
    senders = dict.fromkeys(Channel, outbox)

    def found_once() -> None:
        with closing(boot(settings, clock=clock, senders=senders)) as founding:
            found(founding)

    if environment:
        # Each its own settings: there would be nothing to copy from.
        found_once()
    else:
        founded("hall", urls, folder, found_once)
    runtime = boot(settings, clock=clock, senders=senders)
    try:
        yield TownHall(runtime=runtime, app=build_app(runtime), clock=clock, outbox=outbox)
    finally:
        runtime.close()


def found(runtime: Runtime, settings: Town | None = None, people: tuple[StaffMember, ...] = ()) -> None:
    """Sets up one more municipality with the same units, people (and `people` beside them) and definitions."""
    application, keyring = runtime.application, runtime.toolbox.keyring
    settings = settings or TOWN
    town = system(settings.municipality)
    application.execute(town, PutTown(town=settings))
    runtime.surroundings.forget()
    for unit in UNITS:
        application.execute(town, AddUnit(unit=unit))
    for member in (*PEOPLE, *people):
        application.execute(town, AddStaff(member=member, password_hash=CHEAP_HASH))
    authority = make_authority("Тестовий центр", MONDAY)
    signers = [
        keyring.keep(issue_key(authority, username, kind="person", now=MONDAY), username, PIN) for username in SIGNERS
    ]
    seal = keyring.keep_seal(issue_key(authority, settings.body, kind="seal", now=MONDAY))
    for kept in (*signers, seal):
        application.execute(town, AddKey(holder=kept.holder, sealed_key=kept.sealed_key, certificate=kept.certificate))
    shared = read_shared_parts(DEFINITIONS / "_shared")
    for name in OFFERED:
        definition, bundle = load_files(read_folder(DEFINITIONS / name), shared.files)
        application.execute(town, PublishDefinition(definition=definition, bundle=bundle.to_bytes()))


TOWN = Town(
    municipality=1,
    name="Зразкове",
    host="127.0.0.1",
    zone="Europe/Kyiv",
    phone="1580",
    jurisdiction="ukraine",
    office="town_hall",
    body="Зразківська міська рада",
    offices={"utility": "utility", "service_centre": "service_centre", "mayor_office": "mayor_reception"},
    streets={"вул. Комсомольська": "вул. Лісова"},
    routing=({"request_type": "road_defect", "unit": "utility"},),
    addressees=(Addressee(id="power_grid", name="Обленерго", about="електромережі"),),
)
