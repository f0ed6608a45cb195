"""One frozen class per thing that can have happened to a case, and their union.

Facts only, in the past tense, without personal data: words and names of citizens are commitments (`values.py`).
`evolve` folds them; stored bytes never change, a newer shape gets the next schema number and an upcaster.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, TypeAlias, get_args
from uuid import UUID

from workflow.acquaintance import Acquaintance
from workflow.case import (
    Assignment,
    Booking,
    Child,
    Deadline,
    Executor,
    Forwarding,
    Paper,
    Person,
    Programme,
    Resolution,
    Work,
)
from workflow.engine.pauses import Pause
from workflow.position import Position
from workflow.quick_values import quicken
from workflow.registration import Answer, Registration
from workflow.review import Review, ReviewedText, ReviewStatus, Verdict
from workflow.support import Support, Tally
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened:
    """A citizen (or a clerk for them) filed a case."""

    schema: ClassVar[int] = 1
    case: UUID
    municipality: int
    reference: str
    request_type: str
    definition_version: int
    definition: str
    state: str
    channel: str
    people: tuple[Person, ...]
    values: Mapping[str, Json]
    places: Mapping[str, str]
    attachments: tuple[UUID, ...] = ()
    street: str | None = None
    latitude_e7: int | None = None
    longitude_e7: int | None = None
    urgent: bool = False
    parent: UUID | None = None
    parent_reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transitioned:
    """The case moved (or stayed, by a transition without `to`)."""

    schema: ClassVar[int] = 1
    name: str
    from_state: str
    to_state: str
    values: Mapping[str, Json] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[UUID, ...] = ()
    outcome: str | None = None
    asked_from: str | None = None
    final: bool = False
    reopened: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineSet:
    """A clock started, or was dated anew (`why`: started, resumed, calendar, extended)."""

    schema: ClassVar[int] = 1
    deadline: Deadline
    why: str = "started"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinePaused:
    """A clock stands still since `pause.since`."""

    schema: ClassVar[int] = 1
    clock: str
    pause: Pause


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineStopped:
    """A clock reached its stop; `late` if it was past its deadline."""

    schema: ClassVar[int] = 1
    clock: str
    at: datetime
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineWarned:
    """The warning before a deadline was given."""

    schema: ClassVar[int] = 1
    clock: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineBlown:
    """A clock ran out; `rung` is the step of its ladder, `told` whom it reached."""

    schema: ClassVar[int] = 1
    clock: str
    rung: int
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """The case was given to a unit, a role or a person."""

    schema: ClassVar[int] = 1
    assignment: Assignment


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionDrafted:
    """An assistant proposed a resolution; the official accepts or changes it. None: the draft was used or dropped."""

    schema: ClassVar[int] = 1
    draft: Mapping[str, Json] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionIssued:
    """An official gave an instruction."""

    schema: ClassVar[int] = 1
    resolution: Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionReported:
    """An executor reported; the words are the personal value `text`."""

    schema: ClassVar[int] = 1
    resolution: UUID
    by: str
    at: datetime
    text: str
    commitment: str
    attachments: tuple[UUID, ...] = ()
    unit: str | None = None
    """the unit that executes, where no person is named"""
    acting: str | None = None
    """who reported in the place of `by`, who is absent"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointReminded:
    """Executors were asked for the interim report of checkpoint `number`, counted from 0."""

    schema: ClassVar[int] = 1
    resolution: UUID
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointReported:
    """An executor said how far the work is; the words are the personal value `text`."""

    schema: ClassVar[int] = 1
    resolution: UUID
    number: int
    by: str
    at: datetime
    text: str
    commitment: str
    acting: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LatenessExplained:
    """An executor said why the date was missed; the missed date stays counted."""

    schema: ClassVar[int] = 1
    resolution: UUID
    by: str
    at: datetime
    text: str
    commitment: str
    acting: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutorChanged:
    """Whoever gave the instruction put `executor` in the place of the `ordinal`-th one."""

    schema: ClassVar[int] = 1
    resolution: UUID
    ordinal: int
    executor: Executor
    by: str
    reason: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenResolutionsOverridden:
    """Whoever may said, with a reason, that the case goes on although these controlled resolutions are open."""

    schema: ClassVar[int] = 1
    resolutions: tuple[UUID, ...]
    by: str
    reason: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRequested:
    """An executor asked for a later date, before the old one had passed."""

    schema: ClassVar[int] = 1
    resolution: UUID
    by: str
    at: datetime
    due_date: date
    reason: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionDueMoved:
    """Whoever set the date moved it; a missed date stays counted as missed (`late`)."""

    schema: ClassVar[int] = 1
    resolution: UUID
    due_date: date
    due: datetime
    warn_at: datetime | None
    overdue_at: datetime | None
    reason: str
    commitment: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionAccepted:
    """Taken off control: by whom, when."""

    schema: ClassVar[int] = 1
    resolution: UUID
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionReturned:
    """Sent back for rework, with a reason."""

    schema: ClassVar[int] = 1
    resolution: UUID
    by: str
    reason: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionRecalled:
    """Withdrawn by its author, with a reason."""

    schema: ClassVar[int] = 1
    resolution: UUID
    by: str
    reason: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionWarned:
    """Executors were reminded before the date."""

    schema: ClassVar[int] = 1
    resolution: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindersMoved:
    """The calendar changed: executors of a resolution are reminded and called late at other moments. The date stays."""

    schema: ClassVar[int] = 1
    resolution: UUID
    warn_at: datetime | None
    overdue_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionOverdue:
    """The date passed without acceptance or report; rung of the ladder of reminders."""

    schema: ClassVar[int] = 1
    resolution: UUID
    rung: int
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDrafted:
    """A paper is wanted: a draft without number."""

    schema: ClassVar[int] = 1
    paper: Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNumbered:
    """The paper took its number at its first opening for signature; it keeps it."""

    schema: ClassVar[int] = 1
    document: UUID
    register: str
    number: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentOpened:
    """The final bytes were made for signature, dated `date`; earlier signatures none."""

    schema: ClassVar[int] = 1
    document: UUID
    date: date
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSigned:
    """One signature (or the seal) was set on the bytes `shown`, giving `sha256`."""

    schema: ClassVar[int] = 1
    document: UUID
    role: str
    by: str | None
    name: str
    position: str
    acting_for: str | None
    at: datetime
    shown: str
    sha256: str
    certificate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCompleted:
    """Signed by all, sealed, registered."""

    schema: ClassVar[int] = 1
    document: UUID
    at: datetime
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReturned:
    """The signer sent the paper back with a comment; number and code stay with it."""

    schema: ClassVar[int] = 1
    document: UUID
    by: str
    reason: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentVoided:
    """A paper lost its force, or was dropped before completion; its number is voided with it."""

    schema: ClassVar[int] = 1
    document: UUID
    by: str
    reason: str
    replaced_by: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSent:
    """The paper left: by post (tracking number), e-mail, or over the counter (to whom is a personal value)."""

    schema: ClassVar[int] = 1
    document: UUID
    way: str
    tracking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotBooked:
    """A slot was sold to this case."""

    schema: ClassVar[int] = 1
    booking: Booking


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotReleased:
    """The slot is free again."""

    schema: ClassVar[int] = 1
    calendar: str
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseJoined:
    """The case follows an earlier one about the same matter: what its author is told, this one is told."""

    schema: ClassVar[int] = 1
    main: UUID
    main_reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowerJoined:
    """Another report about the same matter follows this case."""

    schema: ClassVar[int] = 1
    follower: UUID
    follower_reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowersReleased:
    """A main case that was withdrawn leads nobody any more."""

    schema: ClassVar[int] = 1
    followers: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTaken:
    """A joined case took the place of its main one, which was withdrawn; the others follow it."""

    schema: ClassVar[int] = 1
    before: UUID
    before_reference: str
    followers: tuple[UUID, ...] = ()
    follower_references: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRenewed:
    """A person's status link got a new generation (the old one no longer opens), or was revoked."""

    schema: ClassVar[int] = 1
    person: UUID
    generation: int
    revoked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAdded:
    """Somebody added attachments and words to a running case."""

    schema: ClassVar[int] = 1
    attachments: tuple[UUID, ...]
    values: Mapping[str, Json] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkAdded:
    """Something has to be done by hand: a line of somebody's queue."""

    schema: ClassVar[int] = 1
    work: Work


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDone:
    """Somebody did it; the words are the personal value `note`."""

    schema: ClassVar[int] = 1
    work: UUID
    by: str
    at: datetime
    note: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCameBack:
    """The post office could not hand the letter over and returned it."""

    schema: ClassVar[int] = 1
    document: UUID
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportOpened:
    """Voting began, under these rules and no later ones."""

    schema: ClassVar[int] = 1
    support: Support


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportClosed:
    """Voting ended; `tally` is final."""

    schema: ClassVar[int] = 1
    at: datetime
    tally: Tally
    reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturesEntered:
    """A clerk counted signatures on paper: `counted` are new, `repeated` came from people who had voted already."""

    schema: ClassVar[int] = 1
    counted: int
    repeated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildWanted:
    """A case of another type is to be opened under this one."""

    schema: ClassVar[int] = 1
    child: Child


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildOpened:
    """It was opened, under a reference of its own."""

    schema: ClassVar[int] = 1
    child: UUID
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildEnded:
    """It ended; `values` and `places` are what came back, as of an input."""

    schema: ClassVar[int] = 1
    child: UUID
    at: datetime
    outcome: str | None
    values: Mapping[str, Json] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildCancelled:
    """This case waits for it no longer: it ended without it, or the child could not be opened."""

    schema: ClassVar[int] = 1
    child: UUID
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOpened:
    """Reviewers were asked for their visas; a newer round about the same takes the place of an older."""

    schema: ClassVar[int] = 1
    review: Review


@dataclass(frozen=True, slots=True, kw_only=True)
class VisaGiven:
    """A reviewer said what they think of the text `text` (its digest); words are the personal value `remark`."""

    schema: ClassVar[int] = 1
    review: UUID
    reviewer: int
    verdict: Verdict
    by: str
    name: str
    position: str
    acting_for: str | None
    at: datetime
    text: str
    remark: str | None = None
    commitment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisasFallen:
    """The reviewed text changed (`changed`: names of its fields), so that everybody is asked again, by a new date."""

    schema: ClassVar[int] = 1
    review: UUID
    text: ReviewedText
    changed: tuple[str, ...]
    by: str
    acting_for: str | None
    at: datetime
    due_date: date | None = None
    due: datetime | None = None
    warn_at: datetime | None = None
    overdue_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedTextKept:
    """What is reviewed was given again word for word: the visas stay, on the words' new place."""

    schema: ClassVar[int] = 1
    review: UUID
    text: ReviewedText


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewClosed:
    """A round ended. `why` is agreed, not_agreed, withdrawn (with the words `reason`), asked_anew, case_closed or
    case_reopened."""

    schema: ClassVar[int] = 1
    review: UUID
    status: ReviewStatus
    why: str
    by: str
    at: datetime
    reason: str | None = None
    commitment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewWarned:
    """Those whose visa is awaited were reminded before the date."""

    schema: ClassVar[int] = 1
    review: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOverdue:
    """The date passed without all visas; rung of the ladder of reminders."""

    schema: ClassVar[int] = 1
    review: UUID
    rung: int
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AcquaintanceAsked:
    """People were asked to read the case or a paper of it."""

    schema: ClassVar[int] = 1
    acquaintance: Acquaintance


@dataclass(frozen=True, slots=True, kw_only=True)
class AcquaintanceRead:
    """Somebody on the list has read, themselves or by who stands in for them."""

    schema: ClassVar[int] = 1
    acquaintance: UUID
    reader: str
    by: str
    acting_for: str | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AcquaintanceOverdue:
    """The date passed and somebody on the list has not read."""

    schema: ClassVar[int] = 1
    acquaintance: UUID
    rung: int
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntered:
    """The case got a position in an ordered register, by the move `why`."""

    schema: ClassVar[int] = 1
    position: Position
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterMoved:
    """Its category changed, and with it whom it goes before; the turn stays."""

    schema: ClassVar[int] = 1
    position: Position
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLeft:
    """It has no position any more."""

    schema: ClassVar[int] = 1
    register: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The public fields of the case stand on the register from now on."""

    schema: ClassVar[int] = 1
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded:
    """The case was sent to whom it belongs, in time or late; to whom is an input of the transition."""

    schema: ClassVar[int] = 1
    forwarding: Forwarding


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideAnswered:
    """The other body answered; the words are the personal value `text`."""

    schema: ClassVar[int] = 1
    answered: date
    by: str
    text: str
    commitment: str
    attachments: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredProgramme:
    """The case went into a programme, with a promise and milestones."""

    schema: ClassVar[int] = 1
    programme: Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneReached:
    """Milestone `number` (from 1) of the programme was reached."""

    schema: ClassVar[int] = 1
    number: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneMissed:
    """The day of milestone `number` passed without it; 0 is the promise itself."""

    schema: ClassVar[int] = 1
    number: int
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuestioned:
    """An answer is hard to read: input → codes. `overridden`: it was held back, and goes for a reason given."""

    schema: ClassVar[int] = 1
    findings: Mapping[str, tuple[str, ...]]
    overridden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRegistered:
    """The case was entered in its journal and took its index."""

    schema: ClassVar[int] = 1
    registration: Registration


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationVoided:
    """A card lost its force; its number is not given again."""

    schema: ClassVar[int] = 1
    registration: UUID
    by: str
    at: datetime
    reason: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRegistered:
    """A letter that answers a paper of this case was registered under another case."""

    schema: ClassVar[int] = 1
    answer: Answer


Event: TypeAlias = (
    CaseOpened
    | Transitioned
    | DeadlineSet
    | DeadlinePaused
    | DeadlineStopped
    | DeadlineWarned
    | DeadlineBlown
    | Assigned
    | ResolutionDrafted
    | ResolutionIssued
    | ResolutionReported
    | CheckpointReminded
    | CheckpointReported
    | LatenessExplained
    | ExecutorChanged
    | OpenResolutionsOverridden
    | ExtensionRequested
    | ResolutionDueMoved
    | ResolutionAccepted
    | ResolutionReturned
    | ResolutionRecalled
    | ResolutionWarned
    | ResolutionOverdue
    | RemindersMoved
    | DocumentDrafted
    | DocumentNumbered
    | DocumentOpened
    | DocumentSigned
    | DocumentCompleted
    | DocumentReturned
    | DocumentVoided
    | DocumentSent
    | SlotBooked
    | SlotReleased
    | CaseJoined
    | FollowerJoined
    | FollowersReleased
    | LeadTaken
    | LinkRenewed
    | PaperAdded
    | WorkAdded
    | WorkDone
    | DocumentCameBack
    | SupportOpened
    | SupportClosed
    | SignaturesEntered
    | ChildWanted
    | ChildOpened
    | ChildEnded
    | ChildCancelled
    | ReviewOpened
    | VisaGiven
    | VisasFallen
    | ReviewedTextKept
    | ReviewClosed
    | ReviewWarned
    | ReviewOverdue
    | AcquaintanceAsked
    | AcquaintanceRead
    | AcquaintanceOverdue
    | RegisterEntered
    | RegisterMoved
    | RegisterLeft
    | Published
    | Forwarded
    | OutsideAnswered
    | EnteredProgramme
    | MilestoneReached
    | MilestoneMissed
    | AnswerQuestioned
    | CaseRegistered
    | RegistrationVoided
    | AnswerRegistered
)


quicken(*get_args(Event))
