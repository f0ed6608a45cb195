"""What the status page says, as a frozen value made of the gate's first tier: the promise, the way so far, what is
asked.

Pure but for words and dates: no request, no store. Nothing personal comes in, so nothing can leak.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from gate.citizen_status import CitizenStatus, Line, Move
from gate.collection import collection
from web import dates
from web.words import words
from workflow.case import Case, Deadline, DeadlineState
from workflow.definition.law_book import LawBook
from workflow.definition.model import Definition, FieldType, Kind
from workflow.engine.calendar import local_date
from workflow.engine.wording import current_resolution
from workflow.errors import DefinitionError

_OPEN_MATTERS = frozenset({Kind.ISSUE, Kind.IDEA, Kind.PETITION, Kind.POLL})
"""What people send here is a hole in the road, not a paper about themselves."""

_DONE = ("satisfied", "partly")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One line of the way: `mark` is done, now or next; `when` as people say it."""

    title: str
    mark: str
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What is asked once all is over: `done` whether it is really done (then `confirm` says that it may be confirmed),
    else whether they disagree with an answer that is no yes."""

    question: str
    hint: str
    done: bool
    confirm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPage:
    """`tone` colours the head: asked, done-well, stopped or nothing. `ask` is the move that waits for the citizen,
    `why` the steps of the promised date, `check` what they are asked once it is over; `others` the rest of
    their moves. `collect` when a paper waits for them at the counter.
    """

    status: CitizenStatus
    tone: str
    promise: tuple[str, ...]
    stops: tuple[Stop, ...]
    ask: Move | None
    check: Check | None
    why: tuple[str, ...]
    others: tuple[Move, ...]
    can_add: bool
    collect: bool
    main: str | None
    their_answer: str


def status_page(
    status: CitizenStatus,
    case: Case,
    definition: Definition,
    laws: LawBook,
    *,
    now: datetime,
    zone: ZoneInfo,
    language: str,
) -> StatusPage:
    """The page for a case as it stands."""
    state = definition.states[case.state]
    by_name = {one.name: one for one in status.moves}
    check = state.final and "dispute" in by_name
    ask = next((one for one in status.moves if one.name == "answer"), None) if state.waits_for == "applicant" else None
    taken = {"confirm", "dispute"} if check else set()
    return StatusPage(
        status=status,
        tone=_tone(case, definition),
        promise=_promise(status, case, definition, laws, now, zone, language),
        stops=_stops(status, local_date(now, zone), zone, language),
        ask=ask,
        check=_check(status, case, language) if check else None,
        why=() if state.waits_for == "applicant" or _is_answered(case) else status.why,
        others=tuple(one for one in status.moves if one is not ask and one.name not in taken),
        can_add=case.closed is None,
        collect=collection(case) is not None,
        main=case.main_reference,
        their_answer=_their_answer(status, case, language),
    )


def _their_answer(status: CitizenStatus, case: Case, language: str) -> str:
    """By when the body answers that the case was forwarded to."""
    if case.forwarding is None or status.due is None:
        return ""
    return words("status.they_answer", language, day=dates.full_day(status.due))


def _check(status: CitizenStatus, case: Case, language: str) -> Check:
    done = case.outcome in _DONE
    return Check(
        question=status.check or words("status.check" if done else "status.disagree", language),
        hint=words("status.check_hint" if done else "status.disagree_hint", language),
        done=done,
        confirm=done and any(one.name == "confirm" for one in status.moves),
    )


def takes_personal_papers(move: Move, definition: Definition) -> bool:
    """Whether a move may bring a paper with personal data: then the second tier opens first (journey B3)."""
    if definition.kind in _OPEN_MATTERS:
        return False
    return any(one.type in (FieldType.PHOTO, FieldType.PHOTOS, FieldType.FILE, FieldType.FILES) for one in move.input)


def _tone(case: Case, definition: Definition) -> str:
    state = definition.states[case.state]
    if state.waits_for == "applicant":
        return "asked"
    if case.outcome in _DONE:
        return "done-well" if state.final else ""
    return "stopped" if case.outcome in ("refused", "returned", "not_considered") and state.final else ""


def _promise(
    status: CitizenStatus,
    case: Case,
    definition: Definition,
    laws: LawBook,
    now: datetime,
    zone: ZoneInfo,
    language: str,
) -> tuple[str, ...]:
    today = local_date(now, zone)
    if definition.states[case.state].waits_for == "applicant":
        return _waiting(case, definition, today, zone, language)
    if case.closed is not None:
        return (words("status.closed", language, day=dates.full_day(local_date(case.closed, zone))),)
    if _is_answered(case):
        waits = collection(case)
        until = dates.until_day(waits.date, today, language) if waits is not None and waits.date >= today else ""
        return (words("status.promise.collect", language, until=until),) if until else ()
    if status.due is None:
        return ()
    if status.due < today:
        late = [words("status.late", language, day=dates.full_day(status.due))]
        return (*late, words("status.late_known", language)) if case.escalated else tuple(late)
    until = dates.until_day(status.due, today, language)
    resolution = current_resolution(case)
    if resolution is not None and resolution.due_date == status.due:
        return (words("status.promise.work", language, until=until), *_by_law(case, laws, today, language))
    by_law = _by_law(case, laws, today, language, due=status.due)
    return by_law or (words("status.promise.service", language, until=until),)


def _is_answered(case: Case) -> bool:
    """Decided, though not over: a paper that is ready has no date left to be ready by."""
    return case.outcome is not None and case.closed is None and case.forwarding is None


def _by_law(case: Case, laws: LawBook, today: date, language: str, *, due: date | None = None) -> tuple[str, ...]:
    """What a law promises, by its article: of the clock of that day, or of any that runs."""
    running = [one for one in case.deadlines if one.stopped is None and one.date >= today and due in (None, one.date)]
    for one in running:
        law = _law(one, laws, today)
        if law is not None:
            until = dates.until_day(one.date, today, language)
            return (words("status.promise.law", language, until=until, law=law, article=one.article or ""),)
    return ()


def _law(deadline: Deadline, laws: LawBook, on: date) -> str | None:
    if deadline.law is None:
        return None
    try:
        return laws.pack_of(laws.rule(deadline.law, on)).title
    except DefinitionError:
        return None


def _waiting(case: Case, definition: Definition, today: date, zone: ZoneInfo, language: str) -> tuple[str, ...]:
    said: list[str] = []
    paused = next((one for one in case.deadlines if one.state is DeadlineState.PAUSED), None)
    if paused is not None:
        since = dates.day_month(local_date(case.entered, zone), language)
        said += [words("status.paused", language, day=since), words("status.paused_then", language)]
    for name, clock in definition.clocks.items():
        deadline = case.deadline(name)
        if clock.starts == case.state and clock.on_expiry and clock.on_expiry.fire and deadline is not None:
            until = dates.until_day(deadline.date, today, language)
            ends = _ends_unanswered(definition, case, clock.on_expiry.fire)
            said.append(words("status.no_answer_closes" if ends else "status.no_answer", language, until=until))
    return tuple(said)


def _ends_unanswered(definition: Definition, case: Case, fire: str) -> bool:
    transition = definition.transition(fire, case.state)
    target = definition.states.get(transition.to or "") if transition is not None else None
    return target is not None and target.final


def _stops(status: CitizenStatus, today: date, zone: ZoneInfo, language: str) -> tuple[Stop, ...]:
    done = [
        Stop(title=one.title, mark="done", when=dates.short_moment(one.at, zone) if one.at else "")
        for one in status.done
    ]
    now = [Stop(title=status.now.title, mark="now", when=_until(status.now, today, language))] if status.now else []
    following = [Stop(title=one.title, mark="next", when=_until(one, today, language)) for one in status.next]
    return (*done, *now, *following)


def _until(line: Line, today: date, language: str) -> str:
    """«до 26.11»; a day that has passed is no promise, and what is late is said above."""
    if line.date is None or line.date < today:
        return ""
    return words("status.until_short", language, day=dates.short_day(line.date))
