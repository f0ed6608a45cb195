"""Wanted outside work as values: written as jobs in the transaction that wants it, done afterwards by a worker.

Each carries the id it is known by for ever (deduplication at our side and the provider's). None holds personal data:
an effect reads names, phones and words from the store when it runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias
from uuid import UUID

from workflow.quick_values import quicken
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Notify:
    """Tell somebody by the definition's text `text`.

    `to` is `applicant` (every informed person of the case), `person:UUID`, or a role (staff, on their screen).
    `values` are placeholders known now (number, due, slot …); `question` and the like are read when it runs.
    `still_in` : only while the case is in this state (empty: always).
    """

    kind: ClassVar[str] = "notify"
    id: UUID
    case: UUID
    to: str
    text: str
    values: Mapping[str, str] = field(default_factory=dict)
    channel: str | None = None
    still_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TellStaff:
    """An alarm on staff screens (a blown clock, an overdue resolution): code and data, wording at the edge.

    `to` lists `role:R`, `user:U`, `unit:U`.
    """

    kind: ClassVar[str] = "tell_staff"
    id: UUID
    case: UUID
    to: tuple[str, ...]
    code: str
    data: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealDocument:
    """Set the municipality's seal on a paper that all people have signed."""

    kind: ClassVar[str] = "seal_document"
    id: UUID
    case: UUID
    document: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyScan:
    """Join the pages of a scanned paper into its electronic copy."""

    kind: ClassVar[str] = "copy_scan"
    id: UUID
    case: UUID
    document: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class UpgradeDocument:
    """Raise the level of a complete paper's signatures: time stamp, evidence, time stamp over the evidence."""

    kind: ClassVar[str] = "upgrade_document"
    id: UUID
    case: UUID
    document: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class FireTransition:
    """Perform a system transition by a follow-up command (after a document, after a child case)."""

    kind: ClassVar[str] = "fire_transition"
    id: UUID
    case: UUID
    name: str
    from_state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowMain:
    """A joined case goes where its main case went: same transition, same public values."""

    kind: ClassVar[str] = "follow_main"
    id: UUID
    case: UUID
    main: UUID
    name: str
    main_sequence: int
    values: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchDocument:
    """Send a complete paper the way the applicant chose: e-mail, print-and-post queue, or ready at the counter."""

    kind: ClassVar[str] = "dispatch_document"
    id: UUID
    case: UUID
    document: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CallWebhook:
    """POST the case's public facts to a configured address, signed."""

    kind: ClassVar[str] = "call_webhook"
    id: UUID
    case: UUID
    name: str
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendCode:
    """Send a person the code that opens the second tier of their status link. The code itself never stands in a job:
    it is computed when it is sent (workflow/status_link.py)."""

    kind: ClassVar[str] = "send_code"
    id: UUID
    case: UUID
    person: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SendVoteCode:
    """Send the code that proves a voter's phone. The phone stands in a row under this id, the code nowhere.

    `language`: of the page on which it was asked for.
    """

    kind: ClassVar[str] = "send_vote_code"
    id: UUID
    case: UUID
    language: str = "uk"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenChild:
    """Open the case that `case` wants under it."""

    kind: ClassVar[str] = "open_child"
    id: UUID
    case: UUID
    child: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnToParent:
    """`case` has ended: its parent hears of it."""

    kind: ClassVar[str] = "return_to_parent"
    id: UUID
    case: UUID
    parent: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelChild:
    """`parent` has ended without its child `case`: that is withdrawn, or whoever has it is asked to close it."""

    kind: ClassVar[str] = "cancel_child"
    id: UUID
    case: UUID
    parent: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SendLink:
    """Send a person their status link of that generation, by SMS."""

    kind: ClassVar[str] = "send_link"
    id: UUID
    case: UUID
    person: UUID
    generation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PassLead:
    """The main case was withdrawn: the oldest of those that joined it takes its place."""

    kind: ClassVar[str] = "pass_lead"
    id: UUID
    case: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SeekPlace:
    """Look for a place for a case: it gets one, or joins the waiting list."""

    kind: ClassVar[str] = "seek_place"
    id: UUID
    case: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPlace:
    """A place of `group` may have become free: offer it to the next in line. `case` is whose move freed it."""

    kind: ClassVar[str] = "offer_place"
    id: UUID
    case: UUID
    request_type: str
    group: str


EffectRequest: TypeAlias = (
    Notify
    | TellStaff
    | SealDocument
    | CopyScan
    | UpgradeDocument
    | FireTransition
    | FollowMain
    | DispatchDocument
    | CallWebhook
    | SendCode
    | SendVoteCode
    | OpenChild
    | ReturnToParent
    | CancelChild
    | PassLead
    | SendLink
    | SeekPlace
    | OfferPlace
)
EFFECT_REQUESTS: tuple[type[EffectRequest], ...] = (
    Notify,
    TellStaff,
    SealDocument,
    CopyScan,
    UpgradeDocument,
    FireTransition,
    FollowMain,
    PassLead,
    DispatchDocument,
    CallWebhook,
    SendCode,
    SendVoteCode,
    OpenChild,
    ReturnToParent,
    CancelChild,
    SendLink,
    SeekPlace,
    OfferPlace,
)


quicken(*EFFECT_REQUESTS)
