"""Sends a complete paper the way its receiver chose: e-mail, the print-and-post list, or nothing more to do.

Who follows by link finds the paper there; who comes to the counter gets it there. Texts of the definition say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from effects.errand import Errand
from effects.errors import GiveUp, TryAgain
from effects.follow_up_id import follow_up_id
from effects.people_told import card
from effects.spoken import Length, day_words
from effects.toolbox import Toolbox
from notifications.channel import PermanentFailure, RetryableFailure
from notifications.errors import InvalidMessage
from notifications.message import Attachment, Channel, Message
from notifications.recipients import Contact, ContactBy
from workflow.actor import system
from workflow.case import Case, Paper, PaperStatus, Person, PersonRole
from workflow.commands.queue_post import QueuePost
from workflow.commands.record_delivery import RecordDelivery
from workflow.commands.record_message import RecordMessage
from workflow.commands.send_document import SendDocument
from workflow.definition.model import Definition
from workflow.effect_requests import DispatchDocument

FAILED = "failed"


class Delivery(StrEnum):
    """How a paper reaches its receiver."""

    EMAIL = "email"
    POST = "post"
    COUNTER = "counter"
    LINK = "link"
    INNER = "inner"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parcel:
    case: Case
    definition: Definition
    paper: Paper
    person: Person
    card: Contact


def run(effect: DispatchDocument, errand: Errand, toolbox: Toolbox) -> None:
    """Raises TryAgain, GiveUp(`no_address`, `mail_refused`). A paper that has left or lost its force is not sent."""
    case = toolbox.records.case_of_paper(errand.municipality, effect.document)
    paper = case.paper(effect.document)
    person = case.person(PersonRole.APPLICANT)
    if paper is None or person is None or paper.status is not PaperStatus.COMPLETE or paper.sent:
        return
    definition = toolbox.definition(case.definition)
    personal = toolbox.records.personal(errand.municipality, case.id)
    parcel = _Parcel(case=case, definition=definition, paper=paper, person=person, card=card(person, personal))
    match way_of(definition, case, paper, parcel.card):
        case Delivery.POST:
            _post(parcel, effect, errand, toolbox)
        case Delivery.EMAIL:
            _mail(parcel, effect, errand, toolbox)
        case Delivery.COUNTER | Delivery.LINK | Delivery.INNER:
            return


def way_of(definition: Definition, case: Case, paper: Paper, contact: Contact) -> Delivery:
    """What the definition says of the paper, else the form's `delivery`, else the way the person is told at all."""
    rule = definition.documents.get(paper.type)
    if rule is not None and rule.delivery not in (None, "applicant"):
        return Delivery(str(rule.delivery))
    chosen = case.values.get("delivery")
    if chosen in set(Delivery):
        return Delivery(str(chosen))
    match contact.contact_by:
        case ContactBy.LINK:
            return Delivery.LINK
        case ContactBy.EMAIL:
            return Delivery.EMAIL
        case ContactBy.POST:
            return Delivery.POST
        case ContactBy.VOICE:
            return Delivery.POST if contact.address else Delivery.COUNTER


def _post(parcel: _Parcel, effect: DispatchDocument, errand: Errand, toolbox: Toolbox) -> None:
    if not parcel.card.address:
        raise GiveUp("no_address", way=Delivery.POST.value)
    toolbox.application.execute(
        system(errand.municipality),
        QueuePost(identifier=effect.id, case=parcel.case.id, document=parcel.paper.id),
        correlation=errand.correlation,
    )


def _mail(parcel: _Parcel, effect: DispatchDocument, errand: Errand, toolbox: Toolbox) -> None:
    if not parcel.card.email:
        raise GiveUp("no_address", way=Delivery.EMAIL.value)
    identifier = follow_up_id(effect.id, str(parcel.person.id), Channel.EMAIL)
    actor, municipality = system(errand.municipality), errand.municipality
    status = toolbox.records.message_status(municipality, identifier)
    if status == FAILED:
        raise GiveUp("mail_refused")
    if status in (None, "queued"):
        message = _letter(parcel, parcel.card.email, effect, errand, toolbox)
        toolbox.application.execute(
            actor,
            RecordMessage(
                identifier=identifier,
                case=parcel.case.id,
                person=parcel.person.id,
                channel=Channel.EMAIL.value,
                to=parcel.card.email,
                text=message.text,
                parts=1,
                status="queued",
            ),
            correlation=errand.correlation,
        )
        provider_id = _handed_over(message, errand, toolbox)
        toolbox.application.execute(
            actor,
            RecordDelivery(identifier=identifier, status="sent", provider_id=provider_id),
            correlation=errand.correlation,
        )
    toolbox.application.execute(
        actor, SendDocument(document=parcel.paper.id, way=Delivery.EMAIL.value), correlation=errand.correlation
    )


def _handed_over(message: Message, errand: Errand, toolbox: Toolbox) -> str | None:
    try:
        return toolbox.senders[Channel.EMAIL].send(message).provider_id
    except RetryableFailure as failure:
        raise TryAgain(failure.code.value, wait_seconds=failure.wait_seconds) from failure
    except PermanentFailure as failure:
        toolbox.application.execute(
            system(errand.municipality),
            RecordDelivery(identifier=message.id, status=FAILED),
            correlation=errand.correlation,
        )
        raise GiveUp("mail_refused", reason=failure.code.value) from failure


def _letter(parcel: _Parcel, to: str, effect: DispatchDocument, errand: Errand, toolbox: Toolbox) -> Message:
    paper, case = parcel.paper, parcel.case
    rule = parcel.definition.documents.get(paper.type)
    title = rule.title if rule else paper.type
    town = toolbox.surroundings(errand.municipality).town
    dated = f" від {day_words(paper.date, Length.PAPER)}" if paper.date else ""
    text = (
        f"Доброго дня!\n\nУ вкладенні – документ «{title}» № {paper.number or '–'}{dated} "
        f"до вашого звернення № {case.reference}.\n\n"
        f"Перевірити справжність: {toolbox.address(errand.municipality)}/verify/{paper.code or ''}\n"
        f"Питання: тел. {town.phone}, номер {case.reference}.\n\n{town.body or town.name}"
    )
    try:
        return Message(
            id=follow_up_id(effect.id, str(parcel.person.id), Channel.EMAIL),
            municipality=errand.municipality,
            channel=Channel.EMAIL,
            to=to,
            subject=f"{case.reference}: {title}",
            text=text,
            attachments=(
                Attachment(
                    name=f"{case.reference}-{paper.type}.pdf",
                    media_type="application/pdf",
                    content=toolbox.contents.get(errand.municipality, paper.sha256 or ""),
                ),
            ),
        )
    except InvalidMessage as error:
        raise GiveUp("mail_refused", reason=error.code.value) from error
