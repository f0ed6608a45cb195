"""Mistakes of the way a case goes: starts, ends, dead ends, moves taken away, nobody to move it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from tests.definitions.mutants.mutant import Draft, Mutant, append, both, drop, mutant, put
from tests.definitions.mutants.oracle import losses, moves
from tests.definitions.mutants.references import references

_PLACE = {"title": "Чужий", "citizen": "Чекаємо."}


def starts(draft: Draft) -> Iterator[Mutant]:
    """No start, and every state a second one."""
    for name, state in draft.tree["states"].items():
        path = ("states", name, "initial")
        if state.get("initial"):
            yield mutant("no start", path, drop(path), "no_initial_state")
        else:
            yield mutant("second start", path, put(path, True), "several_initial_states")


def moves_taken_away(draft: Draft) -> Iterator[Mutant]:
    """Every transition whose loss an oracle of its own can see, deleted."""
    fired = {one.name for one in references(draft.tree) if one.what == "transition"}
    for index, one in enumerate(draft.tree["transitions"]):
        left = deepcopy(draft.tree)
        del left["transitions"][index]
        wanted = losses(left)
        names = [other["name"] for other in left["transitions"]]
        if one["name"] in fired and one["name"] not in names:
            wanted |= {"invalid_value"}
        if wanted:
            yield mutant("transition deleted", ("transitions", index), drop(("transitions", index)), *wanted)


def strange_places(draft: Draft) -> Iterator[Mutant]:
    """From every state: an island beside it, a dead end after it, a circle without an end."""
    for name, state in draft.tree["states"].items():
        path = ("states", name)
        island = both(put(("states", "island"), _PLACE), append(("transitions",), _move("leave", "island", name)))
        # Who leaves to `previous` goes to wherever one came from: an island that leads here would be reached.
        if not any(one.get("to") == "previous" for one in draft.tree["transitions"] if name in one["from"]):
            yield mutant("island", path, island, "unreachable_state")
        if state.get("final"):
            yield mutant("way out of an end", path, append(("transitions",), _move("go_on", name, _start(draft))),
                         "final_with_exit")  # fmt: skip
            continue
        pit = both(put(("states", "pit"), _PLACE), append(("transitions",), _move("fall", name, "pit")))
        yield mutant("dead end", path, pit, "dead_end")
        circle = both(
            pit, put(("states", "other_pit"), _PLACE),
            append(("transitions",), _move("there", "pit", "other_pit")),
            append(("transitions",), _move("back", "other_pit", "pit")),
        )  # fmt: skip
        yield mutant("circle", path, circle, "no_way_to_finish")


def nobody_moves(draft: Draft) -> Iterator[Mutant]:
    """Transitions without a role, and states that only the applicant leaves."""
    for index, one in enumerate(draft.tree["transitions"]):
        path = ("transitions", index, "roles")
        if one.get("roles"):
            yield mutant("nobody may", path, put(path, []), "actorless_transition", "invalid_value")
        if one.get("reopens"):
            again = (*path[:-1], "reopens")
            yield mutant("reopens dropped", again, drop(again), "final_with_exit")
        if one.get("after") and one.get("roles") == ["system"]:
            fires = (*path[:-1], "after")
            if not any("fire" in clock.get("on_expiry", {}) for clock in draft.tree.get("clocks", {}).values()):
                yield mutant("nothing fires it", fires, drop(fires), "actorless_transition")
    for name, state in draft.tree["states"].items():
        out = {index for index, source, target in moves(draft.tree) if source == name and target != name}
        if out and not state.get("final"):
            edits = [put(("transitions", index, "roles"), ["applicant"]) for index in sorted(out)]
            yield mutant("only outsiders", ("states", name), both(*edits), "only_outsiders")


def clocks(draft: Draft) -> Iterator[Mutant]:
    """All clocks gone; one that does nothing, one that never stops, one that wants an unknown law or identity."""
    found = draft.tree.get("clocks", {})
    inner = draft.tree["kind"] in ("internal", "order")
    visits = draft.tree["kind"] == "appointment" and any(one["type"] == "slot" for one in draft.tree.get("form", ()))
    if found and not inner and not visits:
        fired = {"invalid_value", "unknown_clock", "actorless_transition", "only_outsiders"}
        yield mutant("no clock", ("clocks",), put(("clocks",), {}), "missing_clock", *fired)
    for name in found:
        path = ("clocks", name)
        if "on_expiry" in found[name]:
            yield mutant("clock does nothing", path, drop((*path, "on_expiry")), "endless_clock")
        yield mutant("clock without a term", path, put(path, {"starts": _start(draft)}), "missing_key", "invalid_value")
        # Nothing leads back to the start, so a clock that begins elsewhere never sees it again.
        if found[name].get("starts") and not any(target == _start(draft) for _i, _s, target in moves(draft.tree)):
            stops = put((*path, "stops"), [_start(draft)])
            yield mutant("clock never stops", path, stops, "clock_never_stops")


def _move(name: str, source: str, target: str) -> dict[str, object]:
    return {"name": name, "title": "Далі", "from": source, "to": target, "roles": ["applicant", "system"]}


def _start(draft: Draft) -> str:
    return next(str(name) for name, state in draft.tree["states"].items() if state.get("initial"))
