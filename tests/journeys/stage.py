"""A whole town in a test: real database, rendering and signing, a clock moved by hand, messages caught instead of sent."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from argon2 import PasswordHasher
from flask import Flask
from PIL import Image

from documents.uploads import clean_upload
from notifications.channel import Sent
from notifications.message import Channel, Message
from runtime import settings as settings_module
from runtime.app import build_app
from runtime.boot import Runtime, boot
from runtime.clock import VirtualClock
from runtime.database_urls import DatabaseUrls
from runtime.demo.credentials import Credentials, fresh_credentials
from runtime.demo.founding import found_town
from runtime.demo.town import MUNICIPALITY
from runtime.drain import drain
from runtime.sweep import sweep
from tests.founded import founded
from tests.journeys.browser import Browser, signed_in
from tests.journeys.browser import visitor as visitor_browser
from workflow.actor import Actor, ActorKind, visitor
from workflow.case import Case, Paper, SignedStatement
from workflow.commands.accept_attachment import AcceptAttachment
from workflow.commands.give_visa import GiveVisa
from workflow.commands.open_case import OpenCase
from workflow.commands.orders import ResolutionOrder
from workflow.commands.perform_transition import PerformTransition
from workflow.review import Verdict

KYIV = ZoneInfo("Europe/Kyiv")
# Cheap on purpose: what a real hash costs is tested in tests/gate.
_QUICKLY = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


class CaughtMessages:
    """A sender that keeps what it was given."""

    carries = frozenset(Channel)

    def __init__(self, clock: VirtualClock) -> None:
        self.messages: list[Message] = []
        self._clock = clock

    def send(self, message: Message) -> Sent:
        self.messages.append(message)
        return Sent(provider_id=str(message.id), accepted_at=self._clock.now())


def local(text: str) -> datetime:
    """`2026-11-23 08:05` in Kyiv, as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=KYIV).astimezone(UTC)


@dataclass
class Stage:
    """The town with its people. Every step lets jobs run until none is due."""

    runtime: Runtime
    clock: VirtualClock
    sender: CaughtMessages
    credentials: Mapping[str, Credentials]
    app: Flask
    told: int = field(default=0)

    def at(self, moment: str) -> None:
        """Time passes to `moment`; whatever is due on the way happens at its time."""
        sweep(self.runtime, self.clock, until=local(moment))
        self.drain()

    def drain(self) -> None:
        """Runs every job that is due."""
        drain(self.runtime)

    def browser(self, username: str | None = None) -> Browser:
        """A browser: somebody of the town hall signed in, or a stranger."""
        return signed_in(self.app, self.credentials[username]) if username else visitor_browser(self.app)

    def pin(self, username: str) -> str | None:
        """Somebody's PIN."""
        return self.credentials[username].pin

    def actor(self, username: str) -> Actor:
        """Somebody of the town hall."""
        person = self.credentials[username].person
        return Actor(
            kind=ActorKind.STAFF,
            municipality=MUNICIPALITY,
            username=username,
            name=person.name,
            position=person.position,
            roles=person.roles,
            unit=person.unit,
        )

    def upload(self, colour: str = "gray") -> UUID:
        """A photo as a citizen's phone sends it."""
        picture = io.BytesIO()
        Image.new("RGB", (640, 480), colour).save(picture, "JPEG")
        clean = clean_upload(picture.getvalue())
        sha256 = self.runtime.toolbox.contents.put(MUNICIPALITY, clean.data)
        answer = self.runtime.application.execute(
            visitor(MUNICIPALITY),
            AcceptAttachment(media_type=clean.media_type, sha256=sha256, size=len(clean.data)),
        )
        return UUID(str(answer.executed.value["id"]))

    def open(self, request_type: str, form: Mapping[str, Any], applicant: Mapping[str, Any], **more: Any) -> Case:
        """Files a case."""
        actor = more.pop("actor", visitor(MUNICIPALITY))
        answer = self.runtime.application.execute(
            actor, OpenCase(request_type=request_type, form=form, applicant=applicant, **more)
        )
        self.drain()
        assert answer.executed.case is not None
        return self.case(answer.executed.case.reference)

    def do(
        self,
        reference: str,
        name: str,
        actor: Actor | str,
        given: Mapping[str, Any] | None = None,
        orders: Sequence[ResolutionOrder] = (),
    ) -> Case:
        """Performs a transition; signed orders by the actor's own PIN."""
        who = self.actor(actor) if isinstance(actor, str) else actor
        signed: tuple[SignedStatement, ...] = ()
        if orders and who.username is not None:
            signed = self.runtime.application.desk.sign_resolutions(
                who, reference, name, orders, pin=self.credentials[who.username].pin, session=None
            )
        self.runtime.application.execute(
            who,
            PerformTransition(
                reference=reference, name=name, input=given or {}, resolutions=tuple(orders), signed=signed
            ),
        )
        self.drain()
        return self.case(reference)

    def agree(self, reference: str, username: str) -> Case:
        """A visa on the newest round of reviews."""
        review = self.case(reference).reviews[-1]
        command = GiveVisa(reference=reference, review=review.id, verdict=Verdict.AGREED)
        self.runtime.application.execute(self.actor(username), command)
        self.drain()
        return self.case(reference)

    def sign(self, username: str, document: UUID) -> str:
        """Opens and signs a paper; gives the hash that was shown."""
        actor, desk = self.actor(username), self.runtime.application.desk
        sha256 = desk.open(actor, document)
        desk.sign(actor, document, sha256, pin=self.credentials[username].pin, session=None)
        self.drain()
        return sha256

    def case(self, reference: str) -> Case:
        """The case as it is stored."""
        return self.runtime.toolbox.records.case_by_reference(MUNICIPALITY, reference)

    def paper(self, reference: str, number: int = 0) -> Paper:
        """A paper of the case."""
        return self.case(reference).papers[number]

    def citizen(self, case: Case) -> Actor:
        """The applicant, by their status link."""
        return Actor(kind=ActorKind.CITIZEN, municipality=MUNICIPALITY, case=case.id, person=case.people[0].id)

    def texts(self) -> list[str]:
        """Texts sent since the last call, status tokens replaced by `…`."""
        fresh, self.told = self.sender.messages[self.told :], len(self.sender.messages)
        return [_without_token(one.text, self.runtime.settings.public_url) for one in fresh]


def _without_token(text: str, url: str) -> str:
    head, found, tail = text.partition(f"{url}/s/")
    return f"{head}{found}…{tail[14:]}" if found else text


def town_environment(
    database_url: str, data: Path, public_url: str = "https://sprava.test", beside: str = ""
) -> dict[str, str]:
    """The settings of a process of the town; `beside`: one more host it answers to."""
    return {
        "DATABASE_URL": database_url,
        "SPRAVA_DEMO": "1",
        "SPRAVA_DATA": str(data),
        "SPRAVA_PUBLIC_URL": public_url,
        "SPRAVA_TRUSTED_HOSTS": beside,
    }


def raise_curtain(
    urls: DatabaseUrls, data: Path, start: str, public_url: str = "https://sprava.test", beside: str = ""
) -> Stage:
    """A founded town at local time `start`; a second one can be founded at the host `beside`."""
    clock = VirtualClock(local(start))
    sender = CaughtMessages(clock)
    settings = settings_module.load(town_environment(urls.app, data, public_url, beside))
    senders = {Channel.SMS: sender, Channel.EMAIL: sender}

    def found() -> tuple[Credentials, ...]:
        made = fresh_credentials()
        with closing(boot(settings, clock=clock, senders=senders)) as founding:
            found_town(founding, made, hash_password=_QUICKLY.hash)
        return tuple(made)

    credentials = founded((start, urlsplit(public_url).hostname), urls, data, found)
    runtime = boot(settings, clock=clock, senders=senders)
    return Stage(
        runtime=runtime,
        clock=clock,
        sender=sender,
        app=build_app(runtime),
        credentials={one.person.username: one for one in credentials},
    )
