"""A case as the JSON door shows it: from the frozen aggregate, its definition and the personal values the reader may
see.

No reading and no policy here: whoever calls gives exactly the values that may be shown, or what stands for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from api.input_schema import input_schema
from gate.deadline_words import told_steps
from gate.problems import refusal_message
from gate.work_words import work_title
from workflow.case import (
    Case,
    Checkpoint,
    Deadline,
    Executor,
    Paper,
    PaperSignature,
    PaperStatus,
    Person,
    PersonRole,
    Report,
    Resolution,
    Work,
)
from workflow.definition.model import Definition
from workflow.delegation import Delegation
from workflow.engine.available import Offer
from workflow.fee import Payment, Refund
from workflow.registration import Journal
from workflow.scan import Scan
from workflow.values import Json


def case_view(case: Case, definition: Definition, language: str, *, personal: Mapping[str, Json]) -> dict[str, Any]:
    """Data for the CaseShown schema. `personal` maps a place (`applicant.phone`) to a value that may be shown."""
    people = {
        role.value: person_view(found, personal) for role in PersonRole if (found := case.person(role)) is not None
    }
    fields = {field.name for field in definition.form}
    values = {name: wire(value) for name in case.values if (value := value_of(case, name, personal)) is not None}
    return {
        "reference": case.reference,
        "request_type": case.request_type,
        "version": case.definition_version,
        "title": words(definition, "title", definition.title, language),
        "kind": definition.kind.value,
        "state": case.state,
        "state_title": state_title(definition, case.state, language),
        "outcome": case.outcome,
        "channel": case.channel,
        "opened": case.opened,
        "changed": case.changed,
        "closed": case.closed,
        "urgent": case.urgent,
        "street": case.street,
        "form": {name: value for name, value in values.items() if name in fields},
        "inputs": {name: value for name, value in values.items() if name not in fields},
        "applicant": people.pop("applicant", None),
        **people,
        "deadlines": deadline_views(case.deadlines, definition, language),
        "assignments": [case.assignment] if case.assignment else [],
        "resolutions": [resolution_view(one, personal) for one in case.resolutions],
        "resolution_draft": draft_view(case, personal),
        "documents": [paper_view(one, case, definition, language, personal) for one in case.papers],
        "attachments": case.attachments,
        "booking": case.booking,
        "links": _links(case),
        "forwarding": _forwarding_view(case, personal),
        "programme": case.programme,
        "published": case.published,
        "children": case.children,
        "registration": registration_view(case, personal),
        "filed": case.filed,
        "erased": case.erased,
        "work": [work_view(one, personal, language) for one in case.works],
        "fee": fee_view(case, definition, personal),
        "delegations": [delegation_view(one, personal) for one in case.delegations],
    }


def deadline_views(deadlines: Iterable[Deadline], definition: Definition, language: str) -> list[dict[str, Any]]:
    """Data for the Deadline schema."""
    return [_deadline_view(one, definition, language) for one in deadlines]


def _deadline_view(deadline: Deadline, definition: Definition, language: str) -> dict[str, Any]:
    clock = definition.clocks.get(deadline.clock)
    title = clock.title if clock else ""
    return {
        "clock": deadline.clock,
        "title": words(definition, f"clocks.{deadline.clock}.title", title, language),
        "law": deadline.law,
        "article": deadline.article,
        "date": deadline.date,
        "deadline": deadline.deadline,
        "state": deadline.state.value,
        "steps": told_steps(deadline.steps, language),
    }


def person_view(person: Person, personal: Mapping[str, Json]) -> dict[str, Any]:
    """Data for the PersonShown schema."""
    prefix = f"{person.role.value}."
    kept = {name.removeprefix(prefix): value for name, value in personal.items() if name.startswith(prefix)}
    return {
        **kept,
        "id": person.id,
        "kind": person.kind,
        "contact_by": person.contact_by,
        "informed": person.informed,
        "basis": person.basis,
        "valid_until": person.basis_until,
        "gave": sorted(person.gave),
    }


def resolution_view(one: Resolution, personal: Mapping[str, Json]) -> dict[str, Any]:
    """Data for the ResolutionShown schema."""
    request = one.request
    return {
        "id": one.id,
        "number": one.number,
        "parent": one.parent,
        "text": personal.get(one.text),
        "author": one.given_by,
        "author_name": one.author_name,
        "author_position": one.author_position,
        "acting_for": one.acting_for,
        "executors": [executor_view(executor) for executor in one.executors],
        "due": one.due_date or one.due,
        "control": one.control,
        "controller": one.controller,
        "status": one.status.value,
        "issued": one.issued,
        "signed": one.signed is not None,
        "reports": [_report_view(report, personal) for report in one.reports],
        "extension_request": request
        and {"by": request.by, "at": request.at, "due": request.due_date, "reason": personal.get(request.reason)},
        "off_control_by": one.off_control_by,
        "off_control_at": one.off_control_at,
        "late": one.late,
        "missed": one.missed,
        "reason": personal.get(one.lateness_reason) if one.lateness_reason else None,
        "explanations": [_report_view(told, personal) for told in one.explanations],
        "checkpoints": [_checkpoint_view(point, personal) for point in one.checkpoints],
        "repeat": one.repeat,
        "occurrence_of": one.occurrence_of,
        "about": personal.get(one.about) if one.about else None,
    }


def _report_view(report: Report, personal: Mapping[str, Json]) -> dict[str, Any]:
    return {
        "by": report.acting or report.by,
        "acting_for": report.by if report.acting else None,
        "at": report.at,
        "text": personal.get(report.text),
        "attachments": report.attachments,
    }


def _checkpoint_view(point: Checkpoint, personal: Mapping[str, Json]) -> dict[str, Any]:
    return {
        "due": point.due_date,
        "note": personal.get(point.note),
        "reminded": point.reminded,
        "report": _report_view(point.report, personal) if point.report else None,
    }


def executor_view(one: Executor) -> dict[str, Any]:
    """Data for the ExecutorShown schema."""
    return {
        "username": one.username,
        "unit": one.unit,
        "name": one.name,
        "role": one.role.value,
        "due": one.due_date or one.due,
        "status": one.status,
    }


def draft_view(case: Case, personal: Mapping[str, Json]) -> dict[str, Any] | None:
    """Data for the DraftShown schema; None if nothing is proposed."""
    draft = case.draft_resolution
    if draft is None:
        return None
    executors = draft.get("executors")
    return {
        **draft,
        "text": personal.get(str(draft.get("text"))),
        "executors": [
            {"role": "lead", **one}
            for one in (executors if isinstance(executors, list | tuple) else ())
            if isinstance(one, Mapping)
        ],
    }


def paper_view(
    paper: Paper, case: Case, definition: Definition, language: str, personal: Mapping[str, Json]
) -> dict[str, Any]:
    """Data for the DocumentShown schema; `personal` as for `case_view`."""
    return {
        "id": paper.id,
        "reference": case.reference,
        "type": paper.type,
        "title": paper_title(paper, definition, language),
        "number": paper.number,
        "date": paper.date,
        "status": paper.status.value,
        "sha256": paper.sha256,
        "code": paper.code,
        "signatures": [signature_view(one) for one in paper.signatures],
        "sent": dict(paper.sent) or None,
        "scan": None if paper.scan is None else _scan_view(paper.scan, personal),
    }


def _scan_view(one: Scan, personal: Mapping[str, Json]) -> dict[str, Any]:
    view: dict[str, Any] = {
        "number": one.original_number,
        "date": one.original_date,
        "by": one.name,
        "position": one.position,
        "at": one.at,
        "pages": list(one.pages),
    }
    signed_by = personal.get(one.signed_by)
    return view if signed_by is None else {**view, "signed_by": signed_by}


def paper_title(paper: Paper, definition: Definition, language: str) -> str:
    """What the paper is called."""
    rule = definition.documents.get(paper.type)
    return words(definition, f"documents.{paper.type}.title", rule.title if rule else paper.type, language)


def signature_view(one: PaperSignature) -> dict[str, Any]:
    """Data for the SignatureShown schema."""
    return {
        "role": one.role,
        "of": list(one.of),
        "by": one.name,
        "position": one.position,
        "acting_for": one.acting_for,
        "delegated_by": one.delegated_by,
        "at": one.at,
        "status": "signed" if one.at else "waiting",
    }


def _forwarding_view(case: Case, personal: Mapping[str, Json]) -> dict[str, Any] | None:
    one = case.forwarding
    if one is None:
        return None
    shown = ("at", "law", "article", "allowed", "late", "their_due", "addressee", "answered")
    return {**{name: getattr(one, name) for name in shown}, "answer": personal.get(one.answer or "")}


def work_view(one: Work, personal: Mapping[str, Json], language: str) -> dict[str, Any]:
    """Data for the WorkShown schema."""
    return {
        "id": one.id,
        "title": work_title(one.title, one.code, language),
        "code": one.code,
        "role": one.role,
        "unit": one.unit,
        "username": one.username,
        "due": one.due,
        "added": one.added,
        "done": one.done,
        "done_by": one.done_by,
        "note": personal.get(one.note or ""),
    }


def fee_view(case: Case, definition: Definition, personal: Mapping[str, Json]) -> dict[str, Any] | None:
    """Data for the FeeShown schema; None where the service costs nothing at all."""
    fee = case.fee
    if fee is None:
        return None
    return {
        "amount": fee.amount,
        "purpose": definition.fee.purpose if definition.fee else "",
        "status": fee.status.value,
        "received": format(fee.received, "f"),
        "ground": fee.ground,
        "reason": personal.get(fee.waived) if fee.waived else None,
        "waived_by": fee.waived_by,
        "payments": [_moved(one, None) for one in fee.payments],
        "refunds": [_moved(one, personal.get(one.reason)) for one in fee.refunds],
    }


def _moved(one: Payment | Refund, reason: Json) -> dict[str, Any]:
    return {**{name: getattr(one, name) for name in ("amount", "day", "document", "by", "at")}, "reason": reason}


def delegation_view(one: Delegation, personal: Mapping[str, Json]) -> dict[str, Any]:
    """Data for the DelegationShown schema."""
    kind, _, rest = one.key.partition(":")
    found: dict[str, Any] = {name: getattr(one, name) for name in _HANDED}
    found["reason"] = personal.get(one.reason)
    match kind:
        case "sign":
            found["document"], _, found["role"] = rest.partition(":")
        case "transition":
            found["role"] = rest
        case _:
            found["work"] = rest
    return found


_HANDED = ("id", "by", "by_name", "to", "to_name", "since", "until", "absent", "ended", "how")


def registration_view(case: Case, personal: Mapping[str, Json]) -> dict[str, Any] | None:
    """Data for the RegistrationShown schema: the card in force, else the newest void one."""
    card = case.registration or next(reversed(case.registrations), None)
    if card is None:
        return None
    return {
        **{name: getattr(card, name) for name in _CARD},
        "date": card.day,
        "correspondent": personal.get(f"{card.place}.correspondent"),
        "summary": personal.get(f"{card.place}.summary"),
        "void": card.voided is not None,
        "void_reason": personal.get(card.void_reason) if card.void_reason else None,
        "answered_by": [*_own_answers(case), *case.answered_by],
    }


_CARD = (
    "journal",
    "index",
    "year",
    "received",
    "by",
    "kind",
    "their_number",
    "their_date",
    "delivery",
    "sheets",
    "enclosures",
    "occurrence",
    "category",
    "answers",
    "voided_by",
)


def _own_answers(case: Case) -> list[dict[str, Any]]:
    """Letters of this very case that went out."""
    return [
        {"journal": one.register, "index": one.number, "date": one.date, "reference": case.reference}
        for one in case.papers
        if one.register == Journal.OUTGOING and one.number is not None and one.status is PaperStatus.COMPLETE
    ]


def offer_views(offers: Iterable[Offer], definition: Definition, language: str) -> list[dict[str, Any]]:
    """Data for the TransitionShown schema."""
    return [_offer_view(one, definition, language) for one in offers]


def _offer_view(offer: Offer, definition: Definition, language: str) -> dict[str, Any]:
    view: dict[str, Any] = {
        "name": offer.name,
        "title": words(definition, f"transitions.{offer.name}.title", offer.title, language),
        "allowed": offer.allowed,
        "refusals": [
            {"code": refusal.code, "message": refusal_message(refusal, language)} for refusal in offer.refusals
        ],
        "input": input_schema(offer.input, definition, f"transitions.{offer.name}.input", language),
    }
    if offer.standing_texts:
        view["standing_texts"] = offer.standing_texts
    if offer.resolution is not None:
        view["resolution"] = offer.resolution
    if offer.reviews is not None:
        view["reviews"] = offer.reviews
    return view


def value_of(case: Case, name: str, personal: Mapping[str, Json]) -> Json:
    """The value of a form field or input: plain, or the personal one if it may be shown, else None."""
    place = case.places.get(name)
    return case.values.get(name) if place is None else personal.get(place)


def wire(value: Json) -> Any:
    """A value as it travels: coordinates as numbers (the core keeps decimals as texts, for its JSON has no floats)."""
    if isinstance(value, Mapping) and "lat" in value and "lon" in value:
        return {**value, "lat": float(str(value["lat"])), "lon": float(str(value["lon"]))}
    return value


def state_title(definition: Definition, state: str, language: str) -> str:
    """What staff call a state."""
    return words(definition, f"states.{state}.title", definition.states[state].title, language)


def words(definition: Definition, path: str, original: str, language: str) -> str:
    """A text of the definition in a language, or as written."""
    return definition.text(path, language) or original


def _links(case: Case) -> list[dict[str, Any]]:
    links: list[dict[str, Any]] = []
    if case.main is not None:
        links.append({"kind": "main", "reference": case.main_reference})
    links += [{"kind": "follower", "reference": one} for one in case.follower_references.values()]
    if case.parent is not None:
        links.append({"kind": "parent", "reference": case.parent_reference})
    card = case.registration
    if card is not None and card.answers is not None and card.answers.reference != case.reference:
        links.append({"kind": "answers", "reference": card.answers.reference})
    links += [{"kind": "answered_by", "reference": one.reference} for one in case.answered_by]
    links += [{"kind": "child", "reference": one.reference} for one in case.children if one.reference is not None]
    return links
