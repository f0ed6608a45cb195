"""Mistakes of what citizens get: outcomes, grounds, notices, sentences, messages, papers, privacy, records."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from tests.definitions.mutants.mutant import Draft, Edit, Mutant, drop, listed, mutant, put
from tests.definitions.mutants.oracle import is_notice, untold
from workflow.definition.finding import Path

_LONG = " Просимо вибачення за незручності, які ми вам завдали сьогодні зранку." * 4


def outcomes(draft: Draft) -> Iterator[Mutant]:
    """Every outcome, every question for grounds and every notice, taken away where an oracle sees the loss."""
    yield from _seen(draft, "outcome dropped", _outcome_places(draft))
    yield from _seen(draft, "grounds not asked", _grounds_places(draft))
    yield from _seen(draft, "notice dropped", _notice_places(draft))
    for index, one in enumerate(draft.tree["transitions"]):
        state = draft.tree["states"].get(one.get("to"), {})
        inner = draft.tree["kind"] in ("internal", "order")
        asks = state.get("waits_for") == "applicant" and one["to"] not in _sources(one)
        if asks and not inner and one.get("roles") not in ("applicant", ["applicant"]):
            path = ("transitions", index, "effects")
            edit = put(path, [effect for _path, effect in listed(draft.tree, path) if not is_notice(effect)])
            yield mutant("question not told", path, edit, "missing_notice")


def _sources(one: dict[str, Any]) -> list[str]:
    return one["from"] if isinstance(one["from"], list) else [one["from"]]


def _seen(draft: Draft, kind: str, places: Iterator[tuple[Path, Edit]]) -> Iterator[Mutant]:
    for path, edit in places:
        changed = deepcopy(draft.tree)
        edit(changed)
        wanted = untold(changed)
        if wanted:
            yield mutant(kind, path, edit, *wanted)


def _outcome_places(draft: Draft) -> Iterator[tuple[Path, Edit]]:
    for name, state in draft.tree["states"].items():
        if "outcome" in state:
            yield ("states", name, "outcome"), drop(("states", name, "outcome"))
    for index, one in enumerate(draft.tree["transitions"]):
        if "outcome" in one:
            yield ("transitions", index, "outcome"), drop(("transitions", index, "outcome"))


def _grounds_places(draft: Draft) -> Iterator[tuple[Path, Edit]]:
    for index in range(len(draft.tree["transitions"])):
        for path, one in listed(draft.tree, ("transitions", index, "input")):
            if one["field"] in ("grounds", "reason", "reasons") and one.get("required"):
                yield path, put((*path, "required"), False)
                yield path, drop(path)


def _notice_places(draft: Draft) -> Iterator[tuple[Path, Edit]]:
    for index in range(len(draft.tree["transitions"])):
        for path, effect in listed(draft.tree, ("transitions", index, "effects")):
            if is_notice(effect) and isinstance(path[-1], int):
                yield path, drop(path)


def sentences(draft: Draft) -> Iterator[Mutant]:
    """States that say nothing, say what is not there, or have a stray brace."""
    inner = draft.tree["kind"] in ("internal", "order")
    for name, state in draft.tree["states"].items():
        path = ("states", name, "citizen")
        if "citizen" in state:
            if not inner:
                yield mutant("no citizen text", path, drop(path), "missing_citizen_text")
                yield mutant("blank citizen text", path, put(path, "  "), "missing_citizen_text", "invalid_value")
            yield from _stray(path, state["citizen"])
        for key in ("done", "doing"):
            if key in state:
                yield from _stray(("states", name, key), state[key])


def messages(draft: Draft) -> Iterator[Mutant]:
    """Texts that are too long, name what is not there, or have no words for a button phone."""
    heard = _heard_by_citizens(draft)
    for name, text in draft.tree.get("texts", {}).items():
        if not isinstance(text, dict):
            continue
        for variant, words in text.items():
            path = ("texts", name, variant)
            if name in heard:
                yield mutant("message too long", path, put(path, words + _LONG), "sms_too_long")
            yield from _stray(path, words)
        if "voice" in text and name in heard:
            yield mutant("no voice", ("texts", name), drop(("texts", name, "voice")), "missing_voice")


def _heard_by_citizens(draft: Draft) -> set[str]:
    places: list[Path] = [("on_start",)]
    places += [("transitions", index, "effects") for index in range(len(draft.tree["transitions"]))]
    effects = [effect for place in places for _path, effect in listed(draft.tree, place) if is_notice(effect)]
    return {effect["notify"]["text"] for effect in effects if "channel" not in effect["notify"]}


def _stray(path: Path, words: str) -> Iterator[Mutant]:
    yield mutant("stranger in a text", path, put(path, words + " {no_such_name}"), "undeclared_template_field")
    yield mutant("stray brace", path, put(path, words + " {"), "template_error")


def privacy(draft: Draft) -> Iterator[Mutant]:
    """Personal fields made public, nothing public, personal words in what the bare link shows, idle readers."""
    places: list[Path] = [("form",)]
    places += [("transitions", index, "input") for index in range(len(draft.tree["transitions"]))]
    fields = [(path, one) for place in places for path, one in listed(draft.tree, place)]
    state = next(iter(draft.tree["states"]))
    for path, one in fields:
        leak = put(path, {**one, "personal": True, "public": True})
        yield mutant("personal and public", path, leak, "leaks_personal_field")
        reading = {key: value for key, value in one.items() if key != "personal"} | {"readers": draft.tree["roles"][:1]}
        if one["type"] not in ("person", "signature_of"):
            yield mutant("readers of an open field", path, put(path, reading), "invalid_value")
        if one.get("personal"):
            shown = put(("states", state, "citizen"), f"Ви написали: {{{one['field']}}}")
            yield mutant("personal in a sentence", path, shown, "leaks_personal_field")
    if not any(one.get("public") for _path, one in fields):
        yield mutant("nothing public", ("public",), put(("public",), True), "never_public")


def records(draft: Draft) -> Iterator[Mutant]:
    """No file to end in, another name than the folder's, reviews that cannot end or are never waited for."""
    if "filing" in draft.tree:
        yield mutant("no filing", ("filing",), drop(("filing",)), "no_filing")
    yield mutant("other name", ("request_type",), put(("request_type",), "stranger"), "name_mismatch")
    for index, one in enumerate(draft.tree["transitions"]):
        path = ("transitions", index)
        if one.get("to"):
            for quorum in ("0", "2", "0%", "101%", "-1"):
                review = put((*path, "reviews"), {"by": draft.tree["roles"][:1], "complete": quorum})
                yield mutant("impossible quorum", path, review, "impossible_quorum")
        if not any("reviews" in other for other in draft.tree["transitions"]):
            asked = put((*path, "reviews"), {"by": draft.tree["roles"][:1]})
            joined = put((*path, "guards"), ["all_reviews_in"])
            yield mutant("reviews nobody waits for", path, asked, "unjoined_review")
            yield mutant("waits for no review", path, joined, "unjoined_review")
