"""A paper before its signer: shown whole, then the PIN for exactly the bytes shown; or sent back, or made void."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from flask import Response, redirect, request, url_for

from gate.actor import current_actor
from gate.doors import application, reading
from gate.languages import current_language
from gate.name_forms import PersonForms, people_forms
from gate.policies import Policy, policy
from gate.sight import Seen, may_read_paper, seen_case_of_document, shown_values
from gate.tenant import current_municipality
from store.queries.role_holders import role_holders
from web import dates
from web.errors_of import errors_of
from web.form_reading import typed
from web.once import fresh_key, perform_once
from web.page import page
from web.paper_file import large_print_file, paper_file, paper_title
from web.staff.case_page import problem_words
from web.staff.moves import pin_field
from web.staff.scan_kinds import scanned_kinds
from web.staff_names import signature_line
from web.words import words
from workflow.case import Case, Paper, PaperStatus, PersonRole
from workflow.commands.command_table import Command
from workflow.commands.confirm_name import ConfirmName
from workflow.commands.return_document import ReturnDocument
from workflow.commands.send_document import SendDocument
from workflow.commands.void_document import VoidDocument
from workflow.definition.model import Definition
from workflow.engine.papers import anyone_signed
from workflow.engine.permitted import standing
from workflow.engine.signers import has_signed, next_signers, printed_roles
from workflow.errors import DomainError, NotFound

_WAYS = ("post", "counter", "email")
_MAY_SEND = frozenset({"clerk", "operator", "registrar"})


@policy(Policy.STAFF)
def paper_page(document: UUID) -> Response:
    """The paper with what may be done with it."""
    return _shown(_seen(document), document)


@policy(Policy.STAFF)
def paper_content(document: UUID) -> Response:
    """The bytes."""
    seen = _seen(document)
    paper = _paper(seen, document)
    may_read_paper(seen.case, paper)
    return paper_file(paper, current_municipality())


@policy(Policy.STAFF)
def confirm_name(document: UUID) -> Response:
    """Confirms or corrects how letters write the person, and comes back to the paper."""
    seen = _seen(document)
    person = next((one for one in seen.case.people if str(one.id) == request.form.get("person")), None)
    if person is None:
        raise NotFound("unknown_person")
    command = ConfirmName(
        reference=seen.case.reference,
        person=person.id,
        dative=typed(request.form, "dative"),
        full_dative=typed(request.form, "full_dative"),
        greeting=typed(request.form, "greeting"),
    )
    path = url_for("web.paper_page", document=document)
    try:
        perform_once(current_actor(), command, lambda _: path)
    except DomainError as error:
        return _shown(seen, document, wrong=problem_words(error))
    return cast("Response", redirect(path, 303))


@policy(Policy.STAFF)
def paper_in_large_print(document: UUID) -> Response:
    """The same words in large letters: a copy that says of which paper."""
    seen = _seen(document)
    paper = _paper(seen, document)
    may_read_paper(seen.case, paper)
    return large_print_file(paper, current_municipality())


@policy(Policy.STAFF)
def open_paper(document: UUID) -> Response:
    """Makes the final bytes for signature: number kept from the first opening, today's date."""
    seen = _seen(document)
    try:
        application().desk.open(current_actor(), document, signers=request.form.getlist("signers"))
    except DomainError as error:
        return _shown(seen, document, wrong=problem_words(error))
    return _back(document)


@policy(Policy.STAFF)
def sign_paper(document: UUID) -> Response:
    """Signs the bytes that were shown."""
    seen = _seen(document)
    shown = typed(request.form, "sha256")
    try:
        application().desk.sign(current_actor(), document, shown, pin=request.form.get("pin", ""), session=None)
    except DomainError as error:
        wrong = errors_of(error, current_language())
        pin = wrong.fields.get("pin", ())
        changed = error.code == "document_changed"
        return _shown(seen, document, pin_wrong=pin, wrong="" if pin else problem_words(error), changed=changed)
    return cast("Response", redirect(_after_signing(document), 303))


@policy(Policy.STAFF)
def return_paper(document: UUID) -> Response:
    """Sends the paper back to whoever prepared it; its number stays with it."""
    return _change(document, ReturnDocument(document=document, reason=typed(request.form, "reason")))


@policy(Policy.STAFF)
def void_paper(document: UUID) -> Response:
    """Takes the paper's force away; the check page says so."""
    return _change(document, VoidDocument(document=document, reason=typed(request.form, "reason")))


@policy(Policy.STAFF)
def send_paper(document: UUID) -> Response:
    """Records how a complete paper left."""
    way = typed(request.form, "way")
    return _change(document, SendDocument(document=document, way=way, tracking=typed(request.form, "tracking")))


def _change(document: UUID, command: Command) -> Response:
    seen = _seen(document)
    path = url_for("web.case_page", reference=seen.case.reference, said="done")
    try:
        perform_once(current_actor(), command, lambda _: path)
    except DomainError as error:
        return _shown(seen, document, wrong=problem_words(error))
    return cast("Response", redirect(path, 303))


def _after_signing(document: UUID) -> str:
    """The card, or the queue for whom nothing on the case awaits any more."""
    try:
        return url_for("web.case_page", reference=seen_case_of_document(document).reference, said="signed")
    except NotFound:
        return url_for("web.queue")


def _back(document: UUID) -> Response:
    return cast("Response", redirect(url_for("web.paper_page", document=document), 303))


def _seen(document: UUID) -> Seen:
    case = seen_case_of_document(document)
    return Seen(case=case, personal=shown_values(case))


def _next_signers(paper: Paper, case: Case) -> list[list[tuple[str, str]]]:
    """For each signature that comes after the reader's and that several people could give: (username, who)."""
    if anyone_signed(paper):
        return []
    own = standing(current_actor(), case, next_signers(paper))
    later = [role for step in printed_roles(paper) for role in step if own is None or role != own.role]
    if not later:
        return []
    now = application().clock.now()
    with reading() as look:
        holders = [role_holders(look, role, now) for role in later]
    return [[(one.username, signature_line(one.position, one.name)) for one in few] for few in holders if len(few) > 1]


def _shown(
    seen: Seen, document: UUID, *, wrong: str = "", pin_wrong: tuple[str, ...] = (), changed: bool = False
) -> Response:
    case = seen.case
    paper = _paper(seen, document)
    language = current_language()
    actor = current_actor()
    definition = application().definitions.pinned(case.definition)
    roles = next_signers(paper)
    rule = definition.documents.get(paper.type)
    signers = (*(role for step in printed_roles(paper) for role in step), *(rule.scan if rule is not None else ()))
    made = paper.scan is None or paper.sha256 is not None
    mine = made and roles != ("seal",) and standing(actor, case, roles) is not None and not has_signed(actor, paper)
    today = dates.last_day(application().clock.now(), application().surroundings(case.municipality).zone)
    # Opened on an earlier day, the bytes bear a date that would be wrong: they have to be made anew.
    copied = paper.scan is not None or anyone_signed(paper)
    fresh = paper.sha256 is not None and (copied or (paper.date == today and not changed))
    answer = page(
        "staff/paper.html",
        reference=case.reference,
        document=document,
        title=paper_title(paper, definition, language),
        number=paper.number or "",
        date=dates.full_day(paper.date) if paper.date is not None else "",
        standing=words(f"paper.status.{paper.status.value}", language),
        sha256=paper.sha256 or "",
        has_file=paper.sha256 is not None,
        has_words=paper.content is not None,
        addressed=_addressed(seen, paper, definition),
        copy=_copy(seen, paper, language),
        may_scan=paper.status is PaperStatus.DRAFT and paper.type in scanned_kinds(definition, case, actor),
        may_open=mine and not fresh,
        next_signers=_next_signers(paper, case) if mine and not fresh else (),
        may_sign=mine and fresh,
        may_return=mine,
        may_void=paper.status is PaperStatus.COMPLETE and standing(actor, case, signers) is not None,
        may_send=paper.goes_out and bool(actor.roles & _MAY_SEND),
        ways=[(way, words(f"send.{way}", language)) for way in _WAYS],
        pin=pin_field(language, pin_wrong),
        wrong=wrong,
        key=fresh_key(),
    )
    if wrong or pin_wrong:
        answer.status_code = 422
    return answer


def _addressed(seen: Seen, paper: Paper, definition: Definition) -> PersonForms | None:
    """How the paper writes whom it is for, while that may still be mended."""
    rule = definition.documents.get(paper.type)
    if rule is None or rule.scan or anyone_signed(paper) or not next_signers(paper):
        return None
    about = PersonRole.APPLICANT if rule.style in (None, "letter") else PersonRole.SUBJECT
    found = {one.person.role: one for one in people_forms(seen)}
    return found.get(about) or found.get(PersonRole.APPLICANT)


def _copy(seen: Seen, paper: Paper, language: str) -> list[str]:
    """Of what paper it is the copy, and who compared the two; nothing for a paper of our own."""
    scan = paper.scan
    if scan is None:
        return []
    zone = application().surroundings(seen.case.municipality).zone
    number, day = scan.original_number, dates.full_day(scan.original_date)
    by_hand = seen.personal.get(scan.signed_by)
    who, when = signature_line(scan.position, scan.name), dates.full_moment(scan.at, zone)
    return [
        words("verify.copy_numbered", language, number=number, day=day) if number
        else words("verify.copy", language, day=day),
        *([words("scan.told_signed_by", language, name=by_hand)] if by_hand else []),
        words("scan.told_by", language, who=who, at=when),
        words("verify.copy_by_hand", language),
    ]  # fmt: skip


def _paper(seen: Seen, document: UUID) -> Paper:
    found = seen.case.paper(document)
    if found is None:
        raise NotFound("unknown_document")
    return found
