"""Which bytes the rows of a municipality count on: papers, their versions, attachments, signed instructions; none of
cases that were erased."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from store.reading import Reading
from store.tables.attachments import AttachmentRow
from store.tables.cases import CaseRow
from store.tables.erasures import ErasureRow
from store.tables.papers import PaperRow, PaperVersionRow
from workflow.codec import case_from_json

_FETCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedContent:
    """`what` says which row wants it: `paper 1187/02-21`, `attachment …`, `instruction 26-00042/1`."""

    what: str
    sha256: str


def wanted_content(look: Reading) -> Iterator[WantedContent]:
    """Everything, one after another; the same bytes may be wanted several times."""
    connection, town = look.connection, look.municipality
    erased = select(ErasureRow.case_id).where(ErasureRow.municipality == town)
    kept = PaperRow.case_id.not_in(erased)
    papers = select(PaperRow.id, PaperRow.number, PaperRow.sha256).where(
        PaperRow.municipality == town, PaperRow.sha256.is_not(None), kept
    )
    for paper in connection.execute(papers):
        yield WantedContent(what=f"paper {paper.number or paper.id}", sha256=paper.sha256)
    versions = (
        select(PaperVersionRow.paper, PaperVersionRow.sha256)
        .join(
            PaperRow, and_(PaperRow.municipality == PaperVersionRow.municipality, PaperRow.id == PaperVersionRow.paper)
        )
        .where(PaperVersionRow.municipality == town, kept)
    )
    for version in connection.execute(versions):
        yield WantedContent(what=f"version of paper {version.paper}", sha256=version.sha256)
    attachments = select(AttachmentRow.id, AttachmentRow.sha256).where(
        AttachmentRow.municipality == town, or_(AttachmentRow.case_id.is_(None), AttachmentRow.case_id.not_in(erased))
    )
    for attachment in connection.execute(attachments):
        yield WantedContent(what=f"attachment {attachment.id}", sha256=attachment.sha256)
    bodies = select(CaseRow.body).where(CaseRow.municipality == town, CaseRow.id.not_in(erased))
    for body in connection.execution_options(yield_per=_FETCH).execute(bodies).scalars():
        case = case_from_json(body)
        for one in case.resolutions:
            if one.signed is not None:
                what = f"instruction {case.reference}/{one.number}"
                yield WantedContent(what=what, sha256=one.signed.statement)
                yield WantedContent(what=what, sha256=one.signed.signature)
