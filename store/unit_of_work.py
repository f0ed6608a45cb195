"""One command's transaction: `workflow.ports.UnitOfWork` over PostgreSQL. The only commit in the code base.

Each method hands over to the file under `store/writes` that knows the matter; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Self, TypeVar
from uuid import UUID

from store import recorder, seals
from store.conversation import Conversation
from store.link_key import LinkKey
from store.personal_writer import PersonalWriter
from store.queries.accounts import SessionRow, account_with_case
from store.recorder import Recorder
from store.references import References
from store.seals import Seal, SealKey
from store.session import Database
from store.vault import Vault
from store.wire import Row
from store.writes import (
    attachments,
    deliveries,
    drafts,
    filing,
    hall,
    keeping,
    migrations,
    paper_words,
    positions,
    publications,
    registers,
    replies,
    saved_searches,
    second_factors,
    sessions,
    signing,
    slots,
    standing_in,
    status_links,
    towns,
    votes,
    weekly_reports,
)
from store.writes.keeping import Erasing, Forgotten
from workflow.actor import Actor
from workflow.case import Booking, Case
from workflow.decision import Decision
from workflow.definition.model import Definition
from workflow.effect_requests import EffectRequest
from workflow.errors import Refusal
from workflow.filing import Erased
from workflow.filing_plan import FilePlace, PlannedFile, VolumeDue
from workflow.migration import MigratedCase, MigrationRun
from workflow.moment import Moment
from workflow.ports import (
    STAFF_SCOPE,
    Attachment,
    Ceremony,
    IdempotencyKey,
    JournalEntry,
    SettledMessage,
    StoredReply,
    Written,
)
from workflow.support import Tally
from workflow.town import SecondFactor, StaffMember, Substitution, Town, Unit
from workflow.values import Json

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsOfWork:
    """Makes units of work; one per process. `references` counts on connections of its own."""

    database: Database
    references: References
    link_key: LinkKey
    vault: Vault

    def __call__(self, municipality: int) -> UnitOfWork:
        """A unit of work in one municipality, to be used in a `with` block once."""
        return UnitOfWork(self, municipality)

    def seal_histories(self, municipality: int, key: SealKey, now: datetime) -> Seal | None:
        """Seals what has changed in a municipality since the last seal, in a transaction of its own; None: nothing."""
        with self(municipality) as work:
            seal = work.seal_changes(key, now)
            work.commit()
        return seal


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """What only the keeper's role may do; `database` is opened with it. Each call is a transaction of its own."""

    database: Database

    def clean(self, municipality: int, now: datetime) -> Forgotten:
        """Deletes what has expired."""
        return self._done(municipality, lambda talk: keeping.clean(talk, now))

    def let_go(self, municipality: int, sha256: str, remove: Callable[[], None]) -> bool:
        """Calls `remove` unless something names these bytes; whether it did. Uploads of equal bytes wait meanwhile,
        so whoever notes one looks afterwards whether the bytes are still there."""
        talk = Conversation(self.database.check_out, municipality)
        try:
            free = keeping.may_go(talk, sha256)
            if free:
                remove()
            talk.commit()
        finally:
            talk.abandon()
        return free

    def erase(self, municipality: int, *, again: bool = False) -> Erasing:
        """Deletes everything personal of cases on the list of erasures that were not done yet; of all if `again`,
        after a restore of an older backup. Then their bytes are to be removed, and `erased` said."""
        return self._done(municipality, lambda talk: keeping.erase(talk, again=again))

    def erased(self, municipality: int, erasing: Erasing, now: datetime) -> None:
        """The bytes of these are gone, too."""
        self._done(municipality, lambda talk: keeping.erased(talk, erasing.cases, now))

    def _done(self, municipality: int, do: Callable[[Conversation], T]) -> T:
        talk = Conversation(self.database.check_out, municipality)
        try:
            given = do(talk)
            talk.commit()
        finally:
            talk.abandon()
        return given


class UnitOfWork:
    """See ports.UnitOfWork. Besides what each method says, all raise StoreUnavailable and StoreBusy."""

    def __init__(self, makers: UnitsOfWork, municipality: int) -> None:
        self._talk = Conversation(makers.database.check_out, municipality)
        self._references = makers.references
        self._link_key = makers.link_key
        self._personal = PersonalWriter(self._talk, makers.vault)
        self._recorder = Recorder(self._talk, makers.link_key, self._personal)
        self._reply_ahead: tuple[str, str, Row | None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._talk.abandon()

    def commit(self) -> None:
        """Ends the transaction for good; a refusal of the database to something written before may come out here."""
        self._talk.commit()

    @property
    def round_trips(self) -> int:
        """How often the database was spoken to; for benchmarks."""
        return self._talk.round_trips

    def abandon(self) -> None:
        """Rolls back; after `commit` it does nothing. Leaving the block does the same."""
        self._talk.abandon()

    def asker_and_case(self, digest: bytes, reference: str, now: datetime, key: str | None) -> SessionRow | None:
        """Who is signed in under that digest, with the case of that reference loaded for `case`, under its lock, and
        the reply under their idempotency key for `replay`; None when there are not session and case, and then no row
        is locked."""
        if key is not None:
            replies.claim(self._talk, key)
        found = account_with_case(self._talk.ask, self._talk.municipality, digest, reference, now, key)
        if found is None:
            return None
        self._recorder.loaded_ahead(reference, found.case)
        if key is not None:
            self._reply_ahead = (f"{STAFF_SCOPE}{found.session.account.member.username}", key, found.reply)
        return found.session

    # --- cases

    def case(self, reference: str) -> Case:
        """The case under its row lock; NotFound(`unknown_case`)."""
        return self._recorder.load(recorder.BY_REFERENCE, reference, "unknown_case")

    def case_by_id(self, identifier: UUID) -> Case:
        """The same by id."""
        return self._recorder.load(recorder.BY_ID, identifier, "unknown_case")

    def case_of_paper(self, document: UUID) -> Case:
        """The case a paper belongs to, under its lock; NotFound(`unknown_document`)."""
        return self._recorder.load(recorder.BY_PAPER, document, "unknown_document")

    def case_of_resolution(self, resolution: UUID) -> Case:
        """The case a resolution belongs to, under its lock; NotFound(`unknown_resolution`)."""
        return self._recorder.load(recorder.BY_RESOLUTION, resolution, "unknown_resolution")

    def case_of_work(self, work: UUID) -> Case:
        """The case a work by hand belongs to, under its lock; NotFound(`unknown_work`)."""
        return self._recorder.load(recorder.BY_WORK, work, "unknown_work")

    def refresh_timers(self, case: Case) -> None:
        """Writes the case's timer rows anew from what it is."""
        self._recorder.refresh_timers(case)

    def record(self, moment: Moment, actor: Actor, before: Case | None, decision: Decision) -> None:
        """Writes one decision whole (ports). Conflict: `attachment_claimed`, `slot_taken`; at the commit also
        `reference_taken`, `number_taken`, `code_taken`."""
        self._recorder.record(moment, actor, before, decision)

    def personal(self, case: UUID) -> Mapping[str, Json]:
        """Every personal value by name, decrypted."""
        return self._personal.values(case)

    def next_reference(self, year: int) -> str:
        """`YY-NNNNN`, unique, not gapless."""
        return self._references.next(self._talk.municipality, year)

    def next_number(self, register: str, year: int) -> int:
        """The next number of a journal, gapless; its counter row stays locked to the commit."""
        self._recorder.register_years[register] = year
        return registers.next_number(self._talk, register, year)

    def journal_entry(self, journal: str, year: int, index: str) -> JournalEntry:
        """Where an index of ours stands; NotFound(`unknown_index`)."""
        return registers.entry(self._talk, journal, year, index)

    def attachments(self, identifiers: Sequence[UUID]) -> Mapping[UUID, Attachment]:
        """Those that exist here."""
        return attachments.find(self._talk, identifiers)

    def add_attachment(self, attachment: Attachment, moment: Moment) -> None:
        """Notes an upload."""
        attachments.add(self._talk, attachment, moment)

    def keep_text(
        self, kind: Written, source: UUID, case: UUID, readers: Sequence[str], words: Sequence[str], moment: Moment
    ) -> None:
        """The words of one paper or attachment, once."""
        paper_words.keep(self._talk, kind, source, case, readers, words, moment)

    # --- the filing plan

    def place_in_file(self, file: PlannedFile, year: int, sheets: int) -> FilePlace:
        """The next place in the first open year; the file's row stays locked to the commit."""
        return filing.place_in_file(self._talk, file, year, sheets)

    def unfiled(self, before: datetime) -> int:
        """Finished cases without a file that ended before then."""
        return filing.unfiled(self._talk, before)

    def close_files(self, until_year: int, by: str, at: datetime) -> int:
        """Closes files up to that year; how many."""
        return filing.close_files(self._talk, until_year, by, at)

    def volumes_due(self, today: date) -> tuple[VolumeDue, ...]:
        """Volumes whose term is over, on no act yet, locked to the commit."""
        return filing.volumes_due(self._talk, today)

    def put_on_act(self, act: UUID, volumes: Sequence[VolumeDue]) -> None:
        """They stand on this act from now on."""
        filing.put_on_act(self._talk, act, volumes)

    def off_act(self, act: UUID) -> int:
        """Lets the volumes of a dropped act go; how many."""
        return filing.off_act(self._talk, act)

    def destroy_volumes(self, act: UUID, at: datetime) -> int:
        """The volumes of an act are gone; how many just now."""
        return filing.destroy_volumes(self._talk, act, at)

    def on_act(self, act: UUID, case: UUID) -> bool:
        """Whether a case lies in a volume of that act."""
        return filing.on_act(self._talk, act, case)

    def add_erasure(self, case: UUID, erased: Erased, reason: str) -> None:
        """Puts a case on the keeper's list."""
        filing.add_erasure(self._talk, case, erased, reason)

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
        """Keeps one place; Conflict(`slot_taken`)."""
        booking = Booking(calendar=calendar, slot=slot, starts=starts, ends=ends, capacity=capacity)
        slots.hold(self._talk, hold, booking, until, now)
        self._recorder.holds[(calendar, slot)] = hold

    def held_slot(self, hold: UUID, now: datetime) -> str | None:
        """The slot an unexpired hold keeps; a booking of it in this transaction takes that place."""
        found = slots.held(self._talk, hold, now)
        if found is None:
            return None
        self._recorder.holds[found] = hold
        return found[1]

    def set_presence(self, calendar: str, username: str, until: datetime | None) -> None:
        """«Я на місці, приймаю» until then; None: no longer."""
        slots.set_presence(self._talk, calendar, username, until)

    # --- votes

    def look_at(self, reference: str) -> Case:
        """The case without its lock; NotFound(`unknown_case`)."""
        return self._recorder.look_at(reference)

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
        """False if that identity has voted on this case."""
        return votes.add(
            self._talk, self._link_key, case, identity, at, choices=choices, territory=territory, paper=paper
        )

    def withdraw_vote(self, case: UUID, identity: str, at: datetime) -> bool:
        """False if there is no vote to take back."""
        return votes.withdraw(self._talk, self._link_key, case, identity, at)

    def count_votes(self, case: UUID, count: int, paper: int) -> tuple[int, int]:
        """(total before, total after); NotAvailable(`voting_closed`)."""
        return votes.count(self._talk, case, count, paper)

    def tally(self, case: UUID) -> Tally:
        """How a voting stands, its row locked."""
        return votes.tally(self._talk, case)

    def bind_territory(self, identity: str, territory: str, at: datetime) -> str:
        """The territory an identity votes in."""
        return votes.bind_territory(self._talk, self._link_key, identity, territory, at)

    def add_vote_code(self, identifier: UUID, case: UUID, phone: str, expires: datetime) -> None:
        """The phone a code is to be sent to."""
        votes.add_code(self._talk, identifier, case, phone, expires)

    def keep_draft(self, digest: bytes, sealed: bytes, expires: datetime) -> None:
        """What somebody has typed so far."""
        drafts.keep(self._talk, digest, sealed, expires)

    # --- registers and places

    def next_turn(self, register: str) -> int:
        """The next turn of an ordered register."""
        return registers.next_number(self._talk, f"turn:{register}", 0)

    def first_in_register(self, register: str) -> UUID | None:
        """The case that goes first, without its lock."""
        return positions.first(self._talk, register)

    def free_places(self, calendar: str, group: str, capacity: int, now: datetime) -> int:
        """How many places of a group nobody has; nobody else takes one until the commit."""
        return slots.free_places(self._talk, calendar, group, capacity, now)

    # --- people of the town hall

    def staff(self, username: str) -> StaffMember | None:
        """One staff member, active or not."""
        return hall.staff(self._talk, username)

    def staff_with_role(self, role: str, unit: str | None = None) -> tuple[StaffMember, ...]:
        """Active staff with a role, in one unit if given."""
        return hall.staff_with_role(self._talk, role, unit)

    def staff_of_unit(self, unit: str) -> tuple[StaffMember, ...]:
        """Active staff of one unit."""
        return hall.staff_of_unit(self._talk, unit)

    def unit(self, identifier: str) -> Unit | None:
        """One unit."""
        return hall.unit(self._talk, identifier)

    def substitutions(self, at: datetime) -> tuple[Substitution, ...]:
        """All that hold at that instant."""
        return standing_in.holding(self._talk, at)

    def lock_substitutions(self, since: datetime, until: datetime) -> tuple[Substitution, ...]:
        """Those of the period; nobody else enters one before the commit."""
        return standing_in.lock(self._talk, since, until)

    def add_substitution(self, substitution: Substitution, back: datetime | None, moment: Moment, actor: Actor) -> UUID:
        """Its new id; Conflict(`substitution_overlaps`)."""
        return standing_in.add(self._talk, substitution, back, moment, actor)

    def substitution(self, identifier: UUID) -> Substitution:
        """NotFound(`unknown_substitution`)."""
        return standing_in.one(self._talk, identifier)

    def end_substitution(self, identifier: UUID, until: datetime, back: datetime | None) -> None:
        """Sets another end."""
        standing_in.end(self._talk, identifier, until, back)

    def claim_digest(self, identifier: UUID, now: datetime) -> bool:
        """Whether the digest is due and was not given."""
        return standing_in.claim_digest(self._talk, identifier, now)

    def cases_of_official(self, username: str) -> tuple[Case, ...]:
        """Cases with an instruction that somebody gave, controls or leads."""
        return standing_in.cases_of(self._talk, username)

    def add_staff(self, member: StaffMember, password_hash: str, moment: Moment) -> None:
        """Conflict(`username_taken`) at the commit."""
        hall.add_staff(self._talk, member, password_hash, moment)

    def open_work_of(self, username: str) -> int:
        """How much awaits somebody by name."""
        return hall.open_work_of(self._talk, username)

    def set_staff_active(self, username: str, active: bool) -> None:
        """NotFound(`unknown_user`)."""
        hall.set_active(self._talk, username, active)

    def set_password(self, username: str, password_hash: str) -> None:
        """NotFound(`unknown_user`)."""
        hall.set_password(self._talk, username, password_hash)

    def add_unit(self, unit: Unit) -> None:
        """Conflict(`unit_exists`) at the commit."""
        hall.add_unit(self._talk, unit)

    def put_town(self, town: Town) -> None:
        """Makes or changes this municipality's town; Conflict(`host_taken`) at the commit."""
        towns.put_town(self._talk, town)

    def lock_town(self) -> Town:
        """This municipality's town, its row locked to the commit; NotFound(`unknown_town`)."""
        return towns.lock_town(self._talk)

    def note_calendars(self, digest: str) -> None:
        """The calendars by which this town's running cases are dated."""
        towns.note_calendars(self._talk, digest)

    def keep_weekly_report(self, monday: date, content: bytes, made: datetime) -> None:
        """The report about a week; the first one stays."""
        weekly_reports.keep(self._talk, monday, content, made)

    def other_searches(self, username: str, name: str) -> int:
        """How many searches somebody has put aside beside the one of that name."""
        return saved_searches.others(self._talk, username, name)

    def save_search(self, username: str, name: str, query: str, at: datetime) -> None:
        """Puts a search aside."""
        saved_searches.save(self._talk, username, name, query, at)

    def drop_search(self, username: str, name: str) -> None:
        """Lets a search go."""
        saved_searches.drop(self._talk, username, name)

    # --- sessions, tokens, counted attempts

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
        """A session under the SHA-256 of the cookie's opaque id."""
        sessions.add_session(
            self._talk, digest, username, csrf, second_factor, expires, moment, second_factor_at=second_factor_at
        )

    def end_session(self, digest: bytes) -> None:
        """Signs one session out."""
        sessions.end_session(self._talk, digest)

    def end_sessions_of(self, username: str) -> None:
        """Signs an account out everywhere."""
        sessions.end_sessions_of(self._talk, username)

    def add_token(self, digest: bytes, name: str, username: str, expires: datetime | None, moment: Moment) -> None:
        """A machine's bearer token under its SHA-256; Conflict(`name_taken`) at the commit."""
        sessions.add_token(self._talk, digest, name, username, expires, moment)

    def end_token(self, name: str, at: datetime) -> None:
        """NotFound(`unknown_token`)."""
        sessions.end_token(self._talk, name, at)

    def add_unlock(self, digest: bytes, case: UUID, person: UUID, expires: datetime) -> None:
        """Opens the second step of a status link, under the SHA-256 of the visitor's secret."""
        status_links.unlock(self._talk, digest, case, person, expires)

    def count_attempt(self, key: str, window_seconds: int, now: datetime) -> int:
        """Adds one to the counter of the current window and returns the new count."""
        return sessions.count_attempt(self._talk, key, window_seconds, now)

    def clear_attempts(self, key: str) -> None:
        """Starts counting anew."""
        sessions.clear_attempts(self._talk, key)

    # --- second factors

    def add_second_factor(self, factor: SecondFactor, at: datetime, *, confirmed: bool) -> None:
        """Conflict(`factor_known`) at the commit."""
        second_factors.add_second_factor(self._talk, factor, at, confirmed=confirmed)

    def confirm_second_factor(self, identifier: UUID, username: str, counter: int, at: datetime) -> bool:
        """Whether there was one to confirm."""
        return second_factors.confirm_second_factor(self._talk, identifier, username, counter, at)

    def advance_second_factor(self, identifier: UUID, username: str, counter: int) -> bool:
        """Whether the counter is newer than every one taken before."""
        return second_factors.advance_second_factor(self._talk, identifier, username, counter)

    def end_second_factors(self, username: str, kind: str | None, at: datetime, *, but: UUID | None = None) -> None:
        """Those of one kind, or all; `but` one stays."""
        second_factors.end_second_factors(self._talk, username, kind, at, but=but)

    def say_second_factor(self, username: str, kind: str | None) -> bool:
        """What signing in asks this account for; whether the account exists."""
        return second_factors.say_second_factor(self._talk, username, kind)

    def put_recovery_codes(self, username: str, digests: Sequence[bytes], at: datetime) -> None:
        """In place of all earlier ones."""
        second_factors.put_recovery_codes(self._talk, username, digests, at)

    def use_recovery_code(self, username: str, digest: bytes, at: datetime) -> bool:
        """Whether the code was there and had not been used."""
        return second_factors.use_recovery_code(self._talk, username, digest, at)

    def ask_challenge(self, session: bytes, challenge: bytes, until: datetime) -> None:
        """The newest challenge of a session is the only one."""
        second_factors.ask_challenge(self._talk, session, challenge, until)

    def answer_challenge(self, session: bytes, challenge: bytes, now: datetime) -> bool:
        """Whether it was asked of this session, not answered yet, and still holds."""
        return second_factors.answer_challenge(self._talk, session, challenge, now)

    # --- signing

    def add_ceremony(
        self,
        identifier: UUID,
        username: str,
        kind: str,
        sealed: bytes,
        data: Mapping[str, Json],
        expires: datetime,
    ) -> None:
        """Begins a signing session."""
        ceremony = Ceremony(id=identifier, username=username, kind=kind, sealed=sealed, data=data, expires=expires)
        signing.add_ceremony(self._talk, ceremony)

    def ceremony(self, identifier: UUID, now: datetime) -> Ceremony | None:
        """One that has neither ended nor expired."""
        return signing.ceremony(self._talk, identifier, now)

    def end_ceremony(self, identifier: UUID) -> None:
        """Ends one and forgets its secret."""
        signing.end_ceremony(self._talk, identifier)

    def add_key(self, holder: str, sealed_key: bytes, certificate: bytes, moment: Moment) -> None:
        """`holder` is a username or `seal`; the newest key of a holder is the one in use."""
        signing.add_key(self._talk, holder, sealed_key, certificate, moment)

    # --- publications

    def publish(self, definition: Definition, bundle: bytes, moment: Moment, actor: Actor) -> None:
        """Puts a version in force; Conflict(`version_published`), Conflict(`version_not_increased`)."""
        publications.publish(self._talk, definition, bundle, moment, actor)

    def published_digests(self, request_type: str) -> Mapping[int, str]:
        """NotFound(`unknown_request_type`)."""
        return migrations.published_digests(self._talk, request_type)

    # --- migrations

    def start_migration(self, run: MigrationRun) -> None:
        """Conflict(`migration_running`), at the latest at the commit."""
        migrations.start(self._talk, run)

    def migration(self, identifier: UUID) -> MigrationRun:
        """NotFound(`unknown_migration`)."""
        return migrations.run_of(self._talk, identifier)

    def finish_migration(self, identifier: UUID, at: datetime) -> None:
        """It moves nothing any more; NotFound(`unknown_migration`)."""
        migrations.finish(self._talk, identifier, at)

    def running_cases(self, run: MigrationRun, after: UUID | None, limit: int) -> tuple[Case, ...]:
        """Open cases that a run is about, without locks."""
        return migrations.running(self._talk, run, after, limit)

    def effects_under_way(self, case: UUID) -> bool:
        """Whether a job of the case waits or is being done."""
        return migrations.effects_under_way(self._talk, case)

    def note_migrated(self, run: UUID, case: UUID, done: MigratedCase, at: datetime) -> None:
        """What a run did to a case."""
        migrations.note_moved(self._talk, run, case, done, at)

    def note_left(self, run: UUID, case: UUID, reasons: Sequence[Refusal], at: datetime) -> None:
        """Why a run left a case where it was."""
        migrations.note_left(self._talk, run, case, reasons, at)

    def migrated(self, run: UUID, case: UUID) -> MigratedCase | None:
        """What a run did to a case."""
        return migrations.moved(self._talk, run, case)

    def migrated_count(self, run: UUID) -> int:
        """How many cases a run moved."""
        return migrations.moved_count(self._talk, run)

    # --- deliveries

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
        return deliveries.add_message(self._talk, identifier, case, person, channel, to, text, parts, status, moment)

    def message_status(self, identifier: UUID, status: str, provider_id: str | None, at: datetime) -> None:
        """How far a message got."""
        deliveries.message_status(self._talk, identifier, status, provider_id, at)

    def settle_message(self, identifier: UUID, status: str, at: datetime) -> SettledMessage | None:
        """Whose message a report settled; None when it changed nothing."""
        return deliveries.settle_message(self._talk, identifier, status, at)

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
        return deliveries.add_alarm(self._talk, identifier, case, to, code, data, at)

    def post_entry(self, identifier: UUID, case: UUID, document: UUID, moment: Moment) -> bool:
        """Puts a complete paper on the print-and-post list; False if already there."""
        return deliveries.add_post_entry(self._talk, identifier, case, document, moment)

    # --- jobs and incidents

    def defer(self, effects: Sequence[EffectRequest], moment: Moment) -> None:
        """Jobs, to be done once this is committed."""
        self._recorder.defer(effects, moment)

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
        return deliveries.add_incident(self._talk, effect, case, kind, reason, data, at, once=once)

    def settle_incident(self, identifier: UUID, how: str, actor: Actor, at: datetime) -> EffectRequest | None:
        """Closes an incident and gives the effect that was stuck, if it was one; NotFound(`unknown_incident`)."""
        return deliveries.settle_incident(self._talk, identifier, how, actor, at)

    # --- seals

    def seal_changes(self, key: SealKey, now: datetime) -> Seal | None:
        """Seals every case changed since the last seal; None when none has."""
        return seals.seal_changes(self._talk, key, now)

    # --- idempotency

    def replay(self, key: IdempotencyKey) -> StoredReply | None:
        """The stored reply, or None with the key ours; Conflict(`key_in_use`), InvalidInput(`key_reused`)."""
        if self._reply_ahead is not None and self._reply_ahead[:2] == (key.scope, key.key):
            return replies.meant(self._reply_ahead[2], key)
        return replies.replay(self._talk, key)

    def remember(self, key: IdempotencyKey, reply: StoredReply, at: datetime) -> None:
        """Keeps a reply with what it is the reply to."""
        replies.remember(self._talk, key, reply, at)
