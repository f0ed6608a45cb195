"""One frozen class per thing that can have happened to a case, and their union.

Facts only, in the past tense, without personal data: words and names of citizens are commitments (`values.py`).
`evolve` folds them; stored bytes never change, a newer shape gets the next schema number and an upcaster.
"""

from workflow.events.case import (
    AnswerQuestioned,
    Assigned,
    CaseOpened,
    LinkRenewed,
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
    DocumentSent,
    DocumentSigned,
    DocumentUpgraded,
    DocumentVoided,
)
from workflow.events.event import Event
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

__all__ = [
    "AcquaintanceAsked",
    "AcquaintanceOverdue",
    "AcquaintanceRead",
    "AnswerQuestioned",
    "AnswerRegistered",
    "Assigned",
    "CaseErased",
    "CaseFiled",
    "CaseJoined",
    "CaseOpened",
    "CaseRegistered",
    "CheckpointReminded",
    "CheckpointReported",
    "ChildCancelled",
    "ChildEnded",
    "ChildOpened",
    "ChildWanted",
    "DeadlineBlown",
    "DeadlinePaused",
    "DeadlineSet",
    "DeadlineStopped",
    "DeadlineWarned",
    "DefinitionChanged",
    "DelegationEnded",
    "DocumentCameBack",
    "DocumentCompleted",
    "DocumentDrafted",
    "DocumentNumbered",
    "DocumentOpened",
    "DocumentReturned",
    "DocumentSent",
    "DocumentSigned",
    "DocumentUpgraded",
    "DocumentVoided",
    "EnteredProgramme",
    "Event",
    "ExecutorChanged",
    "ExtensionRequested",
    "FeeAsked",
    "FeePaid",
    "FeeRefunded",
    "FeeWaived",
    "FollowerJoined",
    "FollowersReleased",
    "Forwarded",
    "LatenessExplained",
    "LeadTaken",
    "LinkRenewed",
    "MilestoneMissed",
    "MilestoneReached",
    "OpenResolutionsOverridden",
    "OutsideAnswered",
    "PaperAdded",
    "Published",
    "RegisterEntered",
    "RegisterLeft",
    "RegisterMoved",
    "RegistrationVoided",
    "RemindersMoved",
    "ResolutionAccepted",
    "ResolutionDrafted",
    "ResolutionDueMoved",
    "ResolutionIssued",
    "ResolutionOverdue",
    "ResolutionRecalled",
    "ResolutionReported",
    "ResolutionReturned",
    "ResolutionWarned",
    "ReviewClosed",
    "ReviewOpened",
    "ReviewOverdue",
    "ReviewWarned",
    "ReviewedTextKept",
    "SignaturesEntered",
    "SlotBooked",
    "SlotReleased",
    "SupportClosed",
    "SupportOpened",
    "Transitioned",
    "VisaGiven",
    "VisasFallen",
    "WorkAdded",
    "WorkDelegated",
    "WorkDone",
    "WorkHandedOver",
]
