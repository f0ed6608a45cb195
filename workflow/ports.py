"""What the core needs from outside, as plain nouns. Implementations stand in `store`, `effects` and `runtime`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, Self
from uuid import UUID

from workflow.actor import Actor
from workflow.case import Case, SignedStatement
from workflow.commands.orders import ResolutionOrder
from workflow.decision import Decision
from workflow.definition.model import Definition
from workflow.effect_requests import EffectRequest
from workflow.errors import Refusal
from workflow.filing import Erased
from workflow.filing_plan import FilePlace, PlannedFile, VolumeDue
from workflow.migration import MigratedCase, MigrationRun
from workflow.moment import Moment
from workflow.support import Tally
from workflow.town import SecondFactor, StaffMember, Substitution, Town, Unit
from workflow.values import Json


class Clock(Protocol):
    """The one source of now."""

    def now(self) -> datetime:
        """Aware, UTC."""


class Entropy(Protocol):
    """Where ids and secrets are minted: at the door, never inside a decision."""

    def identifier(self) -> UUID:
        """A fresh UUIDv7."""

    def seed(self) -> bytes:
        """32 random bytes."""


class Definitions(Protocol):
    """Published definitions, cached by content hash for ever."""

    def pinned(self, digest: str) -> Definition:
        """The version a case runs under; DefinitionError(`definition_missing`)."""

    def current(self, municipality: int, request_type: str) -> Definition:
        """What new cases start under; NotFound(`unknown_request_type`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """An uploaded file, cleaned; `place` latitude and longitude in 1e-7 degrees; `case` None while unclaimed."""

    id: UUID
    media_type: str
    sha256: str
    size: int
    place: tuple[int, int] | None
    case: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One number of a journal: the case it belongs to, and the local day it was given."""

    case: UUID
    date: date


STAFF_SCOPE = "staff:"
"""How the scope of an account's idempotency keys begins."""


class Written(StrEnum):
    """What bears a text of its own."""

    PAPER = "paper"
    ATTACHMENT = "attachment"


class UnitOfWork(AbstractContextManager["UnitOfWork"], Protocol):
    """One transaction. Leaving the block without `commit` rolls everything back. The only commit in the code base."""

    def __enter__(self) -> Self: ...

    def commit(self) -> None: ...

    # --- cases
    def case(self, reference: str) -> Case:
        """The case under its row lock; NotFound(`unknown_case`)."""

    def case_by_id(self, identifier: UUID) -> Case:
        """The same by id."""

    def case_of_paper(self, document: UUID) -> Case:
        """The case that a document belongs to, under its lock; NotFound(`unknown_document`)."""

    def case_of_resolution(self, resolution: UUID) -> Case:
        """The case that a resolution belongs to, under its lock; NotFound(`unknown_resolution`)."""

    def case_of_work(self, work: UUID) -> Case:
        """The case that a work by hand belongs to, under its lock; NotFound(`unknown_work`)."""

    def record(self, moment: Moment, actor: Actor, before: Case | None, decision: Decision) -> None:
        """Writes case row, chained history, personal values, projections, timers and jobs of one decision.

        `decision.case` is `before` with all events folded. Claims its new attachments, holds its booking (a sold slot
        → Conflict(`slot_taken`)).
        """

    def refresh_timers(self, case: Case) -> None:
        """Writes the case's timer rows anew from what it is: a row that woke nobody was out of date."""

    def personal(self, case: UUID) -> Mapping[str, Json]:
        """Every personal value of a case by name, decrypted."""

    def next_reference(self, year: int) -> str:
        """`YY-NNNNN`, unique, not gapless."""

    def next_number(self, register: str, year: int) -> int:
        """The next number of a journal, gapless: its counter row is locked last and stays locked to the commit."""

    def journal_entry(self, journal: str, year: int, index: str) -> JournalEntry:
        """Where an index of ours stands; NotFound(`unknown_index`)."""

    # --- the filing plan
    def place_in_file(self, file: PlannedFile, year: int, sheets: int) -> FilePlace:
        """The next place of a file in the first year from `year` on that is not closed; its row stays locked to the
        commit."""

    def unfiled(self, before: datetime) -> int:
        """How many cases that ended before then lie in no file yet."""

    def close_files(self, until_year: int, by: str, at: datetime) -> int:
        """Closes every open file of that year and earlier; how many."""

    def volumes_due(self, today: date) -> tuple[VolumeDue, ...]:
        """Volumes of closed files in which every case's term is over and that stand on no act; locked to the commit."""

    def put_on_act(self, act: UUID, volumes: Sequence[VolumeDue]) -> None:
        """They stand on the act of that case from now on."""

    def off_act(self, act: UUID) -> int:
        """An act that was dropped lets its volumes go; how many."""

    def destroy_volumes(self, act: UUID, at: datetime) -> int:
        """The volumes of an act are gone; how many were there till now."""

    def on_act(self, act: UUID, case: UUID) -> bool:
        """Whether a case lies in a volume of that act."""

    def add_erasure(self, case: UUID, erased: Erased, reason: str) -> None:
        """Puts a case on the list of what the keeper deletes, and deletes again after a restore."""

    def attachments(self, identifiers: Sequence[UUID]) -> Mapping[UUID, Attachment]:
        """Those that exist in this municipality."""

    def add_attachment(self, attachment: Attachment, moment: Moment) -> None: ...

    def keep_text(
        self,
        kind: Written,
        source: UUID,
        case: UUID,
        readers: Sequence[str],
        words: Sequence[str],
        moment: Moment,
    ) -> None:
        """A paper or attachment was read: each of `readers` (roles; empty text: whoever reads the case) finds the case
        by these words."""

    # --- slots
    def hold(
        self,
        hold: UUID,
        calendar: str,
        slot: str,
        starts: datetime,
        ends: datetime,
        capacity: int,
        until: datetime,
        now: datetime,
    ) -> None:
        """Keeps one place of a slot for ten minutes; Conflict(`slot_taken`)."""

    def held_slot(self, hold: UUID, now: datetime) -> str | None:
        """The slot an unexpired hold keeps, or None."""

    def set_presence(self, calendar: str, username: str, until: datetime | None) -> None:
        """«Я на місці, приймаю» until then; None: no longer."""

    # --- votes (none of these locks or moves the case)
    def look_at(self, reference: str) -> Case:
        """The case as it was last committed, without its lock; NotFound(`unknown_case`)."""

    def add_vote(
        self,
        case: UUID,
        identity: str,
        at: datetime,
        *,
        choices: Sequence[str] = (),
        territory: str | None = None,
        paper: bool = False,
    ) -> bool:
        """One vote under the keyed commitment of `identity`; False if that identity has voted on this case."""

    def withdraw_vote(self, case: UUID, identity: str, at: datetime) -> bool:
        """Takes a vote back that was not given on paper; False if there is none."""

    def count_votes(self, case: UUID, count: int, paper: int) -> tuple[int, int]:
        """Adds to the tally; (total before, total after). Its row stays locked to the commit, so that of all who vote
        at once exactly one makes a threshold full. NotAvailable with `voting_closed`."""

    def tally(self, case: UUID) -> Tally:
        """How a voting stands, its row locked to the commit."""

    def bind_territory(self, identity: str, territory: str, at: datetime) -> str:
        """The territory an identity votes in: this one if it had none."""

    def add_vote_code(self, identifier: UUID, case: UUID, phone: str, expires: datetime) -> None:
        """The phone a code is to be sent to, until then."""

    def keep_draft(self, digest: bytes, sealed: bytes, expires: datetime) -> None:
        """What somebody has typed so far, in the place of what was kept before."""

    # --- registers and places
    def next_turn(self, register: str) -> int:
        """The next turn of an ordered register; its counter stays locked to the commit."""

    def first_in_register(self, register: str) -> UUID | None:
        """The case that goes first, without its lock."""

    def free_places(self, calendar: str, group: str, capacity: int, now: datetime) -> int:
        """How many places of a group nobody has; nobody else takes one until the commit."""

    # --- people of the town hall
    def staff(self, username: str) -> StaffMember | None: ...

    def staff_with_role(self, role: str, unit: str | None = None) -> tuple[StaffMember, ...]: ...

    def staff_of_unit(self, unit: str) -> tuple[StaffMember, ...]:
        """Everybody active of a unit, by username."""

    def unit(self, identifier: str) -> Unit | None: ...

    def substitutions(self, at: datetime) -> tuple[Substitution, ...]:
        """All that hold at that instant."""

    def lock_substitutions(self, since: datetime, until: datetime) -> tuple[Substitution, ...]:
        """Those that hold at some moment of the period; nobody else enters one before the commit."""

    def add_substitution(self, substitution: Substitution, back: datetime | None, moment: Moment, actor: Actor) -> UUID:
        """`back`: when the digest is due. Conflict(`substitution_overlaps`)."""

    def substitution(self, identifier: UUID) -> Substitution:
        """NotFound(`unknown_substitution`)."""

    def end_substitution(self, identifier: UUID, until: datetime, back: datetime | None) -> None:
        """Sets another end."""

    def claim_digest(self, identifier: UUID, now: datetime) -> bool:
        """Whether the digest of a substitution is due and was not given; from now on it is."""

    def cases_of_official(self, username: str) -> tuple[Case, ...]:
        """Cases with an instruction that somebody gave, controls or leads; without a lock."""

    def add_staff(self, member: StaffMember, password_hash: str, moment: Moment) -> None: ...

    def open_work_of(self, username: str) -> int:
        """How many lines of queues and controlled instructions name somebody and are not done."""

    def set_staff_active(self, username: str, active: bool) -> None: ...

    def add_unit(self, unit: Unit) -> None: ...

    def set_password(self, username: str, password_hash: str) -> None:
        """NotFound(`unknown_user`)."""

    def put_town(self, town: Town) -> None:
        """Makes or changes this municipality's town; Conflict(`host_taken`) at the commit."""

    def lock_town(self) -> Town:
        """This municipality's town as its row has it, which nobody else changes before the commit.

        NotFound(`unknown_town`)."""

    def note_calendars(self, digest: str) -> None:
        """The calendars by which this town's running cases are dated."""

    def keep_weekly_report(self, monday: date, content: bytes, made: datetime) -> None:
        """The PDF about the week that began on `monday`; the first one stays."""

    def other_searches(self, username: str, name: str) -> int:
        """How many searches somebody has put aside beside the one of that name."""

    def save_search(self, username: str, name: str, query: str, at: datetime) -> None:
        """Puts a search aside; under a name that is taken the newer one stands."""

    def drop_search(self, username: str, name: str) -> None:
        """Lets a search go, whether or not it is there."""

    # --- sessions (rules.md 12)
    def add_session(
        self,
        digest: bytes,
        username: str,
        csrf: str,
        second_factor: str | None,
        expires: datetime,
        moment: Moment,
        *,
        second_factor_at: datetime | None = None,
    ) -> None:
        """A server-side session row under the SHA-256 of the cookie's opaque id."""

    def end_session(self, digest: bytes) -> None: ...

    def end_sessions_of(self, username: str) -> None: ...

    def add_token(self, digest: bytes, name: str, username: str, expires: datetime | None, moment: Moment) -> None:
        """A machine's bearer token under its SHA-256; Conflict(`name_taken`), at the latest at the commit."""

    def end_token(self, name: str, at: datetime) -> None:
        """NotFound(`unknown_token`)."""

    def add_unlock(self, digest: bytes, case: UUID, person: UUID, expires: datetime) -> None:
        """The second step of a status link, under the SHA-256 of the visitor's secret."""

    # --- second factors (rules.md 12)
    def add_second_factor(self, factor: SecondFactor, at: datetime, *, confirmed: bool) -> None:
        """Conflict(`factor_known`), at the latest at the commit, for a passkey that is somebody's already."""

    def confirm_second_factor(self, identifier: UUID, username: str, counter: int, at: datetime) -> bool:
        """Whether there was one to confirm."""

    def advance_second_factor(self, identifier: UUID, username: str, counter: int) -> bool:
        """Whether the counter is newer than every one taken before."""

    def end_second_factors(self, username: str, kind: str | None, at: datetime, *, but: UUID | None = None) -> None:
        """Those of one kind, or all; `but` one stays."""

    def say_second_factor(self, username: str, kind: str | None) -> bool:
        """What signing in asks this account for; whether the account exists."""

    def put_recovery_codes(self, username: str, digests: Sequence[bytes], at: datetime) -> None:
        """In place of all earlier ones."""

    def use_recovery_code(self, username: str, digest: bytes, at: datetime) -> bool:
        """Whether the code was there and had not been used."""

    def ask_challenge(self, session: bytes, challenge: bytes, until: datetime) -> None:
        """The newest challenge of a session is the only one."""

    def answer_challenge(self, session: bytes, challenge: bytes, now: datetime) -> bool:
        """Whether it was asked of this session, not answered yet, and still holds."""

    # --- counted attempts, in a transaction of their own before the command (rules.md 12, 15)
    def count_attempt(self, key: str, window_seconds: int, now: datetime) -> int:
        """Adds one to the counter `key` of the current window and returns the new count."""

    def clear_attempts(self, key: str) -> None: ...

    # --- signing sessions (ceremonies and keys elsewhere)
    def add_ceremony(
        self,
        identifier: UUID,
        username: str,
        kind: str,
        sealed: bytes,
        data: Mapping[str, Json],
        expires: datetime,
    ) -> None: ...

    def ceremony(self, identifier: UUID, now: datetime) -> Ceremony | None: ...

    def end_ceremony(self, identifier: UUID) -> None: ...

    # --- keys
    def add_key(self, holder: str, sealed_key: bytes, certificate: bytes, moment: Moment) -> None:
        """`holder` is a username or `seal`; the newest key of a holder is the one in use."""

    # --- publications
    def publish(self, definition: Definition, bundle: bytes, moment: Moment, actor: Actor) -> None: ...

    def published_digests(self, request_type: str) -> Mapping[int, str]:
        """Every published version of a request type; NotFound(`unknown_request_type`)."""

    # --- migrations
    def start_migration(self, run: MigrationRun) -> None:
        """Conflict(`migration_running`), at the latest at the commit, when one of this type is not finished."""

    def migration(self, identifier: UUID) -> MigrationRun:
        """A run; nobody finishes it before the commit. NotFound(`unknown_migration`)."""

    def finish_migration(self, identifier: UUID, at: datetime) -> None:
        """It moves nothing any more; twice is once. NotFound(`unknown_migration`)."""

    def running_cases(self, run: MigrationRun, after: UUID | None, limit: int) -> tuple[Case, ...]:
        """Open cases that a run is about, by id, the ones after `after`; without locks."""

    def effects_under_way(self, case: UUID) -> bool:
        """Whether outside work that a case wants waits or is being done."""

    def note_migrated(self, run: UUID, case: UUID, done: MigratedCase, at: datetime) -> None:
        """What a run did to a case."""

    def note_left(self, run: UUID, case: UUID, reasons: Sequence[Refusal], at: datetime) -> None:
        """Why a run left a case where it was; no reasons: there was nothing to do."""

    def migrated(self, run: UUID, case: UUID) -> MigratedCase | None:
        """What a run did to a case; None: nothing."""

    def migrated_count(self, run: UUID) -> int:
        """How many cases a run moved."""

    # --- messages (deliveries do not move a case)
    def add_message(
        self,
        identifier: UUID,
        case: UUID | None,
        person: UUID | None,
        channel: str,
        to: str,
        text: str,
        parts: int,
        status: str,
        moment: Moment,
    ) -> bool:
        """False if this effect already wrote it."""

    def message_status(self, identifier: UUID, status: str, provider_id: str | None, at: datetime) -> None: ...

    def settle_message(self, identifier: UUID, status: str, at: datetime) -> SettledMessage | None:
        """What a provider's report changed: nothing (None) when it is unknown or was settled before."""

    def add_alarm(
        self,
        identifier: UUID,
        case: UUID | None,
        to: Sequence[str],
        code: str,
        data: Mapping[str, Json],
        at: datetime,
    ) -> bool:
        """An alarm on staff screens; False if already there."""

    # --- jobs and incidents
    def defer(self, effects: Sequence[EffectRequest], moment: Moment) -> None: ...

    def add_incident(
        self,
        effect: UUID,
        case: UUID | None,
        kind: str,
        reason: str,
        data: Mapping[str, Json],
        at: datetime,
        *,
        once: bool = False,
    ) -> UUID:
        """The id of the effect's open incident, new or brought up to date; `once`: of any it ever had."""

    def settle_incident(self, identifier: UUID, how: str, actor: Actor, at: datetime) -> EffectRequest | None:
        """Closes an incident and gives the effect that was stuck, if it was one; NotFound(`unknown_incident`)."""

    def post_entry(self, identifier: UUID, case: UUID, document: UUID, moment: Moment) -> bool:
        """Puts a complete paper on the print-and-post list; False if already there."""

    # --- idempotency
    def replay(self, key: IdempotencyKey) -> StoredReply | None:
        """The reply stored under a key, or None with the key claimed; Conflict(`key_in_use`) while a twin runs,
        InvalidInput(`key_reused`) for another body."""

    def remember(self, key: IdempotencyKey, reply: StoredReply, at: datetime) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledMessage:
    """Whose message it was; both None for one that belongs to no case."""

    case: UUID | None
    person: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdempotencyKey:
    """Unique per municipality, scope (`STAFF_SCOPE` with the username, or `public`) and key; `body` is the request's
    SHA-256."""

    scope: str
    key: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReply:
    """The bytes that were answered, with placeholders for status links."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceremony:
    """A short-lived signing session: `sealed` is a key wrapped under a secret only the client holds, or the state of
    an interrupted signature."""

    id: UUID
    username: str
    kind: str
    sealed: bytes
    data: Mapping[str, Json]
    expires: datetime


class SigningDesk(Protocol):
    """Opening and signing of papers and resolutions: bytes, keys and commands meet here (`effects`)."""

    def open(self, actor: Actor, document: UUID, *, signers: Sequence[str] = ()) -> str:
        """Makes the final bytes for signature, returns their SHA-256 (hex); `signers` come after the actor."""

    def sign(
        self,
        actor: Actor,
        document: UUID,
        sha256: str,
        *,
        pin: str | None,
        session: tuple[UUID, str] | None,
    ) -> None:
        """Signs the bytes that were shown; Conflict(`document_changed`), InvalidInput(`wrong_pin`)."""

    def begin_session(self, actor: Actor, pin: str) -> tuple[UUID, str, datetime]:
        """(id, secret, expires) of a ceremony of many papers, at most five minutes."""

    def prepare(self, actor: Actor, document: UUID) -> Prepared:
        """Key elsewhere: what has to be signed."""

    def complete(self, actor: Actor, document: UUID, session: UUID, cms: bytes) -> None:
        """Takes the signature made elsewhere."""

    def sign_statement(
        self,
        actor: Actor,
        statement: Json,
        *,
        pin: str | None,
        session: tuple[UUID, str] | None,
    ) -> SignedStatement:
        """A detached signature over canonical JSON of what was shown: signed resolutions."""

    def show_resolutions(
        self, actor: Actor, reference: str, transition: str, orders: Sequence[ResolutionOrder]
    ) -> ShownStatements:
        """Exactly what signing them would sign, one statement per order, before any PIN."""

    def show_papers(
        self, actor: Actor, reference: str, transition: str, given: Mapping[str, Json], *, printed: bool
    ) -> tuple[PaperAhead, ...]:
        """The papers that a move would make, as drafts: what it raises is raised, nothing is written."""

    def sign_resolutions(
        self,
        actor: Actor,
        reference: str,
        transition: str,
        orders: Sequence[ResolutionOrder],
        *,
        pin: str | None,
        session: tuple[UUID, str] | None,
        shown: ShownStatements | None = None,
    ) -> tuple[SignedStatement, ...]:
        """One statement per order under one PIN, for the command that issues them; `transition` may be empty. With
        `shown` the very bytes that were shown are signed, or nothing: Conflict(`text_changed`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAhead:
    """A paper before there is one: `lines` as they are read, `missing` what it must show and lacks, `pdf` if asked."""

    type: str
    lines: tuple[str, ...]
    missing: tuple[str, ...] = ()
    pdf: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStatements:
    """Statements as they were shown at a moment: their SHA-256 in hex, and the bytes where they are at hand."""

    at: datetime
    sha256: tuple[str, ...]
    content: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """`digest` is the SHA-256 over the ByteRange bytes."""

    session: UUID
    digest: bytes
    expires: datetime


class TextMeter(Protocol):
    """How many SMS parts a text takes (the checker asks)."""

    def parts(self, text: str) -> int: ...


class TemplateInspector(Protocol):
    """What the checker asks about templates; both raise TemplateProblem."""

    def names_used(self, source: str) -> frozenset[str]:
        """The names a template takes from its context."""
        ...

    def filled(self, sources: Mapping[str, str], name: str, values: Mapping[str, Json]) -> str:
        """The HTML of template `name`, filled with these values; `sources` are all templates by name."""
        ...


class TemplateProblem(Exception):
    """A template that cannot be read; `line` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line
