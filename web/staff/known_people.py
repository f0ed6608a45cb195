"""Who has written before, and what is open about the same: asked by a phone, a name or a street before filing.

Only cases whose personal values the reader may see give a name away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from gate.actor import current_actor
from gate.doors import application, reading
from gate.sight import seen_with_values
from store.queries.case_filters import CaseFilters
from store.queries.case_list import CaseLine, list_cases
from web import dates
from workflow.definition.model import Definition
from workflow.errors import NotFound
from workflow.values import Json

_NAMES = ("surname", "given_name", "patronymic", "organisation", "birth_date", "address", "phone", "email")
_MOST = 6
_LONGEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """Somebody who wrote before, as they stand on the case `reference`."""

    reference: str
    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMatter:
    """An open case of the same type that may be the same matter."""

    reference: str
    title: str
    state: str
    left: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a look before the form found for `asked`."""

    asked: str = ""
    people: tuple[KnownPerson, ...] = ()
    matters: tuple[OpenMatter, ...] = ()


def look_first(asked: str, definition: Definition, now: datetime, zone: ZoneInfo, language: str) -> Found:
    """People and open matters that fit; nothing for nothing asked."""
    asked = asked.strip()[:_LONGEST]
    if not asked:
        return Found()
    actor = current_actor()
    same = CaseFilters(now=now, q=asked, papers=False, request_type=definition.request_type, open=True)
    with reading() as look:
        anybody = list_cases(look, actor, CaseFilters(now=now, q=asked, papers=False), limit=_MOST).items
        matters = list_cases(look, actor, same, limit=_MOST).items
    people: dict[tuple[str, str], KnownPerson] = {}
    for line in anybody:
        values = applicant_of(line.reference)
        name = " ".join(str(values.get(one) or "") for one in ("surname", "given_name", "patronymic")).strip()
        address = str(values.get("address") or "")
        if name:
            people.setdefault((name, address), KnownPerson(reference=line.reference, name=name, address=address))
    return Found(
        asked=asked,
        people=tuple(people.values()),
        matters=tuple(_matter(one, now, zone, language) for one in matters),
    )


def applicant_of(reference: str) -> dict[str, Json]:
    """What the applicant of a case is called and where they live, as far as the reader may see it."""
    try:
        personal = seen_with_values(reference).personal
    except NotFound:
        return {}
    return {name: personal[f"applicant.{name}"] for name in _NAMES if personal.get(f"applicant.{name}")}


def _matter(line: CaseLine, now: datetime, zone: ZoneInfo, language: str) -> OpenMatter:
    definition = application().definitions.pinned(line.definition)
    title = definition.text("title", language) or definition.title
    return OpenMatter(
        reference=line.reference,
        title=f"{title}, {line.street}" if line.street else title,
        state=definition.text(f"states.{line.state}.title", language) or definition.states[line.state].title,
        left=dates.time_left(line.due, now, zone, language) if line.due else "",
    )
