"""The papers a move would make, looked at before it is made: same templates, same words, marked as drafts.

The move is decided and forgotten (`Application.foresee`): no number is taken, nothing is kept, nobody is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from effects.paper_rendering import content_of, rendered
from effects.paper_signers import likely_signers
from effects.toolbox import Toolbox
from workflow.actor import Actor
from workflow.case import Case, Paper
from workflow.commands.perform_transition import PerformTransition
from workflow.definition.page_words import page_lines
from workflow.definition.requisites import Requisite
from workflow.engine.calendar import local_date
from workflow.ports.signing_desk import PaperAhead
from workflow.values import Json

_COME_LATER = frozenset({Requisite.DATE, Requisite.NUMBER, Requisite.SIGNATURE, Requisite.SEAL})
"""What a paper gets in the signing ceremony and not before."""


def papers_ahead(
    actor: Actor, reference: str, transition: str, given: Mapping[str, Json], toolbox: Toolbox, *, printed: bool
) -> tuple[PaperAhead, ...]:
    """In the order of the definition; with `printed` as PDF too. Raises what the move would, TemplateFailed,
    RenderingFailed."""
    foreseen = toolbox.application.foresee(actor, PerformTransition(reference=reference, name=transition, input=given))
    case = foreseen.decision.case
    known = {one.id for one in foreseen.before.papers} if foreseen.before is not None else set()
    ahead = {one.name: one.value for one in foreseen.decision.personal}
    return tuple(_paper(case, one, ahead, toolbox, printed=printed) for one in case.papers if one.id not in known)


def _paper(case: Case, paper: Paper, ahead: Mapping[str, Json], toolbox: Toolbox, *, printed: bool) -> PaperAhead:
    named = likely_signers(case, paper, toolbox)
    first = toolbox.records.staff(case.municipality, named[0].username) if named and named[0].username else None
    content = content_of(
        case,
        paper,
        named=named,
        body=first.unit if first is not None else None,
        day=local_date(toolbox.clock.now(), toolbox.surroundings(case.municipality).zone),
        toolbox=toolbox,
        ahead=ahead,
    )
    return PaperAhead(
        type=paper.type,
        lines=page_lines(content.html),
        missing=tuple(one.value for one in content.missing if one not in _COME_LATER),
        pdf=rendered(replace(content, shows=()), case.municipality, toolbox) if printed else None,
    )
