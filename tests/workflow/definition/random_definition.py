"""Definitions with random structure: mostly sound, sometimes with a planted mistake. The same seed gives the same text."""

from __future__ import annotations

import json
from copy import deepcopy
from random import Random
from typing import Any

ROLES = ("clerk", "head", "foreman")
TYPES = ("text", "number", "integer", "date", "time", "choice", "choices", "yes_no", "phone", "email", "place", "address", "person", "organisation", "money")  # fmt: skip
UNITS = ("minute", "hour", "working_hour", "calendar_day", "working_day", "month")
WORDS = {"link": "{number}: новина. {link}", "voice": "{number}: новина. Тел. {phone}"}


def random_definition(seed: int, *, mistakes: bool = False) -> str:
    """YAML (as JSON, which is YAML) of a definition `leaf_fall`."""
    dice = Random(seed)
    made = _sound(dice)
    if mistakes:
        for _ in range(dice.randint(1, 3)):
            _spoil(made, dice)
    return json.dumps(made, ensure_ascii=False)


def _sound(dice: Random) -> dict[str, Any]:
    names = [f"s{number}" for number in range(dice.randint(1, 6))]
    ends = [f"end{number}" for number in range(dice.randint(1, 2))]
    states: dict[str, Any] = {
        name: {"title": f"Стан {name}", "citizen": "Ми працюємо.", **({"initial": True} if name == "s0" else {})}
        for name in names
    }
    states |= {
        name: {"title": "Кінець", "citizen": "Ми відповіли: {outcome}.", "final": True, "outcome": "satisfied"}
        for name in ends
    }
    form = [_field(dice, f"f{number}") for number in range(dice.randint(0, 4))]
    transitions = [
        _move(dice, f"t{number}", name, (names + ends)[min(number + 1, len(names) + len(ends) - 1)])
        for number, name in enumerate(names)
    ]
    transitions[-1]["to"] = ends[0]
    more = range(dice.randint(0, 6))
    transitions += [_move(dice, f"x{one}", dice.choice(names), dice.choice([*names, *ends, None])) for one in more]
    transitions += [_move(dice, f"e{number}", dice.choice(names), end) for number, end in enumerate(ends)]
    for one in transitions:
        if one["to"] in ends:
            one["effects"] = [*one.get("effects", []), {"notify": {"to": "applicant", "text": "told"}}]
    clocks: dict[str, Any] = {
        "service": {"length": 10, "unit": "working_day", "starts": "s0", "on_expiry": {"escalate": "head"}}
    }
    for number in range(dice.randint(0, 3)):
        clocks[f"c{number}"] = _clock(dice, names)
    return {
        "request_type": "leaf_fall",
        "version": 1,
        "kind": "issue",
        "title": "Листя",
        "summary": "Приберемо.",
        "filing": {"index": "02-21", "keep": "5 years"},
        "applicant": {"ask": ["name", "phone"], "may_give": ["address", "email"]},
        "roles": list(ROLES),
        "form": form,
        "on_start": [{"notify": {"to": "applicant", "text": "told"}}],
        "states": states,
        "transitions": [{key: value for key, value in one.items() if value is not None} for one in transitions],
        "clocks": clocks,
        "texts": {"told": dict(WORDS)},
    }


def _field(dice: Random, name: str) -> dict[str, Any]:
    kind = dice.choice(TYPES)
    made: dict[str, Any] = {"field": name, "type": kind, "label": name, "required": dice.random() < 0.3}
    if kind in ("choice", "choices"):
        made["options"] = ["one", "two", "three"]
    if kind in ("number", "integer") and dice.random() < 0.5:
        made |= {"min": 1, "max": 1 + dice.randrange(9)}
    if dice.random() < 0.3:
        made["personal"] = True
    return made


def _move(dice: Random, name: str, start: str, goal: str | None) -> dict[str, Any]:
    made: dict[str, Any] = {"name": name, "title": name, "from": start, "to": goal, "roles": [dice.choice(ROLES)]}
    if dice.random() < 0.4:
        made["input"] = [_field(dice, f"{name}_{number}") for number in range(dice.randint(1, 3))]
    if goal is not None and dice.random() < 0.2:
        made["resolution"] = {
            "executors": "required",
            "due": dice.choice(["required", "optional"]),
            "control": dice.choice(["none", "author", "head"]),
        }
    if dice.random() < 0.2:
        made["effects"] = [{"work": {"role": dice.choice(ROLES), "title": "Зателефонувати"}}]
    if dice.random() < 0.2:
        made["guards"] = [
            dice.choice([{"applicant": "has_address"}, {"applicant": "has_phone"}, "open_resolutions_none"])
        ]
    return made


def _clock(dice: Random, names: list[str]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "length": dice.randint(1, 40),
        "unit": dice.choice(UNITS),
        "starts": dice.choice(names),
        "on_expiry": {"escalate": dice.sample(ROLES, dice.randint(1, 3))},
    }
    if dice.random() < 0.5:
        made["stops"] = [dice.choice([one for one in names if one != made["starts"]] or ["end0"])]
    if dice.random() < 0.3:
        made["pauses"] = [dice.choice(names)]
    if dice.random() < 0.4:
        made["warn"] = {"before": dice.randint(1, 3), "unit": "minute"}
    if dice.random() < 0.3:
        made["when"] = {"applicant": "has_address"}
    return made


_ODD: tuple[Any, ...] = (None, "", "nowhere", -1, 10**12, 3.5, True, [], {}, [[]], {"a": {"b": []}}, "т" * 500, "{number} {nothing}", ["s0", "s0"], {"all": []}, {"notify": 3})  # fmt: skip


def _spoil(made: dict[str, Any], dice: Random) -> None:
    """Something anywhere in the tree becomes something else, or is gone, or is doubled."""
    places: list[tuple[Any, Any]] = []

    def walk(node: Any) -> None:
        for key in list(node) if isinstance(node, dict) else range(len(node)):
            places.append((node, key))
            if isinstance(node[key], dict | list):
                walk(node[key])

    walk(made)
    node, key = dice.choice(places)
    match dice.randrange(4):
        case 0:
            del node[key]
        case 1:
            node[key] = deepcopy(dice.choice(_ODD))
        case 2 if isinstance(node, dict):
            node[dice.choice(["surprise", "from", "to", "when", "clock", "roles"])] = deepcopy(dice.choice(_ODD))
        case _:
            other, there = dice.choice(places)
            if isinstance(node, dict) or key < len(node):
                node[key] = json.loads(json.dumps(other[there])) if _still(other, there) else None


def _still(node: Any, key: Any) -> bool:
    return key in node if isinstance(node, dict) else key < len(node)
