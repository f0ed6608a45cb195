"""Papers that lie ready at the counter, the longest waiting first, and the slip that is signed for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Response, request

from gate.actor import current_actor
from gate.collection import CLOCK, collection
from gate.doors import application, reading
from gate.handover_slip import papers_to_hand_over, print_handover_slip, receivers
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.sight import seen_with_values
from gate.tenant import current_municipality
from store.queries.case_filters import CaseFilters
from store.queries.case_list import CaseLine, count_cases, list_cases
from web import dates
from web.page import page
from web.paper_file import paper_title
from workflow.engine.calendar import local_date
from workflow.errors import NotFound, NotPermitted

_PAGE = 20
"""Each line names the papers and people of its case: no more than are rung up in a morning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPaper:
    """One case whose papers wait; `phone` of whoever is to be rung, empty if none may be read; `late` when nobody came
    in time."""

    reference: str
    papers: str
    names: str
    phone: str
    until: str
    late: bool


@policy(Policy.STAFF)
def waiting_papers() -> Response:
    """What nobody has collected yet."""
    door = application()
    now, zone = door.clock.now(), door.surroundings(current_municipality()).zone
    filters = CaseFilters(now=now, open=True, counts=CLOCK, sort="opened")
    with reading() as look:
        found = list_cases(look, current_actor(), filters, cursor=request.args.get("after"), limit=_PAGE)
        count = count_cases(look, current_actor(), filters)
    today = local_date(now, zone)
    rows = [_row(one, today, current_language()) for one in found.items]
    return page("staff/collection.html", rows=[one for one in rows if one is not None], count=count, after=found.next)


@policy(Policy.STAFF)
def handover_slip(reference: str) -> Response:
    """The slip as a PDF, for who may see whose papers they are."""
    seen = seen_with_values(reference)
    if not seen.personal:
        raise NotPermitted("not_permitted")
    if not papers_to_hand_over(seen.case):
        raise NotFound("unknown_document")
    definition = application().definitions.pinned(seen.case.definition)
    pdf = print_handover_slip(seen.case, definition, seen.personal, current_actor())
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="slip-{seen.case.reference}.pdf"'
    return response


def _row(line: CaseLine, today: date, language: str) -> WaitingPaper | None:
    """None for what goes by post or e-mail."""
    seen = seen_with_values(line.reference)
    waits = collection(seen.case)
    if waits is None:
        return None
    definition = application().definitions.pinned(line.definition)
    papers = [
        f"{paper_title(one, definition, language)} № {one.number}"
        if one.number
        else paper_title(one, definition, language)
        for one in papers_to_hand_over(seen.case)
    ]
    return WaitingPaper(
        reference=line.reference,
        papers=", ".join(papers) or definition.text("title", language) or definition.title,
        names=", ".join(name for name, _person in receivers(seen.case, seen.personal)),
        phone=str(seen.personal.get("applicant.phone") or ""),
        until=dates.full_day(waits.date),
        late=waits.date < today,
    )
