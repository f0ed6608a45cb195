"""How a paper changes by what happened to it."""

from __future__ import annotations

from workflow.case import Paper, PaperSignature, PaperStatus
from workflow.engine.signers import unsigned as unsigned_place
from workflow.events import DocumentOpened, DocumentScanned, DocumentSigned, DocumentUpgraded, DocumentVoided
from workflow.replacing import replace


def opened(one: Paper, event: DocumentOpened) -> Paper:
    unsigned = tuple(unsigned_place(each) for each in one.signatures)
    return replace(
        one,
        status=PaperStatus.TO_SIGN,
        date=event.date,
        shown=event.sha256,
        sha256=event.sha256,
        signatures=unsigned,
        content=event.content,
        named=event.named,
        body=event.body,
    )


def signed(one: Paper, event: DocumentSigned) -> Paper:
    def given(each: PaperSignature) -> PaperSignature:
        return PaperSignature(
            role=event.role,
            of=each.of,
            by=event.by,
            name=event.name,
            position=event.position,
            acting_for=event.acting_for,
            at=event.at,
            certificate=event.certificate,
            delegated_by=event.delegated_by,
        )

    signatures = list(one.signatures)
    wanted = (index for index, each in enumerate(signatures) if each.at is None)
    place = next(index for index in wanted if event.role in (signatures[index].of or (signatures[index].role,)))
    signatures[place] = given(signatures[place])
    return replace(one, signatures=tuple(signatures), sha256=event.sha256, shown=event.sha256)


def upgraded(one: Paper, event: DocumentUpgraded) -> Paper:
    return replace(
        one,
        sha256=event.sha256,
        level=event.level,
        good_until=event.good_until,
        earlier=one.earlier if event.previous == event.sha256 else (*one.earlier, event.previous),
    )


def returned(one: Paper) -> Paper:
    unsigned = tuple(unsigned_place(each) for each in one.signatures)
    return replace(
        one,
        status=PaperStatus.DRAFT,
        shown=None,
        sha256=None,
        signatures=unsigned,
        content=None,
        named=(),
        body=None,
    )


def voided(one: Paper, event: DocumentVoided) -> Paper:
    status = PaperStatus.REPLACED if event.replaced_by else PaperStatus.VOID
    return replace(one, status=status, void_reason=event.reason, replaced_by=event.replaced_by)


def scanned(one: Paper, event: DocumentScanned) -> Paper:
    return replace(returned(one), scan=event.scan)
