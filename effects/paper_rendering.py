"""Makes the bytes of a paper for its signers on one day: the same day and unchanged content give the same bytes.

What a paper is made of is gathered first and known by one digest, so that before each signature it can be asked whether
the paper still says what the case says, without rendering anything (ADR 0103).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from documents.rendering.template import render_html
from effects.errors import GiveUp
from effects.paper_context import PaperScene, machine_readable, paper_context, preparer
from effects.paper_photos import photos_for, pictures
from effects.paper_requisites import printed_on
from effects.telling import told_of
from effects.toolbox import Toolbox
from workflow.case import Case, NamedSigner, Paper
from workflow.codec import canonical
from workflow.definition.page_words import page_words
from workflow.definition.requisites import Requisite, missing, required_of, shown
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperContent:
    """All that a paper's bytes are made of but for the fonts: `photos` maps the names that stand in `html` to the
    SHA-256 of the pictures as they were kept; `data` goes inside the PDF for machines. `missing` is what a paper of
    this type must show and the template leaves out, `shows` the words that have to be seen on the page."""

    html: str = field(repr=False)
    photos: Mapping[str, str]
    data: bytes = field(repr=False)
    identifier: bytes
    start: datetime
    missing: tuple[Requisite, ...] = ()
    shows: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256, hex."""
        parts = (self.html.encode(), canonical(dict(self.photos)), self.data, self.identifier)
        return hashlib.sha256(b"".join(hashlib.sha256(one).digest() for one in parts)).hexdigest()


def content_of(
    case: Case,
    paper: Paper,
    *,
    named: tuple[NamedSigner, ...],
    body: str | None,
    day: date,
    toolbox: Toolbox,
    ahead: Mapping[str, Json] | None = None,
    large_print: bool = False,
) -> PaperContent:
    """What `paper` says as `named` sign it, in order, on local day `day`; `body` is the unit on top. With `ahead`,
    personal values of a move that is not made yet, it is a draft; in `large_print` a rendition that says so.

    Raises TemplateFailed.
    """
    municipality = case.municipality
    definition = toolbox.definition(case.definition)
    rule = definition.documents.get(paper.type)
    if rule is None:
        raise GiveUp("unknown_document_type", type=paper.type)
    start = datetime.combine(day, time(), tzinfo=toolbox.surroundings(municipality).zone)
    records = toolbox.records
    told = told_of(case, toolbox, start, ahead or {})
    by = preparer(told, paper)
    files = records.attachments(municipality, (*case.attachments, *told.matter.case.attachments))
    photos = photos_for(told, paper.type, files)
    scene = PaperScene(
        told=told,
        paper=paper,
        rule=rule,
        day=day,
        named=named,
        unit=records.unit(municipality, body) if body else None,
        executor=records.staff(municipality, by) if by else None,
        photos=photos,
        public_url=toolbox.address(municipality),
        draft=ahead is not None,
        large_print=large_print,
    )
    context = paper_context(scene)
    html = render_html(definition.templates, rule.template, context)
    required, printed = required_of(rule, definition.templates[rule.template]), printed_on(context)
    return PaperContent(
        html=html,
        photos={name: sha256 for name, sha256 in photos.kept.items() if name in html},
        data=canonical(machine_readable(scene)),
        identifier=hashlib.sha256(paper.id.bytes + day.isoformat().encode()).digest()[:16],
        start=start,
        missing=missing(required, page_words(html), printed),
        shows=shown(required, printed),
    )


def rendered(content: PaperContent, municipality: int, toolbox: Toolbox) -> bytes:
    """The PDF/A of that content. Raises RenderingFailed, NotStored, StorageDamaged, UploadRefused."""
    assets = pictures(content.photos, toolbox.contents, municipality)
    return toolbox.renderer.render(
        content.html, {**toolbox.fonts, **assets}, content.identifier, content.start, content.data, content.shows
    )
