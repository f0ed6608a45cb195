"""What a definition loses, judged from the plain YAML by ways of thinking of its own: no code of the checker is used."""

from __future__ import annotations

from typing import Any

from tests.definitions.mutants.mutant import Tree, listed

_WITH_GROUNDS = {"refused", "returned", "not_considered"}


def moves(tree: Tree) -> list[tuple[int, str, str]]:
    """(place of the transition, from, to); `*` and `previous` spelled out."""
    states = tree["states"]
    written = []
    for index, one in enumerate(tree["transitions"]):
        sources = one["from"] if isinstance(one["from"], list) else [one["from"]]
        if "*" in sources:
            sources = [name for name, state in states.items() if not state.get("final")]
        written += [(index, source, one.get("to", source)) for source in sources]
    entered = {(target, source) for _index, source, target in written if target != "previous"}
    found = []
    for index, source, target in written:
        back = sorted(before for state, before in entered if state == source and before != source)
        found += [(index, source, one) for one in (back if target == "previous" else [target])]
    return found


def losses(tree: Tree) -> set[str]:
    """Codes of what is wrong with the ways: `unreachable_state dead_end no_way_to_finish`, and their outcomes."""
    ways = {(source, target) for _index, source, target in moves(tree)}
    states = tree["states"]
    start = next(name for name, state in states.items() if state.get("initial"))
    finals = {name for name, state in states.items() if state.get("final")}
    wanted = set()
    if set(states) - _closed(ways, {start}):
        wanted.add("unreachable_state")
    stuck = {name for name in states if not any(s == name and t != name for s, t in ways)} - finals
    if stuck:
        wanted.add("dead_end")
    if set(states) - _closed({(target, source) for source, target in ways}, finals) - stuck:
        wanted.add("no_way_to_finish")
    return wanted


def _closed(ways: set[tuple[str, str]], inside: set[str]) -> set[str]:
    while more := {target for source, target in ways if source in inside} - inside:
        inside = inside | more
    return inside


def untold(tree: Tree) -> set[str]:
    """`outcome_missing`, `refusal_without_reason`, `missing_notice`: every history of moves, by what it has settled."""
    states = tree["states"]
    start = next(name for name, state in states.items() if state.get("initial"))
    found: set[str] = set()
    seen: set[tuple[str, str | None, bool, bool]] = set()
    waiting: list[tuple[str, str | None, bool, bool]] = [(start, states[start].get("outcome"), False, False)]
    ways = moves(tree)
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        for index, source, target in ways:
            if source == here[0] and target in states:
                there = _after(tree, here, tree["transitions"][index], target)
                found |= _wrong(tree, here, there)
                waiting.append(there)
    return found


def _after(
    tree: Tree, here: tuple[str, str | None, bool, bool], one: Tree, target: str
) -> tuple[str, str | None, bool, bool]:
    _state, outcome, told, grounds = (here[0], None, False, False) if one.get("reopens") else here
    settled = one.get("outcome") or tree["states"][target].get("outcome") or outcome
    tells = _only_applicant(one) or any(_heard(effect, settled) for effect in _told(one))
    asked = any(
        field["field"] in ("grounds", "reason", "reasons") and field.get("required")
        for _path, field in listed(one, ("input",))
    )
    return target, settled, tells or (told and settled == outcome), grounds or asked


def _wrong(tree: Tree, here: tuple[str, str | None, bool, bool], there: tuple[str, str | None, bool, bool]) -> set[str]:
    found = set()
    target, outcome, told, grounds = there
    if outcome in _WITH_GROUNDS and outcome != here[1] and not grounds:
        found.add("refusal_without_reason")
    if tree["states"][target].get("final") and target != here[0]:
        if outcome is None:
            found.add("outcome_missing")
        elif not told and tree["kind"] not in ("internal", "order"):
            found.add("missing_notice")
    return found


def _only_applicant(one: Tree) -> bool:
    return one.get("roles") in ("applicant", ["applicant"])


def _told(one: Tree) -> list[Any]:
    return [effect for _path, effect in listed(one, ("effects",)) if is_notice(effect)]


def is_notice(effect: Any) -> bool:
    """A message to the applicant."""
    return isinstance(effect, dict) and effect.get("notify", {}).get("to") == "applicant"


def _heard(effect: Any, outcome: str | None) -> bool:
    when = effect.get("when") or effect["notify"].get("when")
    return _may(when, outcome)


def _may(when: Any, outcome: str | None) -> bool:
    if isinstance(when, dict) and "outcome" in when:
        words = when["outcome"]
        return outcome in (words if isinstance(words, list) else [words])
    if isinstance(when, dict) and isinstance(when.get("not"), dict) and "outcome" in when["not"]:
        return not _may(when["not"], outcome)
    if isinstance(when, dict) and "all" in when:
        return all(_may(part, outcome) for part in when["all"])
    if isinstance(when, dict) and "any" in when:
        return any(_may(part, outcome) for part in when["any"])
    return True
