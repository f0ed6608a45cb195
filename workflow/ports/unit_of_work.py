"""One transaction, as a port: everything that a command may read under its locks and write."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Protocol, Self

from workflow.case import Case
from workflow.ports.aside_writes import AsideWrites
from workflow.ports.attachment_writes import AttachmentWrites
from workflow.ports.case_writes import CaseWrites
from workflow.ports.delivery_writes import DeliveryWrites
from workflow.ports.filing_writes import FilingWrites
from workflow.ports.incident_writes import IncidentWrites
from workflow.ports.migration_writes import MigrationWrites
from workflow.ports.publication_writes import PublicationWrites
from workflow.ports.register_writes import RegisterWrites
from workflow.ports.reply_writes import ReplyWrites
from workflow.ports.second_factor_writes import SecondFactorWrites
from workflow.ports.session_writes import SessionWrites
from workflow.ports.signing_writes import SigningWrites
from workflow.ports.slot_writes import SlotWrites
from workflow.ports.staff_writes import StaffWrites
from workflow.ports.substitution_writes import SubstitutionWrites
from workflow.ports.town_writes import TownWrites
from workflow.ports.vote_writes import VoteWrites
from workflow.values import Json


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
    AbstractContextManager["UnitOfWork"],
    Protocol,
):
    """One transaction. Leaving the block without `commit` rolls everything back. The only commit in the code base."""

    def __enter__(self) -> Self: ...

    def commit(self) -> None: ...

    def commit_and_tell(self, case: Case) -> Mapping[str, Json]:
        """Commits, and tells the personal values by name that showing the case takes, decrypted."""
