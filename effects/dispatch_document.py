"""Sends a complete paper the way its receiver chose: e-mail, the print-and-post list, or nothing more to do.

Who follows by link finds the paper there; who comes to the counter gets it there. Texts of the definition say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from effects.errand import Errand
from effects.errors import GiveUp
from effects.follow_up_id import follow_up_id
from effects.letter_words import letter_words
from effects.people_told import card
from effects.sending import Words, has_left, is_closed, send
from effects.spoken import Length, day_words
from effects.toolbox import Toolbox
from notifications.message import Attachment, Channel
from notifications.recipients import Contact, ContactBy
from workflow.actor import system
from workflow.case import Case, Paper, Person, PersonRole
from workflow.commands.queue_post import QueuePost
from workflow.commands.send_document import SendDocument
from workflow.definition.model import Definition
from workflow.effect_requests import DispatchDocument


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
    if paper is None or person is None or not paper.goes_out or paper.sent:
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
    if is_closed(identifier, errand, toolbox):
        raise GiveUp("mail_refused")
    if not has_left(identifier, errand, toolbox):
        words, to = _words(parcel, errand, toolbox), parcel.card.email
        if not send(identifier, words, parcel.case, parcel.person, Channel.EMAIL, to, errand, toolbox):
            raise GiveUp("mail_refused")
    toolbox.application.execute(
        system(errand.municipality),
        SendDocument(document=parcel.paper.id, way=Delivery.EMAIL.value),
        correlation=errand.correlation,
    )


def _words(parcel: _Parcel, errand: Errand, toolbox: Toolbox) -> Words:
    paper, case, language = parcel.paper, parcel.case, parcel.person.language
    rule = parcel.definition.documents.get(paper.type)
    own = rule.title if rule else paper.type
    title = parcel.definition.text(f"documents.{paper.type}.title", language) or own
    town = toolbox.surroundings(errand.municipality).town
    text = letter_words(
        language,
        title=title,
        number=paper.number or "–",
        day=day_words(paper.date, Length.PAPER) if paper.date else "",
        reference=case.reference,
        verify=f"{toolbox.address(errand.municipality)}/verify/{paper.code or ''}",
        phone=town.phone,
        town=town.body or town.name,
    )
    pdf = Attachment(
        name=f"{case.reference}-{paper.type}.pdf",
        media_type="application/pdf",
        content=toolbox.contents.get(errand.municipality, paper.sha256 or ""),
    )
    return Words(sent=text, kept=text, subject=f"{case.reference}: {title}", attachments=(pdf,))
