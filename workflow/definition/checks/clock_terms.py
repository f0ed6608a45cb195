"""Clocks that say by when, do something at their end, can stop, and may count by the law they name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.definition.checks.subject import APPLICANT, INNER_KINDS, Found, Subject, tells_applicant
from workflow.definition.condition import All, AnyOf, ApplicantCondition, Condition
from workflow.definition.finding import Path
from workflow.definition.model import Clock, EffectKind, ExtensionRule, FieldType, Kind, Transition
from workflow.definition.uncovered import uncovered


def check(subject: Subject) -> Iterator[Found]:
    """`missing_clock`, `endless_clock`, `clock_never_stops`, `law_needs_identity`; `invalid_value` for idle words."""
    yield from _missing(subject)
    for name, clock in subject.definition.clocks.items():
        yield from _endless(name, clock)
        yield from _unstoppable(subject, name, clock)
        yield from _identity(subject, name, clock)
        yield from _idle(subject, name, clock)
        yield from _late_warning(name, clock)
    for path, transition in subject.transitions():
        yield from _extension(subject, path, transition)


def _missing(subject: Subject) -> Iterator[Found]:
    definition = subject.definition
    if definition.kind in INNER_KINDS:
        return
    if definition.kind is Kind.APPOINTMENT and any(one.type is FieldType.SLOT for one in definition.form):
        return
    answering = [clock for clock in definition.clocks.values() if _answers(subject, clock)]
    if not answering:
        path = ("clocks",) if subject.source.has(("clocks",)) else ()
        yield Found(code="missing_clock", path=path, message="no clock says by when a citizen is answered")
    elif all(clock.when is not None for clock in answering):
        yield from _sometimes_missing(subject, answering)


def _sometimes_missing(subject: Subject, answering: Sequence[Clock]) -> Iterator[Found]:
    """A case of which no condition holds stands without any clock."""
    case = uncovered([clock.when for clock in answering if clock.when is not None], subject.definition)
    if case is not None:
        names = " or ".join(clock.name for clock in answering)
        words = f"no clock says by when a citizen is answered if {case}: {names} runs only under its `when`"
        path = ("clocks", answering[0].name, "when") if len(answering) == 1 else ("clocks",)
        yield Found(code="missing_clock", path=path, message=words)


def _answers(subject: Subject, clock: Clock) -> bool:
    """A clock that runs until the citizen has the answer: to the end, to a paper, or to where the result is told."""
    state = subject.definition.states.get(clock.starts)
    if clock.appointed or (state and (state.waits_for == APPLICANT or state.final)):
        return False
    return not clock.stops or any(_is_answer(subject, stop) for stop in clock.stops)


def _is_answer(subject: Subject, stop: str) -> bool:
    state = subject.definition.states.get(stop)
    if state is None:
        return True
    if state.final or state.outcome:
        return True
    entering = [edge.transition for edges in subject.graph.edges.values() for edge in edges if edge.target == stop]
    return any(
        transition.outcome is not None and any(tells_applicant(effect) for effect in transition.effects)
        for transition in entering
    ) or any(transition.outcome is not None and transition.after is not None for transition in entering)


def _endless(name: str, clock: Clock) -> Iterator[Found]:
    expiry = clock.on_expiry
    if expiry is None or not (expiry.escalate or expiry.fire or expiry.notify):
        yield Found(code="endless_clock", path=("clocks", name), message=f"clock {name}: nothing happens at its end")


def _unstoppable(subject: Subject, name: str, clock: Clock) -> Iterator[Found]:
    states = subject.definition.states
    if clock.starts not in states:
        return
    ahead = subject.graph.after(clock.starts)
    if any(state not in states for state in ahead):
        return
    known = [stop for stop in clock.stops if stop in states or stop in subject.definition.documents]
    if len(known) < len(clock.stops):
        return
    ends = any(states[state].final for state in ahead) or states[clock.starts].final
    if known and not any(stop in ahead or _drafts(subject, stop) for stop in known):
        words = f"clock {name}: none of its stops ({', '.join(known)}) can be reached after {clock.starts}"
        yield Found(code="clock_never_stops", path=("clocks", name, "stops"), message=words)
    elif not known and not ends:
        words = f"clock {name}: no stop and no final state can be reached after {clock.starts}"
        yield Found(code="clock_never_stops", path=("clocks", name), message=words)


def _drafts(subject: Subject, document: str) -> bool:
    return document in subject.definition.documents and any(
        effect.kind is EffectKind.DOCUMENT and effect.data.get("document") == document
        for _path, effect, _transition in subject.effects()
    )


def _identity(subject: Subject, name: str, clock: Clock) -> Iterator[Found]:
    if clock.law is None:
        return
    needed = subject.shared.laws.get(clock.law, frozenset())
    applicant = subject.definition.applicant
    under = frozenset(one.what for one in applicant.ask_when if one.when == clock.when)
    lacking = needed - applicant.ask - under - _assured(clock.when)
    if lacking:
        words = f"clock {name}: {clock.law} needs {', '.join(sorted(lacking))}, which the applicant need not give"
        yield Found(code="law_needs_identity", path=("clocks", name, "law"), message=words)


def _assured(condition: Condition | None) -> frozenset[str]:
    """What the applicant has surely given where a condition holds."""
    match condition:
        case ApplicantCondition(has=has):
            return frozenset({has.removeprefix("has_")})
        case All(parts=parts):
            return frozenset().union(*(_assured(part) for part in parts))
        case AnyOf(parts=parts) if parts:
            return frozenset.intersection(*(_assured(part) for part in parts))
        case _:
            return frozenset()


def _idle(subject: Subject, name: str, clock: Clock) -> Iterator[Found]:
    """A clock stands still where a case has ended, and runs at least for a moment where it starts."""
    states = subject.definition.states
    if clock.starts in states and states[clock.starts].final:
        words = f"clock {name}: {clock.starts} is final, where every clock stops: it would never run"
        yield Found(code="invalid_value", path=("clocks", name, "starts"), message=words)
    for index, stop in enumerate(clock.stops):
        if stop == clock.starts:
            words = f"clock {name} stops where it starts: it would never run"
            yield Found(code="invalid_value", path=subject.listed(("clocks", name, "stops"), index), message=words)
    for index, pause in enumerate(clock.pauses):
        if pause in states and states[pause].final:
            words = f"clock {name}: {pause} is final, where every clock stops: there is nothing to pause"
            yield Found(code="invalid_value", path=subject.listed(("clocks", name, "pauses"), index), message=words)


_MINUTES = {"minute": 1, "hour": 60, "calendar_day": 24 * 60, "month": 30 * 24 * 60, "year": 365 * 24 * 60}


def _late_warning(name: str, clock: Clock) -> Iterator[Found]:
    if clock.warn is None or clock.length is None or clock.unit is None:
        return
    before = clock.warn.before
    shown = _longer(clock.length, clock.unit, before.length, before.unit)
    if shown is False:
        words = f"clock {name}: the warning would come before the clock starts, {before.length} {before.unit} ahead"
        yield Found(code="invalid_value", path=("clocks", name, "warn", "before"), message=words)


def _longer(length: int, unit: str, than: int, other: str) -> bool | None:
    """Whether a term is longer than another; None where working and other time cannot be compared."""
    if unit == other:
        return length > than
    if unit in _MINUTES and other in _MINUTES:
        return length * _MINUTES[unit] > than * _MINUTES[other]
    return None


def _extension(subject: Subject, path: Path, transition: Transition) -> Iterator[Found]:
    rule = transition.extends
    clock = subject.definition.clocks.get(rule.clock) if rule else None
    if rule is None or clock is None:
        return
    if None not in (rule.length, rule.unit, clock.length, clock.unit) and not _grows(rule, clock):
        words = (
            f"transition {transition.name}: {rule.length} {rule.unit} in all is no longer than clock {clock.name} has"
        )
        yield Found(code="invalid_value", path=(*path, "extends", "length"), message=words)
    if clock.starts in subject.definition.states and not _runs_in(subject, clock) & set(transition.from_states):
        words = f"transition {transition.name}: clock {clock.name} does not run where it is performed"
        yield Found(code="invalid_value", path=(*path, "extends", "clock"), message=words)


def _runs_in(subject: Subject, clock: Clock) -> frozenset[str]:
    """States in which a clock may be running."""
    still = {name for name, one in subject.definition.states.items() if one.final} | set(clock.stops)
    seen = {clock.starts}
    waiting = [clock.starts]
    while waiting:
        for edge in subject.graph.edges.get(waiting.pop(), ()):
            if edge.target not in seen | still:
                seen.add(edge.target)
                waiting.append(edge.target)
    return frozenset(seen)


def _grows(rule: ExtensionRule, clock: Clock) -> bool:
    return _longer(rule.length or 0, rule.unit or "", clock.length or 0, clock.unit or "") is not False
