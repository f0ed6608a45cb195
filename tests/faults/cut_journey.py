"""A road defect from the bus to the citizen's confirmation, told step by step by a process that dies at any point of it.

`python -m tests.faults.cut_journey ARGUMENTS` (JSON on standard input, see `Orders`) forks a process per life: the first
life of a journey dies by SIGKILL after so many points, the next lives on from the beginning, as clients do: with the
same idempotency keys, and looking before they sign. Points are before and after every single statement, every job,
every message handed over and every content stored.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import psycopg
from PIL import Image
from psycopg.pq import TransactionStatus

from documents.storage.port import ContentStore
from effects.perform import perform
from notifications.channel import Sent
from notifications.message import Channel, Message
from runtime.boot import Runtime, boot
from runtime.clock import VirtualClock
from runtime.settings import load
from runtime.sweep import sweep
from store.jobs import EffectJob, JobQueue, bring_back
from store.queries.machinery import jobs_by_status
from store.wire import Wire
from tests.journeys.stage import KYIV, local, town_environment
from workflow.actor import Actor, ActorKind, visitor
from workflow.case import Case, ExecutorRole, PaperStatus
from workflow.commands.accept_attachment import AcceptAttachment
from workflow.commands.command_table import Command
from workflow.commands.open_case import OpenCase
from workflow.commands.orders import ExecutorOrder, ResolutionOrder
from workflow.commands.perform_transition import PerformTransition
from workflow.commands.report_resolution import ReportResolution
from workflow.commands.scene import Executed
from workflow.ports.idempotency import IdempotencyKey, StoredReply

OLENA = {
    "surname": "Зразкова",
    "given_name": "Олена",
    "phone": "050 123 45 67",
    "address": "вул. Лісова, 8, кв. 4",
    "contact_by": "link",
}
PLACE = {"address": "вул. Лісова, навпроти 8", "street": "вул. Лісова"}
ORDER = ResolutionOrder(
    text="Ліквідувати яму на вул. Лісовій, навпроти буд. 8.",
    executors=(
        ExecutorOrder(username="foreman", role=ExecutorRole.LEAD),
        ExecutorOrder(username="sign_worker", role=ExecutorRole.CO, due=datetime(2026, 11, 23, 12, 0, tzinfo=KYIV)),
    ),
    due=date(2026, 11, 26),
)
NEVER = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """`cuts` are points to die at, a journey each; 0 is a journey that nobody cuts. `messages` is the file that takes
    what is handed over; `people` are usernames with roles, unit and PIN; `admin` the owner's address of the database."""

    database: str
    admin: str
    data: str
    messages: str
    paper: str
    cuts: Sequence[int]
    people: Mapping[str, Mapping[str, Any]]


class Points:
    """Counts, and dies at the one it is told."""

    def __init__(self, cut: int) -> None:
        self.passed = 0
        self._cut = cut

    def __call__(self) -> None:
        self.passed += 1
        if self.passed == self._cut:
            os.kill(os.getpid(), signal.SIGKILL)


class KeptClock(VirtualClock):
    """A virtual clock whose time outlives the process: the next life goes on from the moment of death."""

    def __init__(self, file: Path) -> None:
        self._file = file
        super().__init__(datetime.fromisoformat(file.read_text()) if file.exists() else local("2026-11-23 08:05"))

    def set(self, moment: datetime) -> datetime:
        now = super().set(moment)
        self._file.write_text(now.isoformat())
        return now


class _Handed:
    """A sender whose messages outlive the process: a line each, with the journey they belong to."""

    carries = frozenset(Channel)

    def __init__(self, file: str, journey: str, clock: VirtualClock, point: Points) -> None:
        self._file, self._journey, self._clock, self._point = file, journey, clock, point

    def send(self, message: Message) -> Sent:
        self._point()
        line = json.dumps({"journey": self._journey, "id": str(message.id), "text": message.text}, ensure_ascii=False)
        with open(self._file, "a", encoding="utf-8") as out:  # noqa: PTH123
            out.write(line + "\n")
        self._point()
        return Sent(provider_id=str(message.id), accepted_at=self._clock.now())


class _SamePaper:
    """A renderer for which all papers look alike: what is printed is not what is cut here."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf

    def render(
        self,
        html: str,
        assets: Mapping[str, bytes],
        identifier: bytes,
        created: datetime,
        data: bytes | None = None,
        shows: Sequence[str] = (),
    ) -> bytes:
        return self._pdf


def _point_statements(point: Points) -> None:
    """Statements of a transaction go out one by one, so that the process can die between any two. A packet outside of
    one is a transaction of its own, and stays whole."""
    say = Wire.say

    def said(self: Wire, statements: Any, *, of: int = -1) -> Any:
        opened = self.connection.info.transaction_status is not TransactionStatus.IDLE
        if not opened and statements[0][0] != "BEGIN":
            return pointed(self, statements, of)
        return [pointed(self, [one], -1) for one in statements][of]

    def pointed(self: Wire, statements: Any, of: int) -> Any:
        point()
        rows = say(self, statements, of=of)
        point()
        return rows

    Wire.say = said  # type: ignore[method-assign]


def _point_contents(contents: ContentStore, point: Points) -> None:
    put = contents.put

    def pointed(municipality: int, data: bytes) -> str:
        point()
        sha256 = put(municipality, data)
        point()
        return sha256

    contents.put = pointed  # type: ignore[method-assign]


@dataclass(slots=True)
class Life:
    """One process's part of a journey."""

    journey: str
    orders: Orders
    runtime: Runtime
    clock: VirtualClock
    point: Points

    def live(self) -> str:
        """The whole journey, as far as it is not done yet; the case's reference."""
        self._back_from_the_dead()
        photo = self._keyed("before", visitor(1), self._upload("dimgray"), "id", at="2026-11-23 08:05")
        reference = self._keyed(
            "open",
            visitor(1),
            OpenCase(
                request_type="road_defect",
                form={"place": PLACE, "photos": [photo], "note": "Глибока яма."},
                applicant=OLENA,
            ),
            "reference",
            at="2026-11-23 08:05",
        )
        self._move(reference, "route", "dispatcher", at="2026-11-23 08:14")
        self._instruct(reference, at="2026-11-23 08:41")
        report = ReportResolution(resolution=self._case(reference).resolutions[0].id, text="Огороджено.")
        self._keyed("report", self._actor("sign_worker"), report, "reference", at="2026-11-23 11:30")
        after = self._keyed("after", self._actor("foreman"), self._upload("black"), "id", at="2026-11-25 15:50")
        done = {"report": "Вирізали старий асфальт, поклали новий.", "photo": after}
        self._move(reference, "finish", "foreman", done, at="2026-11-25 15:52")
        self._move(reference, "accept", "utility_director", {"about": "Про ремонт дороги"}, at="2026-11-25 16:05")
        self._sign(reference, at="2026-11-25 16:10")
        case = self._case(reference)
        citizen = Actor(kind=ActorKind.CITIZEN, municipality=1, case=case.id, person=case.people[0].id)
        confirm = PerformTransition(reference=reference, name="confirm", input={"rating": 5})
        self._keyed("confirm", citizen, confirm, "reference", at="2026-11-26 09:00")
        return reference

    def _back_from_the_dead(self) -> None:
        with psycopg.connect(self.orders.admin, autocommit=True) as connection:
            # Half a minute of silence passes for workers that are dead.
            connection.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute'")
        bring_back(self.runtime.database)

    def _upload(self, colour: str) -> AcceptAttachment:
        picture = io.BytesIO()
        Image.new("RGB", (64, 48), colour).save(picture, "JPEG")
        sha256 = self.runtime.toolbox.contents.put(1, picture.getvalue())
        return AcceptAttachment(media_type="image/jpeg", sha256=sha256, size=len(picture.getvalue()))

    def _keyed(self, step: str, actor: Actor, command: Command, wanted: str, *, at: str, more: Any = None) -> str:
        """A step under its own key: however often it is said, it happens once. What it answered."""
        self._until(at)
        text = f"{self.journey}/{step}"
        key = IdempotencyKey(scope="cut", key=text, body=hashlib.sha256(text.encode()).hexdigest())
        answer = self.runtime.application.execute(actor, command, key=key, present=lambda made: _reply(made, wanted))
        assert answer.reply is not None
        self._drain()
        return answer.reply.body.decode()

    def _move(
        self, reference: str, name: str, username: str, given: Mapping[str, Any] | None = None, *, at: str
    ) -> None:
        command = PerformTransition(reference=reference, name=name, input=given or {})
        self._keyed(name, self._actor(username), command, "reference", at=at)

    def _instruct(self, reference: str, *, at: str) -> None:
        self._until(at)
        director = self._actor("utility_director")
        if self._case(reference).state == "routed":
            signed = self.runtime.application.desk.sign_resolutions(
                director, reference, "instruct", [ORDER], pin=self._pin("utility_director"), session=None
            )
            command = PerformTransition(
                reference=reference, name="instruct", input={}, resolutions=(ORDER,), signed=tuple(signed)
            )
            self._keyed("instruct", director, command, "reference", at=at)
        self._drain()

    def _sign(self, reference: str, *, at: str) -> None:
        self._until(at)
        director, desk = self._actor("utility_director"), self.runtime.application.desk
        paper = self._case(reference).papers[0]
        if paper.signatures[0].at is None:
            # Whoever had it open already signs what was shown.
            shown = paper.shown if paper.status is PaperStatus.TO_SIGN else None
            shown = shown or desk.open(director, paper.id)
            desk.sign(director, paper.id, shown, pin=self._pin("utility_director"), session=None)
        self._drain()

    def _until(self, at: str) -> None:
        if local(at) > self.clock.now():
            sweep(self.runtime, self.clock, until=local(at))

    def _drain(self) -> None:
        assert self.runtime.settings.database_url is not None

        def pointed(job: EffectJob) -> None:
            self.point()
            perform(job, self.runtime.toolbox)
            self.point()

        queue = JobQueue(self.runtime.settings.database_url, pointed, connections=1)
        for _ in range(20):
            with self.runtime.database.reading(0) as look:
                if not jobs_by_status(look).get("todo", 0):
                    return
            queue.run(wait=False, signals=False, concurrency=1)

    def _case(self, reference: str) -> Case:
        return self.runtime.toolbox.records.case_by_reference(1, reference)

    def _actor(self, username: str) -> Actor:
        person = self.orders.people[username]
        return Actor(
            kind=ActorKind.STAFF,
            municipality=1,
            username=username,
            name=person["name"],
            position=person["position"],
            roles=frozenset(person["roles"]),
            unit=person["unit"],
        )

    def _pin(self, username: str) -> str:
        return str(self.orders.people[username]["pin"])


def _reply(made: Executed, wanted: str) -> StoredReply:
    told = made.case.reference if wanted == "reference" and made.case is not None else str(made.value[wanted])
    return StoredReply(status=200, headers={}, body=told.encode())


def lived(journey: str, cut: int, orders: Orders) -> tuple[str, int]:
    """One life: the reference, and how many points it passed. Does not come back from a cut."""
    clock, point = KeptClock(Path(orders.messages).with_name(f"{journey}.clock")), Points(cut)
    sender = _Handed(orders.messages, journey, clock, point)
    runtime = boot(
        load(town_environment(orders.database, Path(orders.data))),
        clock=clock,
        senders={Channel.SMS: sender, Channel.EMAIL: sender},
        renderer=_SamePaper(Path(orders.paper).read_bytes()),
        connections=2,
    )
    _point_statements(point)
    _point_contents(runtime.toolbox.contents, point)
    return Life(journey, orders, runtime, clock, point).live(), point.passed


def forked(life: Callable[[], tuple[str, int]]) -> tuple[str, int] | None:
    """What a process of its own gives; None when it was killed."""
    back, out = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.write(out, json.dumps(life()).encode())
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    os.close(out)
    with os.fdopen(back, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return None
    if os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError("a life ended by a mistake; see above")
    reference, passed = json.loads(told)
    return reference, passed


def main() -> None:
    """Prints a line of JSON per journey: its name, reference, points passed by the last life, whether it was cut."""
    orders = Orders(**json.loads(sys.stdin.read()))
    for cut in orders.cuts:
        journey = f"cut-{cut}-{time.monotonic_ns()}"
        first = forked(lambda j=journey, c=cut: lived(j, c, orders))  # type: ignore[misc]
        last = first or forked(lambda j=journey: lived(j, NEVER, orders))  # type: ignore[misc]
        assert last is not None
        told = {"journey": journey, "cut": cut, "died": first is None, "reference": last[0], "points": last[1]}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
