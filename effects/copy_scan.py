"""Joins the pages of a scanned paper into one PDF/A that says on every page what it is a copy of.

Pages of foreign PDFs are drawn anew as pictures, in limited processes: what cannot be seen on the paper is left behind.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from uuid import UUID

from documents.errors import UploadRefused
from documents.paper_picture import paper_picture
from documents.rendering.template import render_html
from effects.errand import Errand
from effects.errors import GiveUp
from effects.paper_names import signer_name
from effects.spoken import Length, day_words
from effects.toolbox import Toolbox
from workflow.actor import system
from workflow.case import Case, Paper, PaperStatus
from workflow.codec import canonical
from workflow.commands.record_copy import RecordCopy
from workflow.definition.model import DocumentRule
from workflow.effect_requests import CopyScan
from workflow.engine.scanning import PDF, registered_on
from workflow.ports.attachment import Attachment
from workflow.scan import Scan

MOST_PAGES = 100
_LONGEST_SIDE = 2400
"""Of a page of A4 rather more than 200 dots to the inch."""


def run(effect: CopyScan, errand: Errand, toolbox: Toolbox) -> None:
    """Nothing when the copy is made already, or the paper is void. Raises NotStored, StorageUnavailable,
    RenderingFailed, GiveUp(`page_not_readable`, `too_many_pages`)."""
    case = toolbox.records.case_of_paper(errand.municipality, effect.document)
    paper = case.paper(effect.document)
    if paper is None or paper.scan is None or paper.status is not PaperStatus.DRAFT:
        return
    rule = toolbox.definition(case.definition).documents.get(paper.type)
    if rule is None:
        raise GiveUp("unknown_document_type", type=paper.type)
    files = toolbox.records.attachments(errand.municipality, paper.scan.pages)
    pages = _pages([files[one] for one in paper.scan.pages], case.municipality, toolbox)
    pdf = _joined(case, paper, paper.scan, rule, pages, toolbox)
    toolbox.application.execute(
        system(errand.municipality),
        RecordCopy(document=paper.id, sha256=toolbox.contents.put(errand.municipality, pdf), scanned=paper.scan.at),
        correlation=errand.correlation,
    )


def _pages(files: Sequence[Attachment], municipality: int, toolbox: Toolbox) -> list[bytes]:
    found: list[bytes] = []
    try:
        for page in _drawn(files, municipality, toolbox):
            found.append(page)
            if len(found) > MOST_PAGES:
                raise GiveUp("too_many_pages", most=str(MOST_PAGES))
    except UploadRefused as error:
        raise GiveUp("page_not_readable", reason=error.code) from error
    return found


def _drawn(files: Sequence[Attachment], municipality: int, toolbox: Toolbox) -> Iterator[bytes]:
    for one in files:
        data = toolbox.contents.get(municipality, one.sha256)
        if one.media_type == PDF and toolbox.page_pictures is not None:
            yield from toolbox.page_pictures(data)
        else:
            yield paper_picture(data, longest_side=_LONGEST_SIDE)


def _joined(
    case: Case, paper: Paper, scan: Scan, rule: DocumentRule, pages: Sequence[bytes], toolbox: Toolbox
) -> bytes:
    surroundings = toolbox.surroundings(case.municipality)
    day = registered_on(case, paper, scan, surroundings.zone)
    signed_by = str(toolbox.records.personal(case.municipality, case.id).get(scan.signed_by) or "")
    code, address = paper.code or "", toolbox.address(case.municipality)
    body = surroundings.town.body or surroundings.town.name
    values: dict[str, object] = {
        "title": rule.title,
        "number": paper.number or "",
        "date": day_words(day, Length.PAPER),
        "body": body,
        "signed_by": signed_by,
        "original_number": scan.original_number or "",
        "original_date": day_words(scan.original_date, Length.PAPER),
        "position": scan.position,
        "name": signer_name(scan.name),
        "scanned": scan.at.astimezone(surroundings.zone).strftime("%d.%m.%Y, %H:%M"),
        "code": "-".join(code[start : start + 4] for start in range(0, len(code), 4)),
        "verify_url": f"{address.partition('://')[2]}/verify",
        "pages": [
            {
                "src": f"asset:page-{number}.jpg",
                "alt": f"Аркуш {number} з {len(pages)} паперу, який від руки підписано: {signed_by}",
            }
            for number in range(1, len(pages) + 1)
        ],
    }
    return toolbox.renderer.render(
        render_html(toolbox.templates, "_shared/records/scanned_copy.html", values),
        {**toolbox.fonts, **{f"asset:page-{number}.jpg": page for number, page in enumerate(pages, 1)}},
        _identifier(paper.id, scan),
        datetime.combine(day, time(), tzinfo=surroundings.zone),
        _machine_readable(case, paper, scan, pages),
    )


def _identifier(paper: UUID, scan: Scan) -> bytes:
    return hashlib.sha256(paper.bytes + scan.at.isoformat().encode()).digest()[:16]


def _machine_readable(case: Case, paper: Paper, scan: Scan, pages: Sequence[bytes]) -> bytes:
    """What the copy is, for machines: nothing about people."""
    return canonical(
        {
            "kind": "copy_of_paper",
            "type": paper.type,
            "number": paper.number,
            "code": paper.code,
            "case": case.reference,
            "request_type": case.request_type,
            "municipality": case.municipality,
            "original": {"number": scan.original_number, "date": scan.original_date.isoformat()},
            "scanned": scan.at.isoformat(),
            "pages": [hashlib.sha256(one).hexdigest() for one in pages],
        }
    )
