"""The card of one case: what it is, its clocks, what was given, what was ordered, its papers; and its moves as
forms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Response, redirect, request, url_for

from gate.actor import current_actor
from gate.collection import collection
from gate.doors import application, doors, reading
from gate.handover_slip import papers_to_hand_over, receivers
from gate.languages import current_language
from gate.outcome_words import outcome_words
from gate.policies import Policy, policy
from gate.problems import GateRefusal, problem_of
from gate.sight import Seen, seen_attachment, seen_with_values
from gate.tenant import current_municipality
from store.queries.case_filters import CaseFilters, Near
from store.queries.case_list import list_cases
from store.queries.history import history_of
from store.queries.incidents import open_incidents
from store.queries.messages import messages_of
from store.queries.staff import all_staff
from store.queries.substitutions import substitutions_from
from store.queries.units import all_units
from store.reading import Reading
from web import dates
from web.channel_words import channel_words
from web.errors_of import errors_of
from web.filing import NOTHING_WRONG
from web.form_reading import read_fields, typed
from web.once import fresh_key, perform_once
from web.page import page
from web.paper_file import paper_name, paper_title
from web.staff.clock_rows import clock_rows
from web.staff.delegation_rows import delegable_rows, handed_rows
from web.staff.forwarding_form import typed_addressee
from web.staff.history_words import Acquainted, HistoryLine, history_lines
from web.staff.moves import Tried, move_forms, refused_moves, reviewer_names
from web.staff.order_form import Hall, Proposal, read_orders
from web.staff.people_rows import people_rows, pictures, value_rows
from web.staff.resolution_rows import resolution_rows
from web.staff.review_rows import Reading as ReadBy
from web.staff.review_rows import reading_rows, review_rows
from web.staff.scan_kinds import scanned_kinds
from web.staff.shown_order import LOOK, Shown, shown_before, shown_orders
from web.staff.standing_fill import fill_from_standing_texts
from web.staff.work_rows import milestone_rows, relatives, work_rows
from web.staff_names import signature_line
from web.uploads import add_uploads, keep_files
from web.words import known, words
from workflow.actor import Actor
from workflow.case import Case, Paper, PaperStatus, PersonRole, SignedStatement
from workflow.commands.add_papers import AddPapers
from workflow.commands.join_case import JoinCase
from workflow.commands.orders import ResolutionOrder
from workflow.commands.perform_transition import PerformTransition
from workflow.definition.model import Definition
from workflow.definition.office_calendar import Calendar
from workflow.engine.available import Offer
from workflow.engine.permitted import standing
from workflow.engine.signers import has_signed, next_signers
from workflow.errors import DomainError, InvalidInput
from workflow.policy import Action, Reach, scope
from workflow.ports.signing_desk import PaperAhead
from workflow.surroundings import Surroundings
from workflow.values import Json

LETTER, PRINTED = "letter", "printed"
"""The buttons that show what a move would write, to be read on the card or as the PDF, instead of making it."""

_MOST_EVENTS = 500
_NEARBY_METRES = 150
_NEARBY_DAYS = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """One paper on the card; `mine` when its next signature is the reader's."""

    id: UUID
    title: str
    number: str
    date: str
    status: str
    tone: str
    signatures: tuple[str, ...]
    has_file: bool
    mine: bool
    code: str


@policy(Policy.STAFF)
def case_page(reference: str) -> Response:
    """The card."""
    return shown_case(seen_with_values(reference), None)


@policy(Policy.STAFF)
def perform(reference: str, name: str) -> Response:
    """Performs a transition; a signed resolution is signed by the PIN that came with it."""
    seen = seen_with_values(reference)
    only_filling = fill_from_standing_texts()
    actor = current_actor()
    language = current_language()
    surroundings = application().surroundings(current_municipality())
    definition = application().definitions.pinned(seen.case.definition)
    transition = definition.transition(name, seen.case.state)
    # Words for a move that somebody else has just made impossible are read too: they are shown again, not lost.
    meant = transition or next((one for one in definition.transitions if one.name == name), None)
    fields = meant.input if meant is not None else ()
    given = read_fields(fields, request.form, f"{name}.input")
    if transition is not None and transition.forwarding is not None:
        given |= typed_addressee(f"{name}.input")
    refused = add_uploads(fields, given, f"{name}.input", actor, language)
    if only_filling:
        return shown_case(seen, Tried(name=name, given=given, wrong=NOTHING_WRONG))
    rule = transition.resolution if transition is not None else None
    orders = read_orders(rule, surroundings, f"{name}.order") if rule is not None else ()
    if request.form.get("step") == LOOK and orders and not refused:
        statements = application().desk.show_resolutions(actor, reference, name, orders)
        return shown_case(seen, Tried(name=name, given=given, wrong=NOTHING_WRONG, orders=orders, shown=statements))
    try:
        if refused:
            raise InvalidInput({field: ["unsupported_media"] for field in refused})
        if request.form.get("step") in (LETTER, PRINTED):
            return _papers_ahead(seen, actor, name, given)
        signed = _signed(actor, reference, name, orders) if rule is not None and rule.signed else ()
        command = PerformTransition(
            reference=reference,
            name=name,
            input=given,
            resolutions=orders,
            signed=signed,
            reviewers=_reviewers(name) if transition is not None and transition.reviews is not None else (),
            version=_version(),
        )
        path = perform_once(actor, command, lambda _: url_for("web.case_page", reference=reference, said=name))
    except DomainError as error:
        return shown_case(seen_with_values(reference), Tried(name=name, given=given, wrong=errors_of(error, language)))
    return cast("Response", redirect(path, 303))


def _papers_ahead(seen: Seen, actor: Actor, name: str, given: Mapping[str, Json]) -> Response:
    """The papers that the move would make: on the card to be read, or the first one as it will be printed."""
    printed = request.form.get("step") == PRINTED
    found = application().desk.show_papers(actor, seen.case.reference, name, given, printed=printed)
    if printed and found and found[0].pdf is not None:
        response = Response(found[0].pdf, mimetype="application/pdf")
        response.headers["Content-Disposition"] = f'inline; filename="{found[0].type}.pdf"'
        return response
    return shown_case(seen, Tried(name=name, given=given, wrong=NOTHING_WRONG, ahead=found))


@policy(Policy.STAFF)
def join(reference: str) -> Response:
    """Joins the case to an earlier one about the same matter."""
    seen_with_values(reference)
    main = typed(request.form, "main")
    command = JoinCase(reference=reference, main=main)
    return cast("Response", redirect(_done(command, reference), 303))


@policy(Policy.STAFF)
def add_to_case(reference: str) -> Response:
    """Adds forgotten papers or words."""
    seen_with_values(reference)
    ids, wrong = keep_files("attachments.new", current_actor(), current_language())
    if wrong:
        raise GateRefusal("unsupported_media")
    command = AddPapers(
        reference=reference, attachments=tuple(UUID(one) for one in ids), note=typed(request.form, "note")
    )
    return cast("Response", redirect(_done(command, reference), 303))


@policy(Policy.STAFF)
def attachment(identifier: UUID) -> Response:
    """A photo or file of a case, as it was made harmless."""
    found = seen_attachment(identifier)
    data = doors().storage.get(current_municipality(), found.sha256)
    response = Response(data, mimetype=found.media_type)
    ending = found.media_type.rpartition("/")[2]
    response.headers["Content-Disposition"] = f'inline; filename="{identifier}.{ending}"'
    return response


def shown_case(seen: Seen, tried: Tried | None, *, wrong: str = "") -> Response:
    """The card, with what was just tried and refused, or with a sentence about what went wrong elsewhere on it."""
    case = seen.case
    actor, language, door = current_actor(), current_language(), application()
    municipality = current_municipality()
    surroundings, now = door.surroundings(municipality), door.clock.now()
    definition = door.definitions.pinned(case.definition)
    zone = surroundings.zone
    with reading() as look:
        staff, units = all_staff(look, active_only=False), all_units(look)
        history = history_of(look, case.id, cursor=None, limit=_MOST_EVENTS).items
        messages = messages_of(look, case.id).items if seen.personal else ()
        orders = [one.substitution for one in substitutions_from(look, case.opened)]
        incidents = open_incidents(look, case=case.id)
        nearby = _nearby(look, actor, case, now)
    names = {one.username: one.name for one in staff}
    rooms = {one.id: one.name for one in units}
    hall = Hall(staff=[one for one in staff if one.active], units=units)
    reading_by = ReadBy(actor=actor, staff=staff, now=now, zone=zone, language=language)
    offers = door.offers(actor, case)
    lines = history_lines(
        history,
        definition,
        names | rooms,
        zone,
        language,
        Acquainted(staff={one.username: one for one in staff}, substitutions=orders, values=seen.personal),
    )
    answer = page(
        "staff/case.html",
        handing=_handing(seen, definition, language),
        news=_news(lines, tried),
        gone=_is_gone(tried, offers),
        unsent=[one for one in tried.given.values() if isinstance(one, str) and one] if tried is not None else [],
        reference=case.reference,
        version=case.version,
        key=fresh_key(),
        title=definition.text("title", language) or definition.title,
        street=case.street or "",
        state=definition.text(f"states.{case.state}.title", language) or definition.states[case.state].title,
        outcome=outcome_words(case.outcome, language),
        closed=case.closed is not None,
        urgent=case.urgent,
        filed=_filed(case, language),
        erased=_erased(case, zone, language),
        reopened=case.reopened,
        channel=channel_words(case.channel, language),
        opened=dates.full_moment(case.opened, zone),
        unit=rooms.get(case.assignment.unit or "", "") if case.assignment is not None else "",
        main=case.main_reference or "",
        may_join=scope(actor, Action.READ).reach is Reach.TOWN,
        followers=len(case.followers),
        clocks=clock_rows(case, definition, surroundings.laws, now, zone, language),
        values=value_rows(case, definition, seen.personal, _calendar(definition, surroundings), language),
        pictures=pictures(case, definition, language),
        people=people_rows(case, seen.personal, language),
        stripe=_stripe(case, seen.personal, language),
        moves=move_forms(
            offers,
            case,
            definition,
            hall,
            surroundings,
            now,
            language,
            proposal=_proposal(seen, now, zone),
            tried=tried,
            personal=seen.personal,
        ),
        shown=_shown(tried, names | rooms, zone, language),
        ahead=[_ahead(one, definition, language) for one in tried.ahead] if tried is not None else [],
        refused=refused_moves(offers, definition, language),
        resolutions=resolution_rows(
            case,
            seen.personal,
            names,
            {one.username: signature_line(one.position, one.name) for one in staff},
            actor,
            now,
            zone,
            language,
        ),
        reviews=review_rows(case, definition, seen.personal, reading_by),
        readings=reading_rows(case, definition, reading_by),
        executors=hall,
        delegable=delegable_rows(definition, case, actor, staff, language),
        handed=handed_rows(case, actor, seen.personal, zone, language),
        works=work_rows(case, seen.personal, names, actor, now, zone, language),
        relatives=relatives(case),
        milestones=milestone_rows(case.programme),
        scans=bool(scanned_kinds(definition, case, actor)),
        papers=[_paper(one, case, definition, actor, zone, language) for one in case.papers],
        messages=[
            {
                "at": dates.full_moment(one.at, zone),
                "channel": known(f"sent.{one.channel}", language) or one.channel,
                "to": one.to,
                "text": one.text.replace("{link}", words("case.link", language)),
                "status": known(f"sent.status.{one.status}", language) or one.status,
            }
            for one in messages
        ],
        history=lines,
        incidents=[(known(f"incident.{one.kind}", language) or one.kind, one.reason) for one in incidents],
        nearby=nearby,
        said=words("said.done", language) if request.args.get("said") and tried is None else "",
        wrong=wrong,
    )
    if wrong or (tried is not None and (tried.wrong.fields or tried.wrong.general)):
        answer.status_code = 422
    return answer


def _shown(tried: Tried | None, names: Mapping[str, str], zone: ZoneInfo, language: str) -> Shown | None:
    if tried is None or tried.shown is None:
        return None
    return shown_orders(tried.name, tried.orders, tried.shown, names, zone, language)


def _ahead(paper: PaperAhead, definition: Definition, language: str) -> Mapping[str, Json]:
    return {
        "title": paper_name(definition, paper.type, language),
        "lines": list(paper.lines),
        "missing": ", ".join(words(f"requisite.{one}", language) for one in paper.missing),
    }


def _handing(seen: Seen, definition: Definition, language: str) -> Mapping[str, str] | None:
    """What is to be handed over, to whom, until when; None where nothing waits or its owner is not for the reader."""
    waits = collection(seen.case)
    names = [name for name, _person in receivers(seen.case, seen.personal)]
    if waits is None or not names:
        return None
    papers = [paper_title(one, definition, language) for one in papers_to_hand_over(seen.case)]
    return {
        "papers": ", ".join(papers),
        "names": words("collection.or", language).join(names),
        "until": dates.full_day(waits.date),
    }


def _news(lines: Sequence[HistoryLine], tried: Tried | None) -> tuple[HistoryLine, ...]:
    """What happened since the reader was shown the card they have just acted on, oldest first."""
    shown = _version()
    if tried is None or shown is None or not (tried.wrong.fields or tried.wrong.general):
        return ()
    return tuple(one for one in reversed(lines) if one.sequence > shown)


def _is_gone(tried: Tried | None, offers: Sequence[Offer]) -> bool:
    """Whether the move has no form any more that could show what was typed."""
    return tried is not None and not any(one.name == tried.name and one.allowed for one in offers)


def problem_words(error: DomainError | GateRefusal) -> str:
    """What went wrong, in one sentence with every reason."""
    problem = problem_of(error, current_language())
    reasons = [message for _code, message in problem.refusals]
    said = [message for messages in problem.errors.values() for message in messages]
    return " ".join(dict.fromkeys((*reasons, *said))) or problem.detail


def _filed(case: Case, language: str) -> str:
    if case.filed is None:
        return ""
    until = case.filed.kept_until
    return words(
        "case.filed",
        language,
        index=case.filed.index,
        year=case.filed.year,
        volume=case.filed.volume,
        number=case.filed.number,
        kept=words("case.kept_for_ever", language)
        if until is None
        else words("case.kept_until", language, day=dates.full_day(until)),
    )


def _erased(case: Case, zone: ZoneInfo, language: str) -> str:
    if case.erased is None:
        return ""
    ground = known(f"ground.{case.erased.ground}", language) or ""
    return words("case.erased", language, at=dates.full_moment(case.erased.at, zone), ground=ground)


def _stripe(case: Case, personal: Mapping[str, Json], language: str) -> str:
    """Who files and for whom, so that nobody takes one for the other; empty when people file for themselves."""
    if not any(one.role is PersonRole.REPRESENTATIVE for one in case.people):
        return ""
    whom = " ".join(str(personal.get(f"applicant.{one}") or "") for one in ("given_name", "patronymic", "surname"))
    name = " ".join(whom.split())
    return words("case.stripe", language, name=name) if name else words("take.stripe", language)


def _signed(
    actor: Actor, reference: str, name: str, orders: tuple[ResolutionOrder, ...]
) -> tuple[SignedStatement, ...]:
    if not orders:
        return ()
    return application().desk.sign_resolutions(
        actor, reference, name, orders, pin=request.form.get(f"{name}.pin", ""), session=None, shown=shown_before(name)
    )


def _done(command: AddPapers | JoinCase, reference: str) -> str:
    return perform_once(current_actor(), command, lambda _: url_for("web.case_page", reference=reference, said="done"))


def _reviewers(name: str) -> tuple[str, ...]:
    return tuple(found for one in reviewer_names(name) if (found := typed(request.form, one)))


def _version() -> int | None:
    text = request.form.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _proposal(seen: Seen, now: datetime, zone: ZoneInfo) -> Proposal:
    """The drafted resolution as the form shows it, for the official to accept or change."""
    draft = seen.case.draft_resolution
    if not draft:
        return Proposal()
    executors = draft.get("executors")
    found = {"lead": "", "co": ""}
    for one in executors if isinstance(executors, list | tuple) else ():
        if isinstance(one, dict):
            name = f"user:{one['username']}" if one.get("username") else f"unit:{one.get('unit')}"
            found[str(one.get("role") or "lead")] = name
    return Proposal(
        text=str(seen.personal.get(str(draft.get("text"))) or ""),
        lead=found["lead"],
        helper=found["co"],
        due=str(draft.get("due") or "")[:10],
    )


def _paper(paper: Paper, case: Case, definition: Definition, actor: Actor, zone: ZoneInfo, language: str) -> PaperRow:
    roles = next_signers(paper)
    mine = roles != ("seal",) and standing(actor, case, roles) is not None and not has_signed(actor, paper)
    tones = {PaperStatus.COMPLETE: "good", PaperStatus.VOID: "bad", PaperStatus.REPLACED: "bad"}
    signatures = []
    for one in paper.signatures:
        who = words("paper.seal", language) if one.role == "seal" else one.name or words("paper.awaited", language)
        when = dates.full_moment(one.at, zone) if one.at is not None else words("paper.not_yet", language)
        signatures.append(f"{who}: {when}")
    return PaperRow(
        id=paper.id,
        title=paper_title(paper, definition, language),
        number=paper.number or "",
        date=dates.full_day(paper.date) if paper.date is not None else "",
        status=words(f"paper.status.{paper.status.value}", language),
        tone=tones.get(paper.status, "warn" if mine else ""),
        signatures=tuple(signatures),
        has_file=paper.sha256 is not None,
        mine=mine,
        code="-".join((paper.code[:4], paper.code[4:8], paper.code[8:])) if paper.code else "",
    )


def _calendar(definition: Definition, surroundings: Surroundings) -> Calendar | None:
    return surroundings.calendars.calendar(definition.calendar) if definition.calendar is not None else None


def _nearby(look: Reading, actor: Actor, case: Case, now: datetime) -> list[str]:
    """References of other reports of the same kind close by in the last two weeks."""
    if case.latitude_e7 is None or case.longitude_e7 is None or case.main is not None:
        return []
    filters = CaseFilters(
        now=now,
        request_type=case.request_type,
        created_after=case.opened - _NEARBY_DAYS,
        near=Near(latitude_e7=case.latitude_e7, longitude_e7=case.longitude_e7, metres=_NEARBY_METRES),
    )
    return [one.reference for one in list_cases(look, actor, filters, limit=5).items if one.id != case.id]
