"""What people of the demo town do, as calls of the product's own commands under a clock moved by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from documents.uploads import clean_upload
from runtime.boot import Runtime
from runtime.demo.credentials import Credentials
from runtime.demo.past_days import PastDays
from runtime.demo.town import MUNICIPALITY
from workflow.actor import Actor, ActorKind, visitor
from workflow.case import Case, ExecutorRole
from workflow.commands.accept_attachment import AcceptAttachment
from workflow.commands.give_visa import GiveVisa
from workflow.commands.open_case import OpenCase
from workflow.commands.orders import ExecutorOrder, ResolutionOrder
from workflow.commands.perform_transition import PerformTransition
from workflow.commands.report_resolution import ReportResolution
from workflow.review import Verdict
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """`credentials` by username; `days` the calendar the stories are told by; `opened` every case filed so far."""

    runtime: Runtime
    credentials: Mapping[str, Credentials]
    days: PastDays
    opened: list[str] = field(default_factory=list)

    def photo(self, picture: bytes) -> str:
        """Uploads a picture; the id to put into a form."""
        clean = clean_upload(picture)
        sha256 = self.runtime.toolbox.contents.put(MUNICIPALITY, clean.data)
        answer = self.runtime.application.execute(
            visitor(MUNICIPALITY),
            AcceptAttachment(media_type=clean.media_type, sha256=sha256, size=len(clean.data)),
        )
        return str(answer.executed.value["id"])

    def open(
        self,
        request_type: str,
        form: Mapping[str, Json],
        applicant: Mapping[str, Json],
        *,
        by: str | None = None,
        channel: str = "page",
        representative: Mapping[str, Json] | None = None,
        join: str | None = None,
    ) -> str:
        """Files a case; `by` an official who files it for the citizen. Gives its reference."""
        answer = self.runtime.application.execute(
            self.actor(by) if by else visitor(MUNICIPALITY),
            OpenCase(
                request_type=request_type,
                form=form,
                applicant=applicant,
                representative=representative,
                channel=channel,
                join=join,
            ),
        )
        assert answer.executed.case is not None
        self.opened.append(answer.executed.case.reference)
        return answer.executed.case.reference

    def do(self, reference: str, name: str, by: str, given: Mapping[str, Json] | None = None) -> None:
        """Somebody of the town hall moves a case."""
        self.runtime.application.execute(
            self.actor(by), PerformTransition(reference=reference, name=name, input=given or {})
        )

    def citizen_does(self, reference: str, name: str, given: Mapping[str, Json] | None = None) -> None:
        """The applicant moves their case by the link."""
        case = self.case(reference)
        citizen = Actor(kind=ActorKind.CITIZEN, municipality=MUNICIPALITY, case=case.id, person=case.people[0].id)
        self.runtime.application.execute(citizen, PerformTransition(reference=reference, name=name, input=given or {}))

    def instruct(self, reference: str, by: str, orders: Sequence[ResolutionOrder]) -> None:
        """Gives instructions, signed with the official's own key."""
        actor = self.actor(by)
        signed = self.runtime.application.desk.sign_resolutions(
            actor, reference, "instruct", orders, pin=self.credentials[by].pin, session=None
        )
        self.runtime.application.execute(
            actor, PerformTransition(reference=reference, name="instruct", resolutions=tuple(orders), signed=signed)
        )

    def report(self, reference: str, number: str, by: str, text: str) -> None:
        """An executor reports on the instruction of that number."""
        resolution = next(one for one in self.case(reference).resolutions if one.number == number)
        self.runtime.application.execute(self.actor(by), ReportResolution(resolution=resolution.id, text=text))

    def visa(self, reference: str, by: str) -> None:
        """A reviewer agrees to the newest round of a case."""
        review = self.case(reference).reviews[-1]
        command = GiveVisa(reference=reference, review=review.id, verdict=Verdict.AGREED)
        self.runtime.application.execute(self.actor(by), command)

    def sign(self, reference: str, by: str) -> None:
        """Opens and signs the newest paper of a case."""
        actor, desk = self.actor(by), self.runtime.application.desk
        document: UUID = self.case(reference).papers[-1].id
        shown = desk.open(actor, document)
        desk.sign(actor, document, shown, pin=self.credentials[by].pin, session=None)

    def case(self, reference: str) -> Case:
        """The case as it is stored."""
        return self.runtime.toolbox.records.case_by_reference(MUNICIPALITY, reference)

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


def order(text: str, lead: str, due: date, *co: str, control: str | None = None) -> ResolutionOrder:
    """An instruction with its lead executor and co-executors."""
    return ResolutionOrder(
        text=text,
        executors=(
            ExecutorOrder(username=lead, role=ExecutorRole.LEAD),
            *(ExecutorOrder(username=one, role=ExecutorRole.CO) for one in co),
        ),
        due=due,
        control=control,
    )
