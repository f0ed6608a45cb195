"""The history of a case as sentences: who, when, what; both names where somebody acted for an absent official."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from gate.field_words import label_of
from store.queries.history import HistoryEntry
from web import dates
from web.staff_names import of_whom
from web.words import known, words
from workflow.definition.model import Definition
from workflow.engine.wording import money
from workflow.town import StaffMember, Substitution
from workflow.values import Json

_INNER = frozenset({"CheckpointReminded", "DeadlineWarned", "ResolutionWarned", "ReviewWarned"})


_PARTS = (
    "executor",
    "deadline",
    "resolution",
    "paper",
    "assignment",
    "review",
    "acquaintance",
    "programme",
    "registration",
    "answer",
    "filed",
    "erased",
    "delegation",
    "fee",
    "payment",
    "refund",
    "scan",
)
"""Where an event holds a value of its own rather than the id of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One thing that happened; `sequence` is the version of the case it made."""

    sequence: int
    at: str
    who: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquainted:
    """What the reader may know beside the events: officials, orders of substitution, words kept apart."""

    staff: Mapping[str, StaffMember]
    substitutions: Sequence[Substitution]
    values: Mapping[str, Json]


def history_lines(
    entries: tuple[HistoryEntry, ...],
    definition: Definition,
    names: Mapping[str, str],
    zone: ZoneInfo,
    language: str,
    beside: Acquainted,
) -> tuple[HistoryLine, ...]:
    """Newest first; `names` maps usernames and unit ids to names."""
    moved = _dates_before(entries)
    return tuple(
        HistoryLine(
            sequence=one.sequence,
            at=dates.full_moment(one.at, zone),
            who=_who(one, names, language, beside),
            what=_moved(one, *moved[one.sequence], beside, language)
            if one.sequence in moved
            else _what(one, definition, names, language),
        )
        for one in reversed(entries)
        if one.type not in _INNER
    )


def _dates_before(entries: tuple[HistoryEntry, ...]) -> dict[int, tuple[str, date]]:
    """Sequence of an event that moved a date → number of the instruction, and the day it had."""
    known: dict[str, tuple[str, date]] = {}
    moved: dict[int, tuple[str, date]] = {}
    for one in entries:
        given = one.data.get("resolution")
        if isinstance(given, Mapping) and given.get("due_date"):
            known[str(given["id"])] = (str(given["number"]), date.fromisoformat(str(given["due_date"])))
        elif one.type == "ResolutionDueMoved" and str(given) in known:
            number, before = known[str(given)]
            moved[one.sequence] = (number, before)
            known[str(given)] = (number, date.fromisoformat(str(one.data["due_date"])))
    return moved


def _moved(one: HistoryEntry, number: str, before: date, beside: Acquainted, language: str) -> str:
    return words(
        "history.moved",
        language,
        number=number,
        before=dates.short_day(before),
        day=dates.short_day(date.fromisoformat(str(one.data["due_date"]))),
        reason=str(beside.values.get(str(one.data.get("reason"))) or "…").rstrip(" ."),
    )


def _who(one: HistoryEntry, names: Mapping[str, str], language: str, beside: Acquainted) -> str:
    kind, _, name = one.actor.partition(":")
    said = names.get(name, name) if kind == "staff" else words(f"actor.{kind}", language)
    if one.acting_for is None:
        return said
    order = next(
        (
            each
            for each in beside.substitutions
            if each.absent == one.acting_for and each.since <= one.at < each.until and each.acting == name
        ),
        None,
    )
    member = beside.staff.get(name)
    absent = names.get(one.acting_for, one.acting_for)
    if order is None or member is None:
        return words("history.acting_for", language, who=said, absent=absent)
    return words(
        "history.by_order",
        language,
        who=said,
        position=member.position[:1].lower() + member.position[1:],
        absent=of_whom(absent, language),
        order=order.order_number,
        day=dates.full_day(order.order_date),
    )


def _what(one: HistoryEntry, definition: Definition, names: Mapping[str, str], language: str) -> str:
    text = known(f"history.{one.type}", language)
    if text is None:
        return one.type
    return text.format_map(
        _Said({name: str(value) for name, value in _values(one, definition, names, language).items()})
    )


class _Said(dict[str, str]):
    """What an event does not tell reads as nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def _values(one: HistoryEntry, definition: Definition, names: Mapping[str, str], language: str) -> Mapping[str, str]:
    data = one.data
    inner = next((data[key] for key in _PARTS if key in data), None)
    part: Mapping[str, Json] = inner if isinstance(inner, Mapping) else {}
    clock = str(data.get("clock") or part.get("clock") or "")
    return {
        "transition": _transition(str(data.get("name") or ""), definition, language),
        "state": _state(str(data.get("to_state") or data.get("state") or ""), definition, language),
        "clock": _clock(clock, definition, language),
        "day": _day(next((found for found in _days(data, part) if found), None)),
        "number": str(data.get("number") or part.get("number") or ""),
        "paper": _paper(str(part.get("type") or part.get("document") or ""), definition, language),
        "fields": ", ".join(_field(str(name), definition, language) for name in _listed(data.get("changed"))),
        "verdict": _began(known(f"review.verdict.{data.get('verdict')}", language) or ""),
        "why": known(f"review.why.{data.get('why')}", language) or "",
        "people": ", ".join(str(one.get("name")) for one in _listed(part.get("readers")) if isinstance(one, Mapping)),
        "reader": names.get(str(data.get("reader") or ""), str(data.get("reader") or "")),
        "name": str(data.get("name") or part.get("name") or part.get("to_name") or ""),
        "reference": str(data.get("reference") or ""),
        "position": str(data.get("position") or ""),
        "main": str(data.get("main_reference") or data.get("follower_reference") or data.get("before_reference") or ""),
        "unit": names.get(str(part.get("unit")), str(part.get("unit") or "")),
        "by": names.get(str(data.get("by") or ""), str(data.get("by") or "")),
        "way": known(f"send.{data.get('way')}", language) or str(data.get("way") or ""),
        "tracking": str(data.get("tracking") or ""),
        "version": str(data.get("to_version") or ""),
        "before": str(data.get("from_version") or ""),
        "rung": str(data.get("rung") or ""),
        "index": str(part.get("index") or ""),
        "year": str(part.get("year") or ""),
        "volume": str(part.get("volume") or ""),
        "ground": known(f"ground.{part.get('ground')}", language) or "",
        "amount": money(str(part["amount"])) if "amount" in part else "",
        "leaver": str(data.get("leaver_name") or ""),
        "order": str(data.get("order_number") or ""),
    }


def _days(data: Mapping[str, Json], part: Mapping[str, Json]) -> tuple[Json, ...]:
    return (part.get("date"), data.get("due_date"), data.get("date"), part.get("due_date"), part.get("until"))


def _transition(name: str, definition: Definition, language: str) -> str:
    own = next((one.title for one in definition.transitions if one.name == name), "")
    return definition.text(f"transitions.{name}.title", language) or own or name


def _state(name: str, definition: Definition, language: str) -> str:
    state = definition.states.get(name)
    return definition.text(f"states.{name}.title", language) or (state.title if state else name)


def _clock(name: str, definition: Definition, language: str) -> str:
    clock = definition.clocks.get(name)
    return definition.text(f"clocks.{name}.title", language) or (clock.title if clock else "") or name


def _paper(name: str, definition: Definition, language: str) -> str:
    rule = definition.documents.get(name)
    return definition.text(f"documents.{name}.title", language) or (rule.title if rule else name)


def _field(name: str, definition: Definition, language: str) -> str:
    """What the form or a move calls it."""
    for one in definition.form:
        if one.name == name:
            return label_of(one, definition, f"form.{name}", language)
    for move in definition.transitions:
        for one in move.input:
            if one.name == name:
                return label_of(one, definition, f"transitions.{move.name}.input.{name}", language)
    return name


def _listed(value: Json) -> tuple[Json, ...]:
    return tuple(value) if isinstance(value, list | tuple) else ()


def _began(text: str) -> str:
    return text[:1].upper() + text[1:]


def _day(value: Json) -> str:
    try:
        return dates.full_day(date.fromisoformat(str(value)[:10])) if value else ""
    except ValueError:
        return ""
