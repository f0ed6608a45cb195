"""The resolutions of a case as a tree for its page, each with what whoever reads it may do about it.

The core judges; here it is only guessed what to offer, so that nobody is shown forms that are not theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from gate.problems import refusal_message
from web import dates
from web.words import known, words
from workflow.actor import Actor
from workflow.case import Case, Executor, ExecutorRole, Resolution, ResolutionStatus
from workflow.engine.awaited_reports import awaiting
from workflow.values import Json

_WAITING = frozenset({"pending", "returned"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One report."""

    by: str
    at: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionRow:
    """One resolution. `offers` are names of what may be done with it: report extension accept return recall extend
    pass_on. `waits` names whose reports its lead waits for.
    """

    id: str
    number: str
    text: str
    author: str
    issued: str
    executors: tuple[str, ...]
    due: str
    left: str
    tone: str
    status: str
    signed: bool
    controlled: bool
    reports: tuple[ReportRow, ...]
    waits: str
    request: str
    offers: tuple[str, ...]
    deep: bool
    off_control: str
    missed: str
    repeats: str
    checkpoints: tuple[str, ...]


def resolution_rows(
    case: Case,
    personal: Mapping[str, Json],
    names: Mapping[str, str],
    signers: Mapping[str, str],
    actor: Actor,
    now: datetime,
    zone: ZoneInfo,
    language: str,
) -> tuple[ResolutionRow, ...]:
    """In the order of their numbers; `signers` maps usernames to «position  Ім'я ПРІЗВИЩЕ»."""
    ordered = sorted(case.resolutions, key=lambda one: [int(part) for part in one.number.split(".")])
    return tuple(_row(one, personal, names, signers, actor, now, zone, language) for one in ordered)


def _row(
    one: Resolution,
    personal: Mapping[str, Json],
    names: Mapping[str, str],
    signers: Mapping[str, str],
    actor: Actor,
    now: datetime,
    zone: ZoneInfo,
    language: str,
) -> ResolutionRow:
    alive = one.status in (ResolutionStatus.OPEN, ResolutionStatus.REPORTED)
    late = alive and one.due is not None and one.due <= now
    off = ""
    if one.off_control_at is not None:
        off = words(
            "resolution.off_control",
            language,
            day=dates.full_moment(one.off_control_at, zone),
            by=names.get(one.off_control_by or "", one.off_control_by or ""),
        )
    return ResolutionRow(
        id=str(one.id),
        number=one.number,
        text=str(personal.get(one.text) or ""),
        author=f"{one.author_position} {one.author_name}".strip(),
        issued=dates.full_moment(one.issued, zone),
        executors=tuple(_executor(each, zone, language) for each in one.executors),
        due=_due(one.due, zone),
        left=dates.time_left(one.due, now, zone, language) if alive and one.due is not None else "",
        tone="bad" if late else "",
        status=words(f"resolution.status.{one.status.value}", language),
        signed=one.signed is not None,
        controlled=one.controller is not None,
        reports=tuple(
            ReportRow(
                by=signers.get(each.acting or each.by, names.get(each.acting or each.by, each.by)),
                at=dates.full_moment(each.at, zone),
                text=str(personal.get(each.text) or ""),
            )
            for each in one.reports
        ),
        waits=_waits(one, language),
        request=_request(one, personal, names, language),
        offers=tuple(_offers(one, actor, now)) if actor.away is None else (),
        deep=one.parent is not None,
        off_control=off,
        missed=_missed(one, personal, language),
        repeats=_repeats(one, language),
        checkpoints=tuple(
            words(
                "resolution.checkpoint",
                language,
                day=dates.full_day(point.due_date),
                note=str(personal.get(point.report.text if point.report else point.note) or ""),
            )
            for point in one.checkpoints
        ),
    )


def _waits(one: Resolution, language: str) -> str:
    """«Чекаємо звіту співвиконавця: Знакова Л.»: nobody is held up without being told by whom (journeys.md, A5)."""
    waiting = awaiting(one) if one.status in (ResolutionStatus.OPEN, ResolutionStatus.REPORTED) else None
    return refusal_message(waiting, language) if waiting is not None else ""


def _missed(one: Resolution, personal: Mapping[str, Json], language: str) -> str:
    if not one.missed:
        return ""
    reason = personal.get(one.lateness_reason or "") or words("control.reason_none", language)
    return words(
        "resolution.missed", language, days=", ".join(dates.short_day(day) for day in one.missed), reason=reason
    )


def _repeats(one: Resolution, language: str) -> str:
    if one.repeat is None:
        return ""
    until = words("resolution.repeats", language, day=dates.full_day(one.repeat.until))
    return until if one.occurrence_of is None else f"{words('resolution.again', language)}. {until}"


def _due(due: datetime | None, zone: ZoneInfo) -> str:
    if due is None:
        return ""
    midnight = due.astimezone(zone).time() == datetime.min.time()
    return dates.full_day(dates.last_day(due, zone)) if midnight else dates.full_moment(due, zone)


def _executor(one: Executor, zone: ZoneInfo, language: str) -> str:
    role = words(f"executor.{one.role.value}", language)
    status = known(f"executor.status.{one.status}", language) or ""
    due = words("executor.until", language, day=_due(one.due, zone)) if one.due is not None else ""
    return " · ".join(part for part in (f"{one.name} ({role})", due, status) if part)


def _request(one: Resolution, personal: Mapping[str, Json], names: Mapping[str, str], language: str) -> str:
    if one.request is None:
        return ""
    return words(
        "resolution.requested",
        language,
        by=names.get(one.request.by, one.request.by),
        day=dates.full_day(one.request.due_date),
        reason=str(personal.get(one.request.reason) or ""),
    )


def _offers(one: Resolution, actor: Actor, now: datetime) -> list[str]:
    names = {actor.username, *(absent.username for absent in actor.substitutes)}
    roles = actor.roles.union(*(absent.roles for absent in actor.substitutes))
    controller = one.controller or one.speaker
    controls = controller.removeprefix("role:") in roles if controller.startswith("role:") else controller in names
    mine = next(
        (
            each
            for each in one.executors
            if each.role is not ExecutorRole.INFORMED
            and (each.username in names or (each.username is None and each.unit == actor.unit))
        ),
        None,
    )
    offers: list[str] = []
    if one.status is ResolutionStatus.OPEN:
        # A resolution that led into a state is reported by its lead through the moves of that state.
        own_report = mine is not None and (mine.role is ExecutorRole.CO or (one.into is None and awaiting(one) is None))
        if mine is not None and mine.status in _WAITING and own_report:
            offers.append("report")
        if mine is not None and any(point.report is None for point in one.checkpoints):
            offers.append("checkpoint")
        if mine is not None:
            offers += ["explain" if one.due is not None and one.due <= now else "extension", "pass_on"]
        if one.speaker in names:
            offers += ["extend", "replace", "recall"]
    if one.status is ResolutionStatus.REPORTED and mine is not None and mine.role is ExecutorRole.CO:
        offers += ["report"] if mine.status in _WAITING else []
    if one.status is ResolutionStatus.REPORTED and controls and one.into is None:
        offers += ["accept", "return"]
    return offers
