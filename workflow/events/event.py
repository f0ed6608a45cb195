"""Everything that can have happened to a case, as one type: `evolve` has an arm for each (mypy sees when not)."""

from __future__ import annotations

from typing import TypeAlias

from workflow.events.case import (
    AnswerQuestioned,
    Assigned,
    CaseOpened,
    LinkRenewed,
    NameConfirmed,
    PaperAdded,
    Published,
    Transitioned,
)
from workflow.events.children import ChildCancelled, ChildEnded, ChildOpened, ChildWanted
from workflow.events.deadlines import DeadlineBlown, DeadlinePaused, DeadlineSet, DeadlineStopped, DeadlineWarned
from workflow.events.documents import (
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
)
from workflow.events.fees import FeeAsked, FeePaid, FeeRefunded, FeeWaived
from workflow.events.filing import CaseErased, CaseFiled
from workflow.events.forwarding import EnteredProgramme, Forwarded, MilestoneMissed, MilestoneReached, OutsideAnswered
from workflow.events.handing import WorkHandedOver
from workflow.events.joining import CaseJoined, FollowerJoined, FollowersReleased, LeadTaken
from workflow.events.registers import RegisterEntered, RegisterLeft, RegisterMoved
from workflow.events.registration import AnswerRegistered, CaseRegistered, RegistrationVoided
from workflow.events.resolutions import (
    CheckpointReminded,
    CheckpointReported,
    ExecutorChanged,
    ExtensionRequested,
    LatenessExplained,
    OpenResolutionsOverridden,
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
)
from workflow.events.reviews import (
    AcquaintanceAsked,
    AcquaintanceOverdue,
    AcquaintanceRead,
    ReviewClosed,
    ReviewedTextKept,
    ReviewOpened,
    ReviewOverdue,
    ReviewWarned,
    VisaGiven,
    VisasFallen,
)
from workflow.events.slots import SlotBooked, SlotReleased
from workflow.events.support import SignaturesEntered, SupportClosed, SupportOpened
from workflow.events.versions import DefinitionChanged
from workflow.events.work import DelegationEnded, WorkAdded, WorkDelegated, WorkDone

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
    | RemindersMoved
    | ResolutionOverdue
    | DocumentDrafted
    | DocumentNumbered
    | DocumentOpened
    | DocumentSigned
    | DocumentCompleted
    | DocumentUpgraded
    | DocumentReturned
    | DocumentScanned
    | DocumentVoided
    | DocumentSent
    | SlotBooked
    | SlotReleased
    | CaseJoined
    | FollowerJoined
    | FollowersReleased
    | LeadTaken
    | LinkRenewed
    | NameConfirmed
    | PaperAdded
    | WorkAdded
    | WorkDone
    | WorkDelegated
    | DelegationEnded
    | WorkHandedOver
    | FeeAsked
    | FeePaid
    | FeeWaived
    | FeeRefunded
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
    | DefinitionChanged
    | CaseFiled
    | CaseErased
)
