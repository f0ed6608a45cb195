"""Petitions, ideas and polls that everybody may see: what each is about and how it stands."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, request

from gate.catalogue import offered
from gate.doors import application, reading
from gate.languages import current_language
from gate.limits import STATUS, network, take
from gate.policies import Policy, policy
from store.queries.public_list import PublicCase, public_cases
from store.queries.standings import Standing, standings
from web.page import page
from workflow.definition.visibility import is_open_to_all, needs_publishing, public_fields, public_states

_PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class VotingLine:
    """One voting in the list; `standing` None before it was opened."""

    reference: str
    title: str
    about: str
    state: str
    standing: Standing | None


@policy(Policy.PUBLIC)
def votings() -> Response:
    """The list, newest first."""
    take(STATUS, network(request.remote_addr))
    language = current_language()
    kinds = {one.request_type: one for one in offered() if one.support is not None and is_open_to_all(one)}
    with reading() as look:
        found = public_cases(
            look,
            {name: public_states(one) for name, one in kinds.items()},
            published=frozenset(name for name, one in kinds.items() if needs_publishing(one)),
            cursor=request.args.get("after"),
            limit=_PAGE,
        )
        known = standings(look, [one.reference for one in found.items])
    return page(
        "citizen/votings.html",
        lines=[_line(one, known.get(one.reference), language) for one in found.items],
        after=found.next,
        begin=[(one.request_type, one.text("title", language) or one.title) for one in kinds.values()],
    )


def _line(one: PublicCase, standing: Standing | None, language: str) -> VotingLine:
    definition = application().definitions.pinned(one.definition)
    shown = [one.values.get(field.name) for field in public_fields(definition)]
    about = next((value for value in shown if isinstance(value, str)), "")
    return VotingLine(
        reference=one.reference,
        title=definition.text("title", language) or definition.title,
        about=about,
        state=definition.text(f"states.{one.state}.title", language) or definition.states[one.state].title,
        standing=standing,
    )
