"""The signing desk (port `SigningDesk`): where an official, a key and the bytes of a paper meet.

Rendering and signing happen outside any transaction; each result enters the case by a command of its own. A key is
opened only after the paper was found to be this official's to sign, and is forgotten when the call returns.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate

from documents.errors import KeyUnusable, RenderingFailed
from documents.signing import pdf_signature
from documents.signing.detached import sign_detached
from documents.signing.keys import (
    load_certificate,
    new_session_secret,
)
from documents.signing.signer import Signer
from effects.living_certificate import require_living
from effects.paper_rendering import PaperContent, content_of, rendered
from effects.paper_requisites import tell_incomplete
from effects.paper_signers import named_signers, signing_body
from effects.papers_ahead import papers_ahead
from effects.pin_limit import open_with_pin
from effects.records import KeptKey
from effects.resolution_statement import resolution_statement
from effects.signature_field import field_name
from effects.toolbox import Toolbox
from workflow.actor import Actor
from workflow.case import Case, NamedSigner, Paper, SignedStatement
from workflow.codec import canonical
from workflow.commands.begin_ceremony import BeginCeremony
from workflow.commands.end_ceremony import EndCeremony
from workflow.commands.open_document import OpenDocument
from workflow.commands.orders import ResolutionOrder
from workflow.commands.record_opening import RecordOpening
from workflow.commands.record_signature import RecordSignature
from workflow.engine import papers
from workflow.engine.calendar import local_date
from workflow.errors import Conflict, InvalidInput, NotAvailable, NotFound, NotPermitted, Refusal
from workflow.ports.ceremony import Ceremony
from workflow.ports.signing_desk import PaperAhead, Prepared, ShownStatements
from workflow.values import Json

CEREMONY = timedelta(minutes=5)
SHOWN_FOR = timedelta(minutes=10)
"""So long a resolution may be read before the PIN; it bears the moment at which it was shown."""
_LOOKS = 4
_CEREMONY, _OUTSIDE = "ceremony", "outside"

Session = tuple[UUID, str]
"""Id and secret of a signing session, as `begin_session` gave them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """A paper found good to sign: its case then, and the sequence of the case that one has joined."""

    case: Case
    paper: Paper
    main: int | None


class Desk:
    """Implements `workflow.ports.SigningDesk`. Safe between threads: nothing is kept between calls."""

    def __init__(self, toolbox: Toolbox) -> None:
        self._toolbox = toolbox

    def open(self, actor: Actor, document: UUID, *, signers: Sequence[str] = ()) -> str:
        """Makes the final bytes and gives their SHA-256 (hex); a second signer opens what the first one signed.

        `signers` are usernames of those who will sign after the actor, where several might. Raises NotFound,
        NotPermitted, NotAvailable (also `signer_unclear`, `changed_since_signed`, `paper_incomplete`, `copy_not_made`),
        TemplateFailed, RenderingFailed.
        """
        toolbox = self._toolbox
        answer = toolbox.application.execute(actor, OpenDocument(document=document))
        case = answer.executed.case
        assert case is not None
        paper = papers.to_open(case, document)
        if paper.scan is not None:
            if paper.sha256 is None:
                raise NotAvailable([Refusal(code="copy_not_made")])
            return paper.sha256
        if papers.anyone_signed(paper) and paper.sha256 is not None:
            if self._changed(case, paper, paper.named):
                raise NotAvailable([Refusal(code="changed_since_signed")])
            return paper.sha256
        day = self._today(case.municipality)
        named = named_signers(case, paper, actor, toolbox, signers)
        body = signing_body(papers.signer(case, paper, actor), actor.unit)
        content = content_of(case, paper, named=named, body=body, day=day, toolbox=toolbox)
        sha256 = toolbox.contents.put(case.municipality, self._made(content, case, document))
        toolbox.application.execute(
            actor,
            RecordOpening(document=document, day=day, sha256=sha256, content=content.digest, named=named, body=body),
            correlation=answer.correlation,
        )
        return sha256

    def sign(self, actor: Actor, document: UUID, sha256: str, *, pin: str | None, session: Session | None) -> None:
        """Signs the bytes that were shown.

        Raises NotFound, NotPermitted, NotAvailable, Conflict(`document_changed`), InvalidInput(`wrong_pin`,
        `pin_locked`, `pin_required`, `no_key`).
        """
        toolbox = self._toolbox
        look = self._to_sign(actor, document, sha256)
        case, paper = look.case, look.paper
        key = self._key(actor, pin, session)
        given = _given(paper)
        signed = pdf_signature.sign(
            toolbox.contents.get(case.municipality, sha256),
            key,
            field=field_name(given),
            now=toolbox.clock.now(),
            certify=_certify(paper),
            name=actor.name,
        )
        self._record(actor, look, sha256, signed, _fingerprint(key))

    def _made(self, content: PaperContent, case: Case, document: UUID) -> bytes:
        """The bytes, if all stands on them that a paper of this type must show."""
        if content.missing:
            raise tell_incomplete(case, document, ", ".join(content.missing), self._toolbox)
        try:
            return rendered(content, case.municipality, self._toolbox)
        except RenderingFailed as error:
            if error.code != "not_shown":
                raise
            raise tell_incomplete(case, document, error.data["words"], self._toolbox) from error

    def begin_session(self, actor: Actor, pin: str) -> tuple[UUID, str, datetime]:
        """(id, secret, expires): one PIN for a ceremony of many papers; the server forgets the secret."""
        toolbox = self._toolbox
        key = self._opened(actor, pin)
        identifier = toolbox.fresh_id()
        secret = new_session_secret()
        expires = toolbox.clock.now() + CEREMONY
        toolbox.application.execute(
            actor,
            BeginCeremony(
                identifier=identifier,
                kind=_CEREMONY,
                sealed=toolbox.keyring.wrap(key, secret, str(identifier)),
                expires=expires,
            ),
        )
        return identifier, base64.urlsafe_b64encode(secret).decode().rstrip("="), expires

    def prepare(self, actor: Actor, document: UUID) -> Prepared:
        """Key elsewhere: makes room in the bytes opened before and says what has to be signed.

        The official's certificate must be known here. Raises as `sign`.
        """
        toolbox = self._toolbox
        look = self._to_sign(actor, document, None)
        case, paper = look.case, look.paper
        shown = paper.shown or ""
        certificate = load_certificate(self._kept(actor).certificate)
        require_living(certificate, toolbox)
        prepared = pdf_signature.prepare(
            toolbox.contents.get(case.municipality, shown),
            field=field_name(_given(paper)),
            signer_certificate=certificate,
            now=toolbox.clock.now(),
            certify=_certify(paper),
            name=actor.name,
        )
        identifier = toolbox.fresh_id()
        expires = toolbox.clock.now() + CEREMONY
        toolbox.application.execute(
            actor,
            BeginCeremony(
                identifier=identifier,
                kind=_OUTSIDE,
                sealed=prepared.state,
                expires=expires,
                data={"document": str(document), "shown": shown, "certificate": _digest(certificate)},
            ),
        )
        return Prepared(session=identifier, digest=prepared.digest, expires=expires)

    def complete(self, actor: Actor, document: UUID, session: UUID, cms: bytes) -> None:
        """Takes the signature made elsewhere. Raises SigningFailed when it does not fit, else as `sign`."""
        toolbox = self._toolbox
        ceremony = self._ceremony(actor, session, _OUTSIDE)
        shown = str(ceremony.data.get("shown"))
        if ceremony.data.get("document") != str(document):
            raise NotFound("unknown_signing_session")
        look = self._to_sign(actor, document, shown)
        certificate = load_certificate(self._kept(actor).certificate)
        if ceremony.data.get("certificate") != _digest(certificate):
            raise NotFound("unknown_signing_session")
        require_living(certificate, toolbox)
        signed = pdf_signature.complete(ceremony.sealed, cms)
        self._record(actor, look, shown, signed, _digest(certificate))
        toolbox.application.execute(actor, EndCeremony(identifier=session))

    def sign_statement(
        self, actor: Actor, statement: Json, *, pin: str | None, session: Session | None
    ) -> SignedStatement:
        """A detached CAdES over the canonical JSON; both lie in the content store."""
        return self._signed(actor, canonical(statement), self._key(actor, pin, session))

    def show_resolutions(
        self, actor: Actor, reference: str, transition: str, orders: Sequence[ResolutionOrder]
    ) -> ShownStatements:
        """Exactly what signing them would sign."""
        case = self._toolbox.records.case_by_reference(actor.municipality, reference)
        return _statements(case, transition, orders, actor, self._toolbox.clock.now())

    def show_papers(
        self, actor: Actor, reference: str, transition: str, given: Mapping[str, Json], *, printed: bool
    ) -> tuple[PaperAhead, ...]:
        """The papers that a move would make, as drafts; raises what the move would."""
        return papers_ahead(actor, reference, transition, given, self._toolbox, printed=printed)

    def large_print(self, municipality: int, document: UUID) -> bytes:
        """A rendition for those who see badly: the same words in large letters, which say whose copy they are."""
        toolbox = self._toolbox
        case = toolbox.records.case_of_paper(municipality, document)
        paper = case.paper(document)
        if paper is None:
            raise NotFound("unknown_document")
        if paper.date is None or paper.content is None:
            raise NotAvailable([Refusal(code="wrong_state", data={"status": paper.status.value})])
        # The outcome stands in the data for machines alone, and often came only by this signature.
        if all(self._changed(one, paper, paper.named) for one in (case, replace(case, outcome=None))):
            raise NotAvailable([Refusal(code="changed_since_signed")])
        content = content_of(
            case, paper, named=paper.named, body=paper.body, day=paper.date, toolbox=toolbox, large_print=True
        )
        return rendered(content, municipality, toolbox)

    def sign_resolutions(
        self,
        actor: Actor,
        reference: str,
        transition: str,
        orders: Sequence[ResolutionOrder],
        *,
        pin: str | None,
        session: Session | None,
        shown: ShownStatements | None = None,
    ) -> tuple[SignedStatement, ...]:
        """One statement per order, all under one PIN, to be handed to the command that issues them."""
        case = self._toolbox.records.case_by_reference(actor.municipality, reference)
        if not orders:
            return ()
        now = self._toolbox.clock.now()
        if shown is not None and not timedelta(0) <= now - shown.at <= SHOWN_FOR:
            raise Conflict("text_changed")
        found = _statements(case, transition, orders, actor, now if shown is None else shown.at)
        if shown is not None and found.sha256 != shown.sha256:
            raise Conflict("text_changed")
        key = self._key(actor, pin, session)
        return tuple(self._signed(actor, one, key) for one in found.content)

    def _signed(self, actor: Actor, data: bytes, key: Signer) -> SignedStatement:
        toolbox, now = self._toolbox, self._toolbox.clock.now()
        cms = sign_detached(data, key, now, stamp=toolbox.stamp)
        return SignedStatement(
            statement=toolbox.contents.put(actor.municipality, data),
            signature=toolbox.contents.put(actor.municipality, cms),
            certificate=_fingerprint(key),
            by=actor.username or "",
            at=now,
        )

    def _to_sign(self, actor: Actor, document: UUID, sha256: str | None) -> _Look:
        """The paper, if it is this actor's to sign now, still the one that was shown, and still says what the case
        says."""
        toolbox = self._toolbox
        case = toolbox.records.case_of_paper(actor.municipality, document)
        paper = papers.to_open(case, document)
        papers.signer(case, paper, actor)
        papers.free_to_sign(case, paper, actor)
        if paper.shown is None:
            raise Conflict("document_changed", sha256=None)
        papers.opened_today(paper, toolbox.clock.now(), toolbox.surroundings(actor.municipality).zone)
        if sha256 is not None and paper.shown != sha256:
            raise Conflict("document_changed", sha256=paper.shown)
        papers.named_here(paper, actor)
        # Read before the content is gathered: whatever comes later is found by the command that records the signature.
        main = toolbox.records.case(case.municipality, case.main).sequence if case.main is not None else None
        if self._changed(case, paper, self._names_now(case, paper, actor)):
            raise Conflict("document_changed", sha256=paper.shown)
        return _Look(case=case, paper=paper, main=main)

    def _names_now(self, case: Case, paper: Paper, actor: Actor) -> tuple[NamedSigner, ...]:
        """Whose names would be printed now; once the first signature is on the paper, those that are."""
        if papers.anyone_signed(paper):
            return paper.named
        return named_signers(case, paper, actor, self._toolbox, [one.username for one in paper.named])

    def _changed(self, case: Case, paper: Paper, named: tuple[NamedSigner, ...]) -> bool:
        """Whether the paper would say something else, made now for the same day. Unknown for one opened before
        openings kept what they were made of."""
        if paper.content is None or paper.date is None:
            return False
        now = content_of(case, paper, named=named, body=paper.body, day=paper.date, toolbox=self._toolbox)
        return now.digest != paper.content

    def _record(self, actor: Actor, look: _Look, shown: str, signed: bytes, certificate: str) -> None:
        """The signature enters the case while that still says what the paper says: when somebody came between, the
        paper is looked at again, so that what does not touch it disturbs nobody."""
        sha256 = self._toolbox.contents.put(actor.municipality, signed)
        for left in reversed(range(_LOOKS)):
            command = RecordSignature(
                document=look.paper.id,
                shown=shown,
                sha256=sha256,
                certificate=certificate,
                seen=look.case.sequence,
                seen_main=look.main,
            )
            try:
                self._toolbox.application.execute(actor, command)
            except Conflict as moved:
                if moved.code != "stale_version" or not left:
                    raise
                look = self._to_sign(actor, look.paper.id, shown)
            else:
                return

    def _key(self, actor: Actor, pin: str | None, session: Session | None) -> Signer:
        if session is not None:
            identifier, secret = session
            ceremony = self._ceremony(actor, identifier, _CEREMONY)
            try:
                key = self._toolbox.keyring.unwrap(ceremony.sealed, _secret(secret), str(identifier))
            except KeyUnusable as error:
                raise NotFound("unknown_signing_session") from error
            require_living(key.certificate, self._toolbox)
            return key
        if not pin:
            raise InvalidInput({"pin": ["required"]}, code="pin_required")
        return self._opened(actor, pin)

    def _opened(self, actor: Actor, pin: str) -> Signer:
        key = open_with_pin(self._kept(actor), pin, actor.municipality, self._toolbox)
        require_living(key.certificate, self._toolbox)
        return key

    def _kept(self, actor: Actor) -> KeptKey:
        if actor.username is None:
            raise NotPermitted("not_permitted")
        kept = self._toolbox.records.key(actor.municipality, actor.username)
        if kept is None:
            raise InvalidInput({"pin": ["no_key"]}, code="no_key")
        return kept

    def _ceremony(self, actor: Actor, identifier: UUID, kind: str) -> Ceremony:
        found = self._toolbox.records.ceremony(actor.municipality, identifier, self._toolbox.clock.now())
        if found is None or found.kind != kind or found.username != actor.username:
            raise NotFound("unknown_signing_session")
        return found

    def _today(self, municipality: int) -> date:
        return local_date(self._toolbox.clock.now(), self._toolbox.surroundings(municipality).zone)


def _given(paper: Paper) -> int:
    return sum(one.at is not None for one in paper.signatures)


def _certify(paper: Paper) -> pdf_signature.DocMdp | None:
    """The first signature certifies the paper; further ones only add to it (rules.md 21)."""
    return pdf_signature.certification(len(paper.signatures)) if _given(paper) == 0 else None


def _fingerprint(key: Signer) -> str:
    return _digest(key.certificate)


def _digest(certificate: Certificate) -> str:
    return hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest()


def _secret(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return b""


def _statements(
    case: Case, transition: str, orders: Sequence[ResolutionOrder], actor: Actor, at: datetime
) -> ShownStatements:
    content = tuple(canonical(resolution_statement(case, transition, one, actor, at)) for one in orders)
    return ShownStatements(at=at, sha256=tuple(hashlib.sha256(one).hexdigest() for one in content), content=content)
