"""The picture of a definition: everything once, nothing on top of anything, the same bytes always."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.given import DEFINITIONS
from tests.workflow.definition.checked import SOUND
from workflow.definition.definition_files import read_folder
from workflow.definition.diagram_svg import svg
from workflow.definition.drawing import ROW, drawing, text_width
from workflow.definition.drawing_words import words_of
from workflow.definition.graph import graph_of
from workflow.definition.load import load_files
from workflow.definition.model import Definition, State, Transition
from workflow.definition.role_words import role_words
from workflow.definition.schema import read
from workflow.definition.shared_parts import read_shared_parts
from workflow.definition.yaml_source import load

SHARED = read_shared_parts(DEFINITIONS / "_shared").files
FOLDERS = sorted(path.parent for path in DEFINITIONS.glob("*/request_type.yaml"))
NAMESPACE = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Area:
    left: float
    top: float
    right: float
    bottom: float
    what: str

    def meets(self, other: Area) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Area) -> bool:
        return (
            self.left <= other.left and other.right <= self.right
            and self.top <= other.top and other.bottom <= self.bottom
        )  # fmt: skip


def shipped(folder: Path) -> Definition:
    return load_files(read_folder(folder), SHARED)[0]


def crowded() -> Definition:
    """Twenty states with long titles and sixty moves, back and forth."""
    states = {
        f"s{number}": State(
            name=f"s{number}",
            title=f"Стан номер {number} з досить довгою назвою",
            initial=number == 0,
            final=number == 19,
        )
        for number in range(20)
    }
    moves = tuple(
        Transition(name=f"m{number}", title=f"Дія {number}: зробити щось, що довго пояснювати", roles=("clerk", "dispatcher"),
                   from_states=(f"s{number % 19}", f"s{(number * 5 + 3) % 19}"), to=f"s{(number * 7 + 1) % 20}")
        for number in range(60)
    )  # fmt: skip
    return replace(read(load(SOUND).tree).definition, states=states, transitions=moves, clocks={})


def areas(picture: str) -> tuple[list[Area], list[Area], list[Area]]:
    """Texts, boxes and ways (a way is as thick as its line), by what is written in the SVG."""
    root = ET.fromstring(picture)
    texts, boxes, ways = [], [], []
    for one in root.iter(f"{NAMESPACE}text"):
        x, y, size = float(one.attrib["x"]), float(one.attrib["y"]), int(one.attrib["font-size"])
        words = one.text or ""
        texts.append(Area(x, y - 0.8 * size, x + text_width(words, size), y + 0.25 * size, words))
    for one in root.iter(f"{NAMESPACE}rect"):
        if one.get("class") == "box":
            x, y, width, height = (float(one.attrib[key]) for key in ("x", "y", "width", "height"))
            boxes.append(Area(x, y, x + width, y + height, "box"))
    for one in root.iter(f"{NAMESPACE}path"):
        path = one.attrib["d"]
        if one.get("class") == "way" and "a" not in path:
            start, straight, end = path[1:].partition("V" if "V" in path else "H")
            x, y = (float(part) for part in start.split())
            far = (x, float(end)) if straight == "V" else (float(end), y)
            ways.append(
                Area(min(x, far[0]) - 0.8, min(y, far[1]) - 0.8, max(x, far[0]) + 0.8, max(y, far[1]) + 0.8, path)
            )
    return texts, boxes, ways


DRAWN = [pytest.param(shipped(folder), id=folder.name) for folder in FOLDERS] + [pytest.param(crowded(), id="crowded")]


@pytest.mark.parametrize("definition", DRAWN)
def test_nothing_lies_on_anything(definition: Definition) -> None:
    picture = svg(definition)
    texts, boxes, ways = areas(picture)

    assert [pair for pair in combinations(texts, 2) if pair[0].meets(pair[1])] == []
    assert [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])] == []
    assert [(one, box) for one in texts for box in boxes if one.meets(box) and not box.holds(one)] == []
    assert [(one, way) for one in texts for way in ways if one.meets(way)] == []
    assert [(box, way) for box in boxes for way in ways if box.meets(way) and way.left < box.right - 1] == []
    root = ET.fromstring(picture)
    whole = Area(0, 0, float(root.attrib["width"]), float(root.attrib["height"]), "picture")
    assert [one for one in (*texts, *boxes, *ways) if not whole.holds(one)] == []


@pytest.mark.parametrize("definition", DRAWN)
def test_upright_ways_of_two_states_are_apart(definition: Definition) -> None:
    _texts, _boxes, ways = areas(svg(definition))
    upright = [one for one in ways if "V" in one.what]

    assert [pair for pair in combinations(upright, 2) if pair[0].meets(pair[1])] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: one.name)
def test_ways_beside_each_other_differ_in_colour(folder: Path) -> None:
    definition = shipped(folder)
    lanes = list(drawing(definition, words_of(definition, "uk")).lanes.values())

    beside = [(a, b) for a, b in combinations(lanes, 2) if a.top <= b.bottom and b.top <= a.bottom]
    assert [(a.target, b.target) for a, b in beside if a.hue == b.hue and abs(a.x - b.x) <= ROW] == []


@pytest.mark.parametrize("definition", DRAWN)
def test_every_state_and_every_way_is_drawn_once(definition: Definition) -> None:
    root = ET.fromstring(svg(definition))
    states = [one.attrib["data-state"] for one in root.iter() if one.get("class") == "state"]
    drawn = Counter(
        (move.attrib["data-move"], move.attrib["data-from"], end.attrib["data-to"])
        for move in root.iter() if move.get("class") == "move"
        for end in move if "data-to" in end.attrib
    )  # fmt: skip

    wanted = Counter(
        (edge.transition.name, edge.source, edge.target)
        for edges in graph_of(definition).edges.values() for edge in edges
    )  # fmt: skip
    assert states == list(definition.states)
    assert drawn == wanted


def test_it_speaks_the_readers_language() -> None:
    definition = shipped(DEFINITIONS / "road_defect")

    assert ">Отримано<" in svg(definition)
    assert ">Отримано<" not in svg(definition, "en")
    assert f">{definition.locales['en']['states.registered.title']}<" in svg(definition, "en")
    assert "1\N{NO-BREAK SPACE}working\N{NO-BREAK SPACE}h" in svg(definition, "en")


def test_every_role_of_every_shipped_service_is_said_in_words() -> None:
    codes = {role for folder in FOLDERS for role in shipped(folder).roles}

    assert [role for role in codes if role_words(role, "uk").isascii() or "_" in role_words(role, "en")] == []
    assert role_words("night_guard", "uk") == "night guard"


def test_starts_ends_clocks_and_people_are_marked() -> None:
    picture = svg(shipped(DEFINITIONS / "road_defect"))

    assert picture.count('class="ring"') == 3
    assert picture.count('class="dot"') == 1
    assert "◷\N{NO-BREAK SPACE}Відповідь заявника" in picture
    assert ">директор підприємства, майстер<" in picture
    assert ">система ← Відповідь<" in picture
    assert ">за законом, ст. 20<".replace(" ", "\N{NO-BREAK SPACE}") in picture


def test_the_same_definition_gives_the_same_bytes() -> None:
    folder = DEFINITIONS / "mayor_appeal"

    assert svg(shipped(folder)).encode() == svg(shipped(folder)).encode()


def test_titles_cannot_break_the_picture() -> None:
    definition = read(load(SOUND).tree).definition
    states = {**definition.states, "fresh": replace(definition.states["fresh"], title='a"</text><script>\x00\n&b')}

    picture = svg(replace(definition, states=states))

    assert "<script" not in picture
    ET.fromstring(picture)
