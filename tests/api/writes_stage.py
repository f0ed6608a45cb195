"""Things that every writing door of the API can be asked about, in a town of their own making, and a way to ask what a
write would do without doing it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from tests.another_version import publish_version, shipped_version
from tests.api.given import answering, filed, in_work, moved, routed
from tests.api.offered import employ, offer
from tests.journeys.stage import Stage
from tests.reviewed_town import open_reviews
from tests.town_hall import DEFINITIONS, PIN, TownHall
from workflow.actor import Actor, system
from workflow.case import Case
from workflow.codec import effect_to_json
from workflow.commands.command_table import Command
from workflow.commands.publish_definition import PublishDefinition
from workflow.commands.raise_incident import RaiseIncident
from workflow.definition.definition_files import read_folder
from workflow.definition.load import load_files
from workflow.definition.shared_parts import read_shared_parts
from workflow.effect_requests import CallWebhook
from workflow.ports.unit_of_work import UnitOfWork
from workflow.service import Answer
from workflow.values import Json

PERSON = {"surname": "Зразкова", "given_name": "Олена", "phone": "+380671234567"}


class ForgetfulWork:
    """A unit of work whose commit is none: everything is decided, written and answered, and then it never was."""

    def __init__(self, real: UnitOfWork) -> None:
        self._real = real

    def __enter__(self) -> Self:
        self._real.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._real.__exit__(kind, error, trace)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def commit(self) -> None:
        """Nothing."""

    def commit_and_tell(self, case: Case) -> Mapping[str, Json]:
        """Nothing is told."""
        return {}


@contextmanager
def nothing_is_kept(hall: TownHall | Stage) -> Iterator[None]:
    """While this holds, no command changes anything."""
    application = hall.runtime.application
    real: Callable[[int], UnitOfWork] = application._unit_of_work
    execute = application.execute

    def forgetful(actor: Actor, command: Command, *, begun: UnitOfWork | None = None, **more: Any) -> Answer:
        # A transaction that the door has begun ahead is the command's to end as well.
        return execute(actor, command, begun=None if begun is None else ForgetfulWork(begun), **more)

    application._unit_of_work = lambda municipality: ForgetfulWork(real(municipality))
    application.execute = forgetful  # type: ignore[method-assign]
    try:
        yield
    finally:
        application._unit_of_work = real
        application.execute = execute  # type: ignore[method-assign]


def things(hall: TownHall) -> dict[str, str]:
    """By the names that tests/api/writes.py uses: references, ids."""
    offer(hall, "plan_copy", "street_light")
    shared = read_shared_parts(DEFINITIONS / "_shared")
    for name in ("incoming_letter", "petition"):
        definition, bundle = load_files(read_folder(DEFINITIONS / name), shared.files)
        hall.runtime.application.execute(system(1), PublishDefinition(definition=definition, bundle=bundle.to_bytes()))
    open_reviews(hall.runtime.application)
    for username in ("cashier", "head"):
        employ(hall, username)
    employ(hall, "second", "utility_director", unit="utility")
    return {
        "registered": filed(hall).reference,
        **_instructions(hall),
        **_papers(hall),
        **_other_services(hall),
        **_of_the_town(hall),
    }


def _instructions(hall: TownHall) -> dict[str, str]:
    working, order = in_work(hall)
    _, done = in_work(hall)
    told = hall.signed_in("foreman").post(f"/resolutions/{done}/reports", {"text": "Засипали"})
    assert told.status_code == 201, told.text
    return {"routed": routed(hall).reference, "in_work": working.reference, "order": order, "reported": done}


def _papers(hall: TownHall) -> dict[str, str]:
    case, draft = answering(hall)
    assert hall.signed_in("utility_director").post(f"/documents/{draft}/opening").status_code == 200
    _, signed = _signed(hall)
    _, posted = _signed(hall)
    gone, returned = _signed(hall)
    registrar = hall.signed_in("registrar")
    for paper in (posted, returned):
        sent = registrar.post(f"/documents/{paper}/sending", {"way": "post", "tracking": "0601"})
        assert sent.status_code == 200, sent.text
    assert registrar.post(f"/documents/{returned}/returned-mail").status_code == 200
    (line,) = hall.signed_in("mayor").get(f"/cases/{gone}").get_json()["work"]
    body = {"document": draft, "to": "second", "reason": "Їду", "until": "2026-11-23"}
    given = hall.signed_in("utility_director").post(f"/cases/{_delegated(hall, body)}/delegations", body)
    assert given.status_code == 200, given.text
    return {
        "answering": case.reference,
        "draft": draft,
        "signed": signed,
        "posted": posted,
        "work": line["id"],
        "delegated": given.get_json()["reference"],
        "delegation": given.get_json()["delegations"][0]["id"],
    }


def _delegated(hall: TownHall, body: dict[str, str]) -> str:
    case, body["document"] = answering(hall)
    return case.reference


def _signed(hall: TownHall) -> tuple[str, str]:
    case, paper = answering(hall)
    director = hall.signed_in("utility_director")
    sha256 = director.post(f"/documents/{paper}/opening").get_json()["sha256"]
    assert director.post(f"/documents/{paper}/signatures", {"pin": PIN, "sha256": sha256}).status_code == 200
    hall.work()
    return case.reference, paper


def _other_services(hall: TownHall) -> dict[str, str]:
    card = {"correspondent": "Служба", "kind": "organisation", "their_number": "17", "their_date": "2026-11-20",
            "delivery": "post", "sheets": 2, "summary": "Просять дані."}  # fmt: skip
    letter = {"request_type": "incoming_letter", "form": {"subject": "Мости"}, "channel": "post"}
    forwarded = filed(hall).reference
    moved(hall, "dispatcher", forwarded, "forward", input={"addressee": "power_grid", "reason": "Це їхнє"})
    petition = {"request_type": "petition", "channel": "page", "applicant": PERSON,
                "form": {"subject": "Освітити стежку", "demand": "Діти йдуть додому в темряві. Просимо поставити шість ліхтарів.", "addressed_to": "mayor"}}  # fmt: skip
    collecting = _filed(hall, petition)
    moved(hall, "registrar", collecting, "publish")
    billed = _filed(
        hall, {"request_type": "plan_copy", "form": {"plan": "house", "delivery": "desk"}, "applicant": PERSON}
    )
    moved(hall, "clerk", billed, "bill")
    reviewed = _filed(
        hall,
        {
            "request_type": "reviewed_answer",
            "form": {"subject": "Дах"},
            "channel": "page",
            "applicant": {**PERSON, "address": "вул. Лісова, 8", "contact_by": "voice"},
        },
    )
    moved(hall, "lawyer", reviewed, "draft", input={"answer_text": "Дах відремонтовано."})
    moved(hall, "lawyer", reviewed, "ask_visas")
    mayor = hall.signed_in("mayor")
    told = mayor.post(f"/cases/{reviewed}/acquaintances", {"people": ["specialist"]})
    assert told.status_code == 201, told.text
    return {
        "letter": _filed(hall, letter, by="registrar"),
        "carded": _filed(hall, {**letter, "registration": card}, by="registrar"),
        "forwarded": forwarded,
        "collecting": collecting,
        "billed": billed,
        "reviewed": reviewed,
        "review": mayor.get(f"/cases/{reviewed}/reviews").get_json()["items"][-1]["id"],
        "acquaintance": told.get_json()["id"],
    }


def _filed(hall: TownHall, body: dict[str, Any], by: str | None = None) -> str:
    answer = hall.signed_in(by).post("/cases", body) if by else hall.visitor().post("/api/v1/cases", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.get_json()["reference"])


def _of_the_town(hall: TownHall) -> dict[str, str]:
    effect = CallWebhook(id=uuid4(), case=uuid4(), name="map", event="opened")
    kind, data = effect_to_json(effect)
    hall.runtime.application.execute(
        system(1), RaiseIncident(effect=effect.id, case=None, kind=kind, reason="sms_budget", data=data)
    )
    admin = hall.signed_in("admin")
    (incident,) = [one for one in admin.get("/incidents").get_json()["items"] if one["reason"] == "sms_budget"]
    stands_in = {"absent": "deputy", "acting": "lawyer", "from": "2026-12-01T00:00:00+02:00",
                 "to": "2026-12-14T23:59:00+02:00", "order_number": "214-к", "order_date": "2026-11-27"}  # fmt: skip
    made = admin.post("/substitutions", stands_in)
    assert made.status_code == 201, made.text
    body = {"id": "water_works", "name": "Водоканал"}
    assert admin.post("/addressees", body).status_code == 200
    version = shipped_version("road_defect") + 1
    publish_version(hall.runtime, "road_defect", version)
    return {"incident": incident["id"], "substitution": made.get_json()["id"], "version": str(version)}
