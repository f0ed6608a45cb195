"""Where papers and resolutions are opened and signed, as a port with what it gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from workflow.actor import Actor
from workflow.case import SignedStatement
from workflow.commands.orders import ResolutionOrder
from workflow.values import Json


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

    def large_print(self, municipality: int, document: UUID) -> bytes:
        """The PDF of an opened paper in large letters, never signed; NotAvailable(`changed_since_signed`)."""

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
