"""Folds events into the case: `evolve(case, event, at)`. Total, pure, and the only thing that changes a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import assert_never

from workflow.acquaintance import Acquaintance
from workflow.case import (
    Case,
    Child,
    ChildStatus,
    ExtensionRequest,
    Milestone,
    Paper,
    PaperStatus,
    Person,
    Resolution,
    ResolutionStatus,
)
from workflow.engine import (
    evolve_delegations,
    evolve_fees,
    evolve_handing,
    evolve_papers,
    evolve_resolutions,
    evolve_reviews,
)
from workflow.engine.deadline_lines import changed_line, set_line
from workflow.errors import NotFound
from workflow.events import (
    AcquaintanceAsked,
    AcquaintanceOverdue,
    AcquaintanceRead,
    AnswerQuestioned,
    AnswerRegistered,
    Assigned,
    CaseErased,
    CaseFiled,
    CaseJoined,
    CaseOpened,
    CaseRegistered,
    CheckpointReminded,
    CheckpointReported,
    ChildCancelled,
    ChildEnded,
    ChildOpened,
    ChildWanted,
    DeadlineBlown,
    DeadlinePaused,
    DeadlineSet,
    DeadlineStopped,
    DeadlineWarned,
    DefinitionChanged,
    DelegationEnded,
    DocumentCameBack,
    DocumentCompleted,
    DocumentDrafted,
    DocumentNumbered,
    DocumentOpened,
    DocumentReturned,
    DocumentScanned,
    DocumentSent,
    DocumentSigned,
    DocumentUpgraded,
    DocumentVoided,
    EnteredProgramme,
    Event,
    ExecutorChanged,
    ExtensionRequested,
    FeeAsked,
    FeePaid,
    FeeRefunded,
    FeeWaived,
    FollowerJoined,
    FollowersReleased,
    Forwarded,
    LatenessExplained,
    LeadTaken,
    LinkRenewed,
    MilestoneMissed,
    MilestoneReached,
    NameConfirmed,
    OpenResolutionsOverridden,
    OutsideAnswered,
    PaperAdded,
    Published,
    RegisterEntered,
    RegisterLeft,
    RegisterMoved,
    RegistrationVoided,
    RemindersMoved,
    ResolutionAccepted,
    ResolutionDrafted,
    ResolutionDueMoved,
    ResolutionIssued,
    ResolutionOverdue,
    ResolutionRecalled,
    ResolutionReported,
    ResolutionReturned,
    ResolutionWarned,
    ReviewClosed,
    ReviewedTextKept,
    ReviewOpened,
    ReviewOverdue,
    ReviewWarned,
    SignaturesEntered,
    SlotBooked,
    SlotReleased,
    SupportClosed,
    SupportOpened,
    Transitioned,
    VisaGiven,
    VisasFallen,
    WorkAdded,
    WorkDelegated,
    WorkDone,
    WorkHandedOver,
)
from workflow.identifier import UUID
from workflow.registration import Registration
from workflow.replacing import replace
from workflow.review import Review
from workflow.values import Json


def fold(case: Case | None, events: Iterable[Event], at: datetime, by: str) -> Case:
    """`case` with all `events` of one command at instant `at` by actor label `by`; its version moves by one.

    What only adds proof to a finished paper leaves the version alone: nobody's open page has become wrong by it.
    """
    before, events = case, tuple(events)
    for event in events:
        case = evolve(case, event, at, by)
    if case is None:
        raise ValueError("a case begins with CaseOpened")
    if before is None:
        return replace(case, version=1, changed=at)
    moves = not all(isinstance(event, DocumentUpgraded) for event in events)
    version = before.version + moves
    return replace(case, version=version, changed=at)


def evolve(case: Case | None, event: Event, at: datetime, by: str) -> Case:
    """The case after one event. The first event of a case is CaseOpened."""
    if isinstance(event, CaseOpened):
        return _opened(event, at)
    if case is None:
        raise ValueError("a case begins with CaseOpened")
    return _applied(case, event, at, by)


def _opened(event: CaseOpened, at: datetime) -> Case:
    return Case(
        id=event.case,
        municipality=event.municipality,
        reference=event.reference,
        request_type=event.request_type,
        definition_version=event.definition_version,
        definition=event.definition,
        state=event.state,
        opened=at,
        changed=at,
        entered=at,
        sequence=1,
        channel=event.channel,
        people=event.people,
        values=event.values,
        places=event.places,
        attachments=event.attachments,
        street=event.street,
        latitude_e7=event.latitude_e7,
        longitude_e7=event.longitude_e7,
        urgent=event.urgent,
        parent=event.parent,
        parent_reference=event.parent_reference,
    )


def _applied(case: Case, event: Event, at: datetime, by: str) -> Case:  # noqa: C901 - one arm per event
    match event:
        case CaseOpened():
            return _opened(event, at)
        case Transitioned():
            return _moved(case, event, at, by)
        case DeadlineSet(deadline=deadline):
            return set_line(case, deadline, sequence=case.sequence + 1)
        case DeadlinePaused() | DeadlineStopped() | DeadlineWarned():
            return _with_deadline(case, event)
        case DeadlineBlown(told=told):
            blown = _with_deadline(case, event)
            return replace(blown, escalated=tuple(dict.fromkeys((*blown.escalated, *told))))
        case Assigned(assignment=assignment):
            return replace(case, sequence=case.sequence + 1, assignment=assignment)
        case ResolutionDrafted(draft=draft):
            return replace(case, sequence=case.sequence + 1, draft_resolution=draft)
        case ResolutionIssued(resolution=resolution):
            return replace(case, sequence=case.sequence + 1, resolutions=(*case.resolutions, resolution))
        case ResolutionReported():
            return _with_resolution(case, event.resolution, lambda one: evolve_resolutions.reported(one, event))
        case CheckpointReminded(resolution=identifier, number=number):
            return _with_resolution(
                case,
                identifier,
                lambda one: evolve_resolutions.at_checkpoint(one, number, lambda each: replace(each, reminded=True)),
            )
        case CheckpointReported():
            return _with_resolution(case, event.resolution, lambda one: evolve_resolutions.checkpoint_told(one, event))
        case LatenessExplained():
            return _with_resolution(case, event.resolution, lambda one: evolve_resolutions.explained(one, event))
        case ExecutorChanged(ordinal=ordinal, executor=executor):
            return _with_resolution(
                case, event.resolution, lambda one: evolve_resolutions.executor_changed(one, ordinal, executor)
            )
        case OpenResolutionsOverridden(resolutions=overridden):
            return replace(case, sequence=case.sequence + 1, overridden=(*case.overridden, *overridden))
        case ExtensionRequested():
            request = ExtensionRequest(by=event.by, at=event.at, due_date=event.due_date, reason=event.reason)
            return _with_resolution(case, event.resolution, lambda one: replace(one, request=request))
        case ResolutionDueMoved():
            return _with_resolution(case, event.resolution, lambda one: evolve_resolutions.due_moved(one, event))
        case ResolutionAccepted():
            return _with_resolution(case, event.resolution, lambda one: evolve_resolutions.accepted(one, event))
        case ResolutionReturned(resolution=identifier):
            return _with_resolution(case, identifier, evolve_resolutions.reopened)
        case ResolutionRecalled(resolution=identifier):
            return _with_resolution(
                case,
                identifier,
                lambda one: replace(one, status=ResolutionStatus.RECALLED),
            )
        case RemindersMoved(resolution=identifier, warn_at=warn_at, overdue_at=overdue_at):
            return _with_resolution(case, identifier, lambda one: replace(one, warn_at=warn_at, overdue_at=overdue_at))
        case ResolutionWarned(resolution=identifier):
            return _with_resolution(case, identifier, lambda one: replace(one, warned=True))
        case ResolutionOverdue(resolution=identifier, rung=rung):
            return _with_resolution(
                case,
                identifier,
                lambda one: replace(one, overdue_told=rung + 1, late=True, missed=evolve_resolutions.missed(one)),
            )
        case DocumentDrafted(paper=paper):
            return replace(case, sequence=case.sequence + 1, papers=(*case.papers, paper))
        case DocumentNumbered():
            return _with_paper(
                case,
                event.document,
                lambda one: replace(one, number=event.number, code=event.code),
            )
        case DocumentOpened():
            return _with_paper(case, event.document, lambda one: evolve_papers.opened(one, event))
        case DocumentSigned():
            signed = _with_paper(case, event.document, lambda one: evolve_papers.signed(one, event))
            return evolve_delegations.paper_done(signed, event.document, event.role, event.at)
        case DocumentCompleted(document=document, at=completed):
            return _with_paper(
                case,
                document,
                lambda one: replace(one, status=PaperStatus.COMPLETE, completed=completed),
            )
        case DocumentUpgraded():
            return _with_paper(case, event.document, lambda one: evolve_papers.upgraded(one, event))
        case DocumentReturned(document=document):
            return evolve_delegations.paper_done(
                _with_paper(case, document, evolve_papers.returned), document, None, at
            )
        case DocumentScanned():
            scanned = _with_paper(case, event.document, lambda one: evolve_papers.scanned(one, event))
            fresh = tuple(one for one in event.scan.pages if one not in case.attachments)
            return replace(scanned, attachments=(*scanned.attachments, *fresh))
        case DocumentVoided():
            voided = _with_paper(case, event.document, lambda one: evolve_papers.voided(one, event))
            return evolve_delegations.paper_done(voided, event.document, None, at)
        case DocumentSent():
            sent = {"way": event.way, "tracking": event.tracking, "at": at.isoformat()}
            return _with_paper(case, event.document, lambda one: replace(one, sent=sent))
        case SlotBooked(booking=booking):
            return replace(case, sequence=case.sequence + 1, booking=booking)
        case SlotReleased():
            return replace(case, sequence=case.sequence + 1, booking=None)
        case CaseJoined(main=main, main_reference=reference):
            return replace(case, sequence=case.sequence + 1, main=main, main_reference=reference)
        case FollowerJoined(follower=follower, follower_reference=reference):
            return replace(
                case,
                sequence=case.sequence + 1,
                followers=(*case.followers, follower),
                follower_references={**case.follower_references, str(follower): reference},
            )
        case FollowersReleased():
            return replace(case, sequence=case.sequence + 1, followers=(), follower_references={})
        case LeadTaken(followers=followers, follower_references=references):
            return replace(
                case,
                sequence=case.sequence + 1,
                main=None,
                main_reference=None,
                followers=followers,
                follower_references=references,
            )
        case LinkRenewed():
            return replace(case, sequence=case.sequence + 1, people=tuple(_renewed(one, event) for one in case.people))
        case NameConfirmed(person=person, forms=forms):
            people = tuple(replace(one, forms=forms) if one.id == person else one for one in case.people)
            return replace(case, sequence=case.sequence + 1, people=people)
        case PaperAdded():
            return replace(
                case,
                sequence=case.sequence + 1,
                attachments=(*case.attachments, *event.attachments),
                values={**case.values, **event.values},
                places={**case.places, **event.places},
            )
        case WorkAdded(work=work):
            return replace(case, sequence=case.sequence + 1, works=(*case.works, work))
        case WorkDone():
            return evolve_delegations.work_done(_with_work_done(case, event), event.work, event.at)
        case WorkDelegated(delegation=delegation):
            return replace(case, sequence=case.sequence + 1, delegations=(*case.delegations, delegation))
        case FeeAsked() | FeePaid() | FeeWaived() | FeeRefunded():
            return evolve_fees.with_fee(case, event)
        case WorkHandedOver():
            return evolve_handing.handed_over(case, event)
        case DelegationEnded():
            return evolve_delegations.ended(replace(case, sequence=case.sequence + 1), event)
        case DocumentCameBack(document=document, at=came):
            return _with_paper(
                case, document, lambda one: replace(one, sent={**one.sent, "came_back": came.isoformat()})
            )
        case SupportOpened(support=support):
            return replace(case, sequence=case.sequence + 1, support=support)
        case SupportClosed(at=closed, tally=tally):
            ended = replace(case.support, closed=closed, tally=tally) if case.support else None
            return replace(case, sequence=case.sequence + 1, support=ended)
        case RegisterEntered(position=position) | RegisterMoved(position=position):
            return replace(case, sequence=case.sequence + 1, position=position)
        case RegisterLeft():
            return replace(case, sequence=case.sequence + 1, position=None)
        case SignaturesEntered():
            return replace(case, sequence=case.sequence + 1)
        case ChildWanted(child=child):
            return replace(case, sequence=case.sequence + 1, children=(*case.children, child))
        case ChildOpened(child=identifier, reference=reference):
            return _with_child(
                case,
                identifier,
                lambda one: replace(one, status=ChildStatus.OPEN, reference=reference, opened=at),
            )
        case ChildEnded():
            heard = _with_child(
                case,
                event.child,
                lambda one: replace(one, status=ChildStatus.ENDED, ended=event.at, outcome=event.outcome),
            )
            return replace(
                heard, values={**heard.values, **event.values}, places=_places(heard.places, event.values, event.places)
            )
        case ChildCancelled(child=identifier, at=ended):
            return _with_child(case, identifier, lambda one: replace(one, status=ChildStatus.CANCELLED, ended=ended))
        case ReviewOpened(review=review):
            return replace(case, sequence=case.sequence + 1, reviews=(*case.reviews, review))
        case VisaGiven():
            return _with_review(case, event.review, lambda one: evolve_reviews.with_visa(one, event))
        case VisasFallen():
            return _with_review(case, event.review, lambda one: evolve_reviews.with_fallen_visas(one, event))
        case ReviewedTextKept(text=text):
            return _with_review(case, event.review, lambda one: replace(one, text=text))
        case ReviewClosed():
            return _with_review(case, event.review, lambda one: evolve_reviews.closed(one, event))
        case ReviewWarned():
            return _with_review(case, event.review, lambda one: replace(one, warned=True))
        case ReviewOverdue(rung=rung):
            return _with_review(
                case, event.review, lambda one: replace(one, overdue_told=max(rung + 1, one.overdue_told))
            )
        case AcquaintanceAsked(acquaintance=acquaintance):
            return replace(case, sequence=case.sequence + 1, acquaintances=(*case.acquaintances, acquaintance))
        case AcquaintanceRead():
            return _with_acquaintance(case, event.acquaintance, lambda one: evolve_reviews.with_reading(one, event))
        case AcquaintanceOverdue(rung=rung):
            return _with_acquaintance(
                case, event.acquaintance, lambda one: replace(one, overdue_told=max(rung + 1, one.overdue_told))
            )
        case Published(at=published):
            return replace(case, sequence=case.sequence + 1, published=case.published or published)
        case Forwarded(forwarding=forwarding):
            return replace(case, sequence=case.sequence + 1, forwarding=forwarding)
        case OutsideAnswered():
            return _answered_outside(case, event)
        case EnteredProgramme(programme=programme):
            return replace(case, sequence=case.sequence + 1, programme=programme)
        case MilestoneReached(number=number, at=reached):
            return _with_milestone(case, number, lambda one: replace(one, reached=reached))
        case MilestoneMissed(number=number):
            return _milestone_missed(case, number)
        case AnswerQuestioned():
            return replace(case, sequence=case.sequence + 1)
        case CaseRegistered(registration=registration):
            return replace(case, sequence=case.sequence + 1, registrations=(*case.registrations, registration))
        case RegistrationVoided():
            return replace(
                case, sequence=case.sequence + 1, registrations=tuple(_voided(one, event) for one in case.registrations)
            )
        case AnswerRegistered(answer=answer):
            return replace(case, sequence=case.sequence + 1, answered_by=(*case.answered_by, answer))
        case DefinitionChanged():
            return _under_another_version(case, event)
        case CaseFiled(filed=filed):
            return replace(case, sequence=case.sequence + 1, filed=filed)
        case CaseErased(erased=erased):
            # What is erased stands on no public register any more.
            return replace(case, sequence=case.sequence + 1, erased=erased, published=None)
    assert_never(event)


def _under_another_version(case: Case, event: DefinitionChanged) -> Case:
    return replace(
        case,
        sequence=case.sequence + 1,
        definition=event.to_digest,
        definition_version=event.to_version,
        state=event.to_state,
        asked_from=event.asked_from,
        resolutions=tuple(
            replace(one, into=event.into[str(one.id)]) if str(one.id) in event.into else one for one in case.resolutions
        ),
    )


def _moved(case: Case, event: Transitioned, at: datetime, by: str) -> Case:
    entered = at if event.to_state != event.from_state else case.entered
    closed = at if event.final else (None if event.reopened else case.closed)
    if event.to_state != event.from_state:
        case = evolve_delegations.moved_on(case, at)
    return replace(
        case,
        sequence=case.sequence + 1,
        state=event.to_state,
        entered=entered,
        closed=closed,
        outcome=event.outcome,
        asked_from=event.asked_from,
        reopened=case.reopened + int(event.reopened),
        filed=None if event.reopened else case.filed,
        values={**case.values, **event.values} if event.values else case.values,
        places={**case.places, **event.places} if event.places else case.places,
        attachments=(*case.attachments, *event.attachments),
        last_transitions={**case.last_transitions, event.name: by},
    )


def _with_deadline(case: Case, event: DeadlinePaused | DeadlineStopped | DeadlineWarned | DeadlineBlown) -> Case:
    current = case.deadline(event.clock)
    if current is None:
        return replace(case, sequence=case.sequence + 1)
    changed = changed_line(current, event)
    return replace(
        case,
        sequence=case.sequence + 1,
        deadlines=tuple([changed if one is current else one for one in case.deadlines]),
    )


def _with_resolution(case: Case, identifier: UUID, change: Callable[[Resolution], Resolution]) -> Case:
    if case.resolution(identifier) is None:
        raise NotFound("unknown_resolution")
    return replace(
        case,
        sequence=case.sequence + 1,
        resolutions=tuple(change(one) if one.id == identifier else one for one in case.resolutions),
    )


def _with_paper(case: Case, identifier: UUID, change: Callable[[Paper], Paper]) -> Case:
    if case.paper(identifier) is None:
        raise NotFound("unknown_document")
    return replace(
        case,
        sequence=case.sequence + 1,
        papers=tuple(change(one) if one.id == identifier else one for one in case.papers),
    )


def _with_child(case: Case, identifier: UUID, change: Callable[[Child], Child]) -> Case:
    if case.child(identifier) is None:
        raise NotFound("unknown_case")
    return replace(
        case,
        sequence=case.sequence + 1,
        children=tuple(change(one) if one.id == identifier else one for one in case.children),
    )


def _places(old: Mapping[str, str], values: Mapping[str, Json], places: Mapping[str, str]) -> dict[str, str]:
    """A plain value takes the place of a personal one of the same name."""
    return {**{name: place for name, place in old.items() if name not in values}, **places}


def _answered_outside(case: Case, event: OutsideAnswered) -> Case:
    if case.forwarding is None:
        raise NotFound("unknown_case")
    return replace(
        case,
        sequence=case.sequence + 1,
        forwarding=replace(case.forwarding, answered=event.answered, answer=event.text),
        attachments=(*case.attachments, *(one for one in event.attachments if one not in case.attachments)),
    )


def _milestone_missed(case: Case, number: int) -> Case:
    if number == 0 and case.programme is not None:
        return replace(case, sequence=case.sequence + 1, programme=replace(case.programme, missed=True))
    return _with_milestone(case, number, lambda one: replace(one, missed=True))


def _with_milestone(case: Case, number: int, change: Callable[[Milestone], Milestone]) -> Case:
    if case.programme is None or not 1 <= number <= len(case.programme.milestones):
        raise NotFound("unknown_milestone")
    milestones = tuple(
        change(one) if place == number else one for place, one in enumerate(case.programme.milestones, start=1)
    )
    return replace(case, sequence=case.sequence + 1, programme=replace(case.programme, milestones=milestones))


def _with_work_done(case: Case, event: WorkDone) -> Case:
    if case.work(event.work) is None:
        raise NotFound("unknown_work")
    return replace(
        case,
        sequence=case.sequence + 1,
        works=tuple(
            replace(one, done=event.at, done_by=event.by, note=event.note) if one.id == event.work else one
            for one in case.works
        ),
    )


def _voided(one: Registration, event: RegistrationVoided) -> Registration:
    if one.id != event.registration:
        return one
    return replace(one, voided=event.at, voided_by=event.by, void_reason=event.reason)


def _with_review(case: Case, identifier: UUID, change: Callable[[Review], Review]) -> Case:
    if case.review(identifier) is None:
        raise NotFound("unknown_review")
    return replace(
        case,
        sequence=case.sequence + 1,
        reviews=tuple(change(one) if one.id == identifier else one for one in case.reviews),
    )


def _with_acquaintance(case: Case, identifier: UUID, change: Callable[[Acquaintance], Acquaintance]) -> Case:
    if case.acquaintance(identifier) is None:
        raise NotFound("unknown_acquaintance")
    return replace(
        case,
        sequence=case.sequence + 1,
        acquaintances=tuple(change(one) if one.id == identifier else one for one in case.acquaintances),
    )


def _renewed(one: Person, event: LinkRenewed) -> Person:
    if one.id != event.person:
        return one
    return replace(one, generation=event.generation, link_revoked=event.revoked)
