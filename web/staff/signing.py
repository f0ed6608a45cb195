"""Many papers under one PIN: each opened and read first, each signed by itself, each answered for by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Response, request

from gate.actor import current_actor
from gate.doors import application, reading
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.sight import seen_case_of_document
from gate.tenant import current_municipality
from store.queries.work_queue import WorkLine, work_queue
from web import dates
from web.errors_of import errors_of
from web.page import page
from web.paper_file import paper_title
from web.staff.case_page import problem_words
from web.staff.moves import pin_field
from web.words import words
from workflow.actor import Actor
from workflow.case import Case, Paper
from workflow.engine.papers import anyone_signed
from workflow.engine.permitted import standing
from workflow.engine.signers import has_signed, next_signers
from workflow.errors import DomainError, NotFound
from workflow.work_item import WorkKind

_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One paper that waits for the reader's signature; `sha256` is empty until it was opened today."""

    document: UUID
    reference: str
    title: str
    number: str
    left: str
    tone: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came of one paper; `wrong` is empty when it is signed."""

    document: UUID
    title: str
    wrong: str


@policy(Policy.STAFF)
def signing() -> Response:
    """What waits."""
    return _shown((), ())


@policy(Policy.STAFF)
def sign_together() -> Response:
    """Signs the chosen ones, the bytes that were opened and no others. What was signed before stays signed: a form
    sent again goes on where the first one was cut off."""
    actor, chosen = current_actor(), request.form.getlist("paper")[:_MOST]
    if not chosen:
        return _shown((), (), wrong=words("signing.none_chosen", current_language()))
    try:
        session = application().desk.begin_session(actor, request.form.get("pin", ""))[:2]
    except DomainError as error:
        wrong = errors_of(error, current_language())
        return _shown((), wrong.fields.get("pin", ()) or (problem_words(error),), chosen=chosen)
    return _shown([_signed(actor, one, session) for one in chosen], ())


def _signed(actor: Actor, chosen: str, session: tuple[UUID, str]) -> Answered:
    text, _, sha256 = chosen.partition(":")
    document = _document(text)
    case = seen_case_of_document(document)
    paper = _paper(case, document)
    title = f"{_title(case, paper)}, {case.reference}"
    if not _is_awaited(actor, case, paper) and any(one.by == actor.username and one.at for one in paper.signatures):
        return Answered(document=document, title=title, wrong="")
    try:
        application().desk.sign(actor, document, sha256, pin=None, session=session)
    except DomainError as error:
        return Answered(document=document, title=title, wrong=problem_words(error))
    return Answered(document=document, title=title, wrong="")


def _shown(
    answered: list[Answered] | tuple[()],
    pin_wrong: tuple[str, ...],
    *,
    wrong: str = "",
    chosen: list[str] | None = None,
) -> Response:
    actor, language, door = current_actor(), current_language(), application()
    now, zone = door.clock.now(), door.surroundings(current_municipality()).zone
    with reading() as look:
        lines = work_queue(look, actor, limit=_MOST, kind=WorkKind.SIGN).items
    waiting = [one for line in lines if (one := _waiting(line, actor, now, zone, language)) is not None]
    answer = page(
        "staff/signing.html",
        waiting=waiting,
        opened=[one for one in waiting if one.sha256],
        answered=answered,
        pin=pin_field(language, pin_wrong),
        wrong=wrong,
        chosen=chosen,
    )
    if wrong or pin_wrong:
        answer.status_code = 422
    return answer


def _waiting(line: WorkLine, actor: Actor, now: datetime, zone: ZoneInfo, language: str) -> Waiting | None:
    if line.document is None or line.reference is None:
        return None
    case = seen_case_of_document(line.document)
    paper = case.paper(line.document)
    if paper is None or not _is_awaited(actor, case, paper):
        return None
    fresh = paper.sha256 is not None and (anyone_signed(paper) or paper.date == dates.last_day(now, zone))
    return Waiting(
        document=paper.id,
        reference=case.reference,
        title=_title(case, paper),
        number=paper.number or "",
        left=dates.time_left(line.due, now, zone, language) if line.due else "",
        tone="bad" if line.due is not None and line.due <= now else "",
        sha256=(paper.sha256 or "") if fresh else "",
    )


def _is_awaited(actor: Actor, case: Case, paper: Paper) -> bool:
    roles = next_signers(paper)
    return roles != ("seal",) and standing(actor, case, roles) is not None and not has_signed(actor, paper)


def _title(case: Case, paper: Paper) -> str:
    return paper_title(paper, application().definitions.pinned(case.definition), current_language())


def _paper(case: Case, document: UUID) -> Paper:
    found = case.paper(document)
    if found is None:
        raise NotFound("unknown_document")
    return found


def _document(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("unknown_document") from None
