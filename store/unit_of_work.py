"""One command's transaction: `workflow.ports.UnitOfWork` over PostgreSQL. The only commit in the code base.

What it can do stands under `store/transaction`, a file per concept; each method there hands over to the file under
`store/writes` that knows the matter; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar

from store import seals
from store.conversation import Conversation
from store.link_key import LinkKey
from store.personal_writer import PersonalWriter
from store.recorder import Recorder
from store.references import References
from store.seals import Seal, SealKey
from store.session import Database
from store.transaction.aside_writes import AsideWrites
from store.transaction.attachment_writes import AttachmentWrites
from store.transaction.case_writes import CaseWrites
from store.transaction.delivery_writes import DeliveryWrites
from store.transaction.filing_writes import FilingWrites
from store.transaction.incident_writes import IncidentWrites
from store.transaction.migration_writes import MigrationWrites
from store.transaction.publication_writes import PublicationWrites
from store.transaction.register_writes import RegisterWrites
from store.transaction.reply_writes import ReplyWrites
from store.transaction.second_factor_writes import SecondFactorWrites
from store.transaction.session_writes import SessionWrites
from store.transaction.signing_writes import SigningWrites
from store.transaction.slot_writes import SlotWrites
from store.transaction.staff_writes import StaffWrites
from store.transaction.substitution_writes import SubstitutionWrites
from store.transaction.town_writes import TownWrites
from store.transaction.vote_writes import VoteWrites
from store.vault import Vault
from store.wire import Row
from store.writes import keeping
from store.writes.keeping import Erasing, Forgotten
from workflow.case import Case
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


class UnitOfWork(
    CaseWrites,
    FilingWrites,
    AttachmentWrites,
    SlotWrites,
    VoteWrites,
    AsideWrites,
    RegisterWrites,
    StaffWrites,
    SubstitutionWrites,
    TownWrites,
    SessionWrites,
    SecondFactorWrites,
    SigningWrites,
    PublicationWrites,
    MigrationWrites,
    DeliveryWrites,
    IncidentWrites,
    ReplyWrites,
):
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

    def commit_and_tell(self, case: Case) -> Mapping[str, Json]:
        """The same; and the personal values that showing the case takes, without a question of their own."""
        return self._personal.values_at_commit(case)

    @property
    def round_trips(self) -> int:
        """How often the database was spoken to; for benchmarks."""
        return self._talk.round_trips

    def abandon(self) -> None:
        """Rolls back; after `commit` it does nothing. Leaving the block does the same."""
        self._talk.abandon()

    def seal_changes(self, key: SealKey, now: datetime) -> Seal | None:
        """Seals every case changed since the last seal; None when none has."""
        return seals.seal_changes(self._talk, key, now)
