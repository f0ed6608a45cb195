"""The town's first page: services grouped by what people come for, problems first, found by a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, request

from gate.catalogue import is_public, offered
from gate.languages import current_language
from gate.policies import Policy, policy
from web.page import page
from web.word_search import fits
from workflow.definition.model import Definition, Kind

_LONGEST_QUESTION = 100
GROUPS: tuple[tuple[str, frozenset[Kind]], ...] = (
    ("issues", frozenset({Kind.ISSUE})),
    ("papers", frozenset({Kind.CERTIFICATE, Kind.REGISTER})),
    ("visits", frozenset({Kind.APPOINTMENT, Kind.ENROLMENT})),
    ("part", frozenset({Kind.PETITION, Kind.IDEA, Kind.POLL, Kind.ACTION, Kind.PROJECT})),
    ("write", frozenset({Kind.APPEAL, Kind.OTHER})),
)
"""What people come for, in the order of the page, by kinds of services. Whatever else is public stands in the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCard:
    """One service on the page."""

    request_type: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceGroup:
    """Services under one heading; `name` is the heading's key and anchor."""

    name: str
    services: tuple[ServiceCard, ...]


@policy(Policy.PUBLIC)
def town() -> Response:
    """«Що сталося?»"""
    asked = request.args.get("q", "").strip()[:_LONGEST_QUESTION]
    language = current_language()
    public = [one for one in offered() if is_public(one)]
    groups = service_groups([one for one in public if fits(asked, _searched(one, language))], language)
    return page("citizen/town.html", groups=groups, asked=asked, found=sum(len(one.services) for one in groups))


def service_groups(services: Sequence[Definition], language: str) -> tuple[ServiceGroup, ...]:
    """Groups that hold anything."""
    last = GROUPS[-1][0]
    placed = {kind: name for name, kinds in GROUPS for kind in kinds}
    made = (
        ServiceGroup(
            name=name,
            services=tuple(_card(one, language) for one in services if placed.get(one.kind, last) == name),
        )
        for name, _kinds in GROUPS
    )
    return tuple(one for one in made if one.services)


def _card(one: Definition, language: str) -> ServiceCard:
    return ServiceCard(
        request_type=one.request_type,
        title=one.text("title", language) or one.title,
        summary=one.text("summary", language) or one.summary,
    )


def _searched(one: Definition, language: str) -> str:
    """A service is found by its words in the reader's language and in the one it was written in."""
    card = _card(one, language)
    return " ".join((card.title, card.summary, one.title, one.summary, *(label for _key, label in one.needs)))
