"""A town hall without a database for tests of effects: it remembers the commands it was given and answers reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from documents.errors import NotStored
from documents.rendering.renderer import Renderer
from documents.storage.port import ContentStore
from effects.errand import Errand
from effects.keyring import Keyring
from effects.records import KeptKey
from effects.toolbox import Toolbox
from notifications.channel import Sent
from notifications.message import Channel, Message
from runtime.clock import VirtualClock
from tests.given import MONDAY_0805, surroundings
from workflow.case import Case
from workflow.commands.count_attempt import CountAttempt
from workflow.commands.record_delivery import RecordDelivery
from workflow.commands.record_message import RecordMessage
from workflow.commands.scene import Executed
from workflow.definition.model import Definition
from workflow.errors import NotFound
from workflow.ports.attachment import Attachment
from workflow.ports.ceremony import Ceremony
from workflow.service import Answer, Application
from workflow.surroundings import Surroundings
from workflow.town import StaffMember, Unit
from workflow.values import Json

ERRAND = Errand(municipality=1, correlation=UUID(int=9))
LINK_KEY = b"l" * 32


@dataclass
class FakeTown:
    """Both the write door and the read side. `refuse` maps a command's class to what it raises."""

    definition: Definition
    cases: dict[UUID, Case] = field(default_factory=dict)
    values: dict[UUID, Mapping[str, Json]] = field(default_factory=dict)
    commands: list[Any] = field(default_factory=list)
    statuses: dict[UUID, str] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, StaffMember] = field(default_factory=dict)
    keys: dict[str, KeptKey] = field(default_factory=dict)
    phones: dict[UUID, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    flagged: set[str] = field(default_factory=set)
    refuse: dict[type, Exception] = field(default_factory=dict)
    around: Surroundings = field(default_factory=surroundings)

    # --- the write door

    def execute(self, actor: Any, command: Any, *, correlation: UUID | None = None, **_: Any) -> Answer:
        if type(command) in self.refuse:
            raise self.refuse[type(command)]
        self.commands.append(command)
        value: dict[str, Json] = {}
        match command:
            case RecordMessage():
                self.statuses.setdefault(command.identifier, command.status)
            case RecordDelivery():
                self.statuses[command.identifier] = command.status
            case CountAttempt():
                self.counts[command.key] = self.counts.get(command.key, 0) + 1
                value = {"count": self.counts[command.key]}
            case _:
                pass
        return Answer(executed=Executed(value=value), reply=None, replayed=False, correlation=UUID(int=9))

    def surroundings(self, municipality: int) -> Surroundings:
        return self.around

    @property
    def definitions(self) -> FakeTown:
        return self

    def pinned(self, digest: str) -> Definition:
        return self.definition

    # --- the read side

    def case(self, municipality: int, identifier: UUID) -> Case:
        if identifier not in self.cases:
            raise NotFound("unknown_case")
        return self.cases[identifier]

    def case_by_reference(self, municipality: int, reference: str) -> Case:
        return next(one for one in self.cases.values() if one.reference == reference)

    def case_of_paper(self, municipality: int, document: UUID) -> Case:
        return next(one for one in self.cases.values() if one.paper(document) is not None)

    def personal(self, municipality: int, case: UUID) -> Mapping[str, Json]:
        return self.values[case]

    def confirmed_forms(self, municipality: int, named: Mapping[str, str]) -> Mapping[str, Json] | None:
        return None

    def attachments(self, municipality: int, identifiers: Sequence[UUID]) -> Mapping[UUID, Attachment]:
        return {}

    def staff(self, municipality: int, username: str) -> StaffMember | None:
        return self.people.get(username)

    def holders(self, municipality: int, role: str, now: datetime) -> tuple[StaffMember, ...]:
        return tuple(one for one in self.people.values() if role in one.roles)

    def unit(self, municipality: int, identifier: str) -> Unit | None:
        return self.units.get(identifier)

    def key(self, municipality: int, holder: str) -> KeptKey | None:
        return self.keys.get(holder)

    def ceremony(self, municipality: int, identifier: UUID, now: datetime) -> Ceremony | None:
        return None

    def vote_phone(self, municipality: int, identifier: UUID, now: datetime) -> str | None:
        return self.phones.get(identifier)

    def message_status(self, municipality: int, identifier: UUID) -> str | None:
        return self.statuses.get(identifier)

    def is_flagged(self, municipality: int, channel: str, to: str, now: datetime) -> bool:
        return to in self.flagged

    # --- what tests ask

    def given(self, kind: type) -> list[Any]:
        """Commands of one class, in order."""
        return [one for one in self.commands if isinstance(one, kind)]

    def keep(self, case: Case, personal: Mapping[str, Json]) -> Case:
        """Remembers a case."""
        self.cases[case.id] = case
        self.values[case.id] = personal
        return case


@dataclass
class ScriptedSender:
    """Raises what it is told to, once each; else keeps the message."""

    failures: list[Exception] = field(default_factory=list)
    sent: list[Message] = field(default_factory=list)
    carries: frozenset[Channel] = frozenset(Channel)

    def send(self, message: Message) -> Sent:
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append(message)
        return Sent(provider_id="p-1", accepted_at=MONDAY_0805)


class EmptyStore:
    """A content store with nothing in it."""

    def get(self, municipality: int, sha256: str) -> bytes:
        raise NotStored(data={"sha256": sha256})


def toolbox(town: FakeTown, sender: ScriptedSender | None = None, **changes: Any) -> Toolbox:
    """A toolbox around a fake town, at Monday 08:05."""
    one = sender or ScriptedSender()
    made = Toolbox(
        application=cast("Application", town),
        records=town,
        contents=cast("ContentStore", EmptyStore()),
        renderer=cast("Renderer", None),
        senders={Channel.SMS: one, Channel.EMAIL: one},
        keyring=Keyring(server_key=b"k" * 32),
        link_key=LINK_KEY,
        clock=VirtualClock(MONDAY_0805),
        public_url="https://sprava.test",
        fonts={},
        draw=lambda: 0.0,
        fresh_id=lambda: UUID(int=1),
    )
    return replace(made, **changes)
