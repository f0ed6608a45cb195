"""Makes the bytes of a paper for one signer on one day: the same day and unchanged inputs give the same bytes."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time

from documents.rendering.template import render_html
from effects.errors import GiveUp
from effects.paper_context import PaperScene, machine_readable, paper_context, preparer
from effects.paper_photos import photos_for
from effects.telling import told_of
from effects.toolbox import Toolbox
from workflow.case import Case, Paper
from workflow.codec import canonical
from workflow.engine.permitted import Standing


def rendered(
    case: Case, paper: Paper, *, name: str, position: str, unit: str | None, day: date, toolbox: Toolbox
) -> bytes:
    """PDF/A of `paper` as `name` signs it on local day `day`. Raises TemplateFailed, RenderingFailed, NotStored."""
    municipality = case.municipality
    definition = toolbox.definition(case.definition)
    rule = definition.documents.get(paper.type)
    if rule is None:
        raise GiveUp("unknown_document_type", type=paper.type)
    surroundings = toolbox.surroundings(municipality)
    start = datetime.combine(day, time(), tzinfo=surroundings.zone)
    records = toolbox.records
    told = told_of(case, toolbox, start)
    by = preparer(told, paper)
    scene = PaperScene(
        told=told,
        paper=paper,
        rule=rule,
        day=day,
        signer_name=name,
        signer_position=position,
        unit=records.unit(municipality, unit) if unit else None,
        executor=records.staff(municipality, by) if by else None,
        photos=photos_for(
            told,
            records.attachments(municipality, (*case.attachments, *told.matter.case.attachments)),
            toolbox.contents,
            municipality,
        ),
        public_url=toolbox.address(municipality),
    )
    html = render_html(definition.templates, rule.template, paper_context(scene))
    return toolbox.renderer.render(
        html,
        {**toolbox.fonts, **scene.photos.assets},
        hashlib.sha256(paper.id.bytes + day.isoformat().encode()).digest()[:16],
        start,
        canonical(machine_readable(scene)),
    )


def signing_unit(standing: Standing, own: str | None) -> str | None:
    """The unit whose body stands on the paper: the absent official's when somebody signs for them, else one's own."""
    return standing.acting_for.unit if standing.acting_for else own
