"""The case and its parts as frozen values. `evolve` makes them, the store keeps them whole as one JSON document.

No personal data in the clear: a person is what they gave (`gave`), never the values (values.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from workflow.acquaintance import Acquaintance
from workflow.delegation import Delegation
from workflow.engine.pauses import Pause
from workflow.engine.steps import Step
from workflow.fee import Fee
from workflow.filing import Erased, Filed
from workflow.position import Position
from workflow.quick_values import quicken
from workflow.registration import Answer, Registration
from workflow.review import Review
from workflow.scan import Scan
from workflow.support import Support
from workflow.values import Json


class PersonRole(StrEnum):
    """Three people kept apart: who applies, who stands here for them, whom the paper is about."""

    APPLICANT = "applicant"
    REPRESENTATIVE = "representative"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person on a case. Values stand in personal values `<role>.name`, `<role>.phone` …; `gave` lists which.

    `contact_by` is link, voice, email or post. `informed`: is told what happens. `generation` numbers the status
    link (rules.md 14); `link_revoked` ends it.
    """

    id: UUID
    role: PersonRole
    kind: str = "person"
    contact_by: str = "link"
    gave: frozenset[str] = frozenset()
    informed: bool = True
    generation: int = 1
    link_revoked: bool = False
    basis: str | None = None
    basis_until: date | None = None
    language: str = "uk"
    """uk, en or ru: what letters around their papers are written in"""
    forms: str | None = None
    """the personal value with the confirmed forms of the name"""


class DeadlineState(StrEnum):
    """Where a clock stands (api.md)."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    BLOWN = "blown"


@dataclass(frozen=True, slots=True, kw_only=True)
class LongerTerm:
    """A term that was lengthened: by whom (actor label) and when; the rule of law it runs under, or length and unit."""

    by: str
    at: datetime
    law: str | None = None
    length: int | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One clock of a case with its computed moment.

    `date` is the last permitted day (local), `deadline` the first instant after it (UTC). `warn_at` and the rungs are
    instants at which the sweep wakes the case; `rung` counts those that have happened since the clock started.
    """

    clock: str
    law: str | None
    article: str | None
    state: DeadlineState
    started: datetime
    date: date
    deadline: datetime
    steps: tuple[Step, ...] = ()
    pauses: tuple[Pause, ...] = ()
    warn_at: datetime | None = None
    rungs: tuple[datetime, ...] = ()
    rung: int = 0
    warned: bool = False
    stopped: datetime | None = None
    longer: LongerTerm | None = None
    reminds: bool = False
    """Set from a visit or a day, it only tells somebody something: nobody owes anything by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Who handles the case now: a unit, a role in it, a user."""

    unit: str | None = None
    role: str | None = None
    username: str | None = None
    since: datetime | None = None


class ExecutorRole(StrEnum):
    """Lead answers for all, co reports to the lead, informed does nothing."""

    LEAD = "lead"
    CO = "co"
    INFORMED = "informed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Executor:
    """One executor of a resolution: a user or a unit. `status`: pending, reported, accepted, returned, informed."""

    username: str | None
    unit: str | None
    name: str
    role: ExecutorRole
    due_date: date | None = None
    due: datetime | None = None
    status: str = "pending"


class ResolutionStatus(StrEnum):
    """Where a resolution stands."""

    OPEN = "open"
    REPORTED = "reported"
    ACCEPTED = "accepted"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An executor's report; its words are the personal value `text`. `acting` wrote it where `by` was absent."""

    by: str
    at: datetime
    text: str
    attachments: tuple[UUID, ...] = ()
    acting: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """An interim date of a resolution: `note` is the personal value that says what is looked at.

    At `remind_at` the executors are asked for a short report, which they give by the end of `due_date`.
    """

    due_date: date
    due: datetime
    note: str
    remind_at: datetime
    reminded: bool = False
    report: Report | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A resolution that comes again: every `step` units `every` (day, week, month, quarter, year) up to day `until`.

    Dates are counted from `first`, the due day of the first one, so that the 31st stays the 31st; `turn` counts
    from 0.
    """

    every: str
    until: date
    first: date
    step: int = 1
    turn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRequest:
    """An executor asks for a new date; only who set the date moves it."""

    by: str
    at: datetime
    due_date: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedStatement:
    """A detached CAdES over the canonical JSON of what was shown (rules.md 13): both kept by content address."""

    statement: str
    signature: str
    certificate: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """An official's written instruction. `text` names the personal value that holds the words.

    `due` is the first instant after the time allowed; `due_date` the day it stands for. `number` counts within the
    case (`1`, and `1.1` for a sub-resolution). `late` stays true once the first date was missed.
    """

    id: UUID
    number: str
    parent: UUID | None
    author: str
    author_name: str
    author_position: str
    acting_for: str | None
    text: str
    commitment: str
    executors: tuple[Executor, ...]
    due_date: date | None
    due: datetime | None
    control: str
    controller: str | None
    status: ResolutionStatus
    issued: datetime
    into: str | None = None
    """the state its transition led into: leaving it is the report, coming back a return, going on an acceptance"""
    signed: SignedStatement | None = None
    warn_at: datetime | None = None
    overdue_at: datetime | None = None
    reports: tuple[Report, ...] = ()
    request: ExtensionRequest | None = None
    off_control_by: str | None = None
    off_control_at: datetime | None = None
    warned: bool = False
    overdue_told: int = 0
    late: bool = False
    lateness_reason: str | None = None
    """the personal value that says why: the explanation of an executor, then whatever whoever moved the date says"""
    missed: tuple[date, ...] = ()
    """days that passed without a report: they stay, whatever comes later"""
    explanations: tuple[Report, ...] = ()
    checkpoints: tuple[Checkpoint, ...] = ()
    repeat: Repeat | None = None
    occurrence_of: UUID | None = None
    """the resolution it repeats"""
    about: str | None = None
    """the personal value that says in a few words what it is about, for reminders"""
    successor: str | None = None
    """who holds the author's rights since the author handed them over"""
    acted_by: str | None = None
    """whoever gave it in the author's stead, while the author's rights stay with the office: `author` is the absent"""

    @property
    def speaker(self) -> str:
        """Who may move its date, change its executors and recall it: the author, or whoever took over from them."""
        return self.successor or self.author

    @property
    def given_by(self) -> str:
        """Whose hand it is: `author_name` is their name."""
        return self.acted_by or self.author


class PaperStatus(StrEnum):
    """Where a paper stands (api.md)."""

    DRAFT = "draft"
    TO_SIGN = "to_sign"
    COMPLETE = "complete"
    VOID = "void"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSignature:
    """One signature wanted on a paper (`at` None) or given. `role` is the rule's role or `seal`."""

    role: str
    by: str | None = None
    name: str | None = None
    position: str | None = None
    acting_for: str | None = None
    at: datetime | None = None
    certificate: str | None = None
    delegated_by: str | None = None
    """the name of the official who handed this very paper to the signer"""
    of: tuple[str, ...] = ()
    """the roles of which any may give it, each once; while it is wanted, `role` is the first of them"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSigner:
    """Whose name and actual position stand printed on a paper for one of its signatures."""

    role: str
    username: str
    name: str
    position: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document of the case. `sha256` addresses the newest bytes: opened, then signed, then sealed.

    `shown` is the hash of the bytes last opened for signature, made on local day `date`. `code` is the twelve digits
    of the check page. `content` is the digest of all that those bytes were made of, `named` the people whose names
    stand on them in the order they sign, `body` the unit on top: the bytes of the same three are the same (ADR 0103).
    """

    id: UUID
    type: str
    status: PaperStatus
    drafted: datetime
    signatures: tuple[PaperSignature, ...]
    register: str | None = None
    number: str | None = None
    date: date | None = None
    code: str | None = None
    shown: str | None = None
    sha256: str | None = None
    completed: datetime | None = None
    void_reason: str | None = None
    replaced_by: UUID | None = None
    sent: Mapping[str, str] = field(default_factory=dict)
    content: str | None = None
    named: tuple[NamedSigner, ...] = ()
    body: str | None = None
    level: str = ""
    """how long its signatures hold, once that was raised: B-T or B-LTA"""
    good_until: datetime | None = None
    """when the certificates of its newest time stamp end"""
    earlier: tuple[str, ...] = ()
    """bytes it was complete with before its level was raised: as authentic as the newest"""
    scan: Scan | None = None
    """the paper signed by hand that this is the electronic copy of: its signatures are on the copy alone"""

    @property
    def goes_out(self) -> bool:
        """Whether it is a finished word of ours to whoever applied; what was scanned in stays with the case."""
        return self.status is PaperStatus.COMPLETE and self.scan is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A slot sold to this case; `capacity` is how many cases may share it."""

    calendar: str
    slot: str
    starts: datetime
    ends: datetime
    capacity: int = 1


class ChildStatus(StrEnum):
    """Where a child case stands for its parent."""

    WANTED = "wanted"
    OPEN = "open"
    ENDED = "ended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A case under this one. `id` is the child's own id; `reference` is None until it is opened.

    `wait`: all, any or none; children of one `batch` were wanted by one command. `fields` maps the child's form to
    names here, `returns` names here to what the child has at its end. `applicant`: same, town, or empty.
    """

    id: UUID
    request_type: str
    wait: str
    batch: UUID
    wanted: datetime
    status: ChildStatus = ChildStatus.WANTED
    fields: Mapping[str, str] = field(default_factory=dict)
    returns: Mapping[str, str] = field(default_factory=dict)
    applicant: str = ""
    reference: str | None = None
    opened: datetime | None = None
    ended: datetime | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarding:
    """That the case was forwarded: under which law, by when that was allowed (`late`: after that day; None: no law sets
    one), and by when the other body answers. `addressee` is its id in the town's register, None for one written out.
    `answered`: the day of their answer, whose words are the personal value `answer`.
    """

    at: datetime
    law: str | None
    article: str | None
    allowed: date | None
    late: bool
    their_due: date | None
    addressee: str | None = None
    answered: date | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A step of a programme: `due` is the first instant after the local day `due_date`."""

    title: str
    due_date: date
    due: datetime
    reached: datetime | None = None
    missed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The long lane: into which programme the case went, what day was promised, and over which milestones.

    `due` is the first instant after the promised day; `missed` once it passed with the case still open.
    """

    name: str
    promised: date
    due: datetime
    since: datetime
    milestones: tuple[Milestone, ...] = ()
    missed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Something to be done by hand that is neither a transition nor an instruction: a line of somebody's queue.

    For a role (in a unit, if given), a unit, or one user. `title` is the definition's; `code` says what it is where the
    core itself wants it (worded at the edge). `due` is the first instant after the time allowed. `note` names the
    personal value that holds what was done.
    """

    id: UUID
    added: datetime
    title: str = ""
    code: str = ""
    role: str | None = None
    unit: str | None = None
    username: str | None = None
    due: datetime | None = None
    done: datetime | None = None
    done_by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One citizen matter, whole. `version` is the ETag: it moves by commands of people and clocks.

    `values` holds the latest value of each form field and input by name: plain JSON, or `{"sealed": COMMITMENT}` for
    a personal one, whose value is `form.<name>` or `input.<sequence>.<name>` — the place stands in `places`.
    """

    id: UUID
    municipality: int
    reference: str
    request_type: str
    definition_version: int
    definition: str
    state: str
    opened: datetime
    changed: datetime
    entered: datetime
    sequence: int = 0
    version: int = 1
    channel: str = "page"
    asked_from: str | None = None
    outcome: str | None = None
    closed: datetime | None = None
    people: tuple[Person, ...] = ()
    values: Mapping[str, Json] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    street: str | None = None
    latitude_e7: int | None = None
    longitude_e7: int | None = None
    urgent: bool = False
    assignment: Assignment | None = None
    deadlines: tuple[Deadline, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    overridden: tuple[UUID, ...] = ()
    """open resolutions that do not hold the case back any more, because a named role said so with a reason"""
    draft_resolution: Mapping[str, Json] | None = None
    papers: tuple[Paper, ...] = ()
    attachments: tuple[UUID, ...] = ()
    booking: Booking | None = None
    main: UUID | None = None
    main_reference: str | None = None
    followers: tuple[UUID, ...] = ()
    last_transitions: Mapping[str, str] = field(default_factory=dict)
    """Transition name → actor label who last performed it (separation of duties)."""
    reopened: int = 0
    escalated: tuple[str, ...] = ()
    missed: bool = False
    """An own term of the case that has begun anew since was missed (deadline_lines.py)."""
    works: tuple[Work, ...] = ()
    support: Support | None = None
    children: tuple[Child, ...] = ()
    parent: UUID | None = None
    parent_reference: str | None = None
    published: datetime | None = None
    forwarding: Forwarding | None = None
    programme: Programme | None = None
    follower_references: Mapping[str, str] = field(default_factory=dict)
    """Follower's id → its reference, of those that joined."""
    reviews: tuple[Review, ...] = ()
    acquaintances: tuple[Acquaintance, ...] = ()
    position: Position | None = None
    registrations: tuple[Registration, ...] = ()
    """Cards of this case, void ones among them; at most one is in force."""
    answered_by: tuple[Answer, ...] = ()
    """Letters of other cases that were registered as answers to a paper of this one."""
    filed: Filed | None = None
    """Where it lies since it ended; None while it is open."""
    erased: Erased | None = None
    delegations: tuple[Delegation, ...] = ()
    fee: Fee | None = None

    @property
    def registration(self) -> Registration | None:
        """The card in force, or None."""
        return next((one for one in reversed(self.registrations) if one.voided is None), None)

    def person(self, role: PersonRole) -> Person | None:
        """The person in that role, or None."""
        return next((one for one in self.people if one.role == role), None)

    def paper(self, identifier: UUID) -> Paper | None:
        """The paper of that id, or None."""
        return next((one for one in self.papers if one.id == identifier), None)

    def resolution(self, identifier: UUID) -> Resolution | None:
        """The resolution of that id, or None."""
        return next((one for one in self.resolutions if one.id == identifier), None)

    def work(self, identifier: UUID) -> Work | None:
        """The work of that id, or None."""
        return next((one for one in self.works if one.id == identifier), None)

    def child(self, identifier: UUID) -> Child | None:
        """The child case of that id, or None."""
        return next((one for one in self.children if one.id == identifier), None)

    def review(self, identifier: UUID) -> Review | None:
        """The round of reviews of that id, or None."""
        return next((one for one in self.reviews if one.id == identifier), None)

    def acquaintance(self, identifier: UUID) -> Acquaintance | None:
        """The list of readers of that id, or None."""
        return next((one for one in self.acquaintances if one.id == identifier), None)

    def deadline(self, clock: str) -> Deadline | None:
        """The newest deadline of that clock, or None."""
        return next((one for one in self.deadlines if one.clock == clock), None)


quicken(
    Person,
    Deadline,
    Assignment,
    Executor,
    Report,
    Checkpoint,
    Repeat,
    ExtensionRequest,
    SignedStatement,
    Resolution,
    PaperSignature,
    NamedSigner,
    Paper,
    Booking,
    Work,
    Case,
)
