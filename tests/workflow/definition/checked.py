"""A small sound definition, and how tests have it checked: changed in a few words, alone or as a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from runtime.checker_tools import checker_tools
from workflow.definition.check import Surroundings, check
from workflow.definition.definition_files import DefinitionFiles
from workflow.definition.finding import Finding
from workflow.definition.shared_parts import SharedParts

ROOT = Path(__file__).parents[3]
EXAMPLE = (Path(__file__).parent / "road_defect.yaml").read_text(encoding="utf-8")
SOUND = (Path(__file__).parent / "sound.yaml").read_text(encoding="utf-8")

LETTER = "{% extends '_shared/base.html' %}{% block text %}<p>{{ number }} {{ form.place.address }} {{ inputs.report }}</p>{% endblock %}"
BASE = """<div>{{ body.name }}, {{ paper.date }} № {{ paper.number }}, на № {{ answered.number }} від {{ answered.date }}</div>
<div class="addressee">{{ addressee.dative }}</div><h1>{{ paper.title }}</h1>
<main>{% block text %}{% endblock %}</main>
{% block signature %}<div>{{ signer.position }}</div><div>{{ signer.name }}</div><div>печатка</div>{% endblock %}"""
SHARED = SharedParts(
    laws={
        "ua_appeals.art_20": frozenset({"name", "address"}),
        "ua_appeals.art_20_extended": frozenset({"name", "address"}),
        "ua_appeals.art_7": frozenset(),
    },
    calendars=frozenset({"ukraine", "service_centre"}),
    files={"_shared/base.html": BASE},
)


def changed(text: str, *changes: tuple[str, str]) -> str:
    """The text with every change made; each must find its words exactly once."""
    for old, new in changes:
        assert text.count(old) == 1, f"{text.count(old)} times: {old!r}"
        text = text.replace(old, new)
    return text


def findings(text: str | bytes, *, published: Mapping[int, str] | None = None) -> tuple[Finding, ...]:
    """What is found in one lone YAML file."""
    data = text.encode() if isinstance(text, str) else text
    files = DefinitionFiles(name="leaf_fall", main=data, lone=True, named=False)
    around = Surroundings(shared=SHARED, published={"leaf_fall": published or {}})
    return check(files, around, checker_tools())


def folder_findings(
    text: str,
    *,
    name: str = "leaf_fall",
    templates: Mapping[str, str] | None = None,
    locales: Mapping[str, str] | None = None,
    published: Mapping[int, str] | None = None,
) -> tuple[Finding, ...]:
    """What is found in a folder; without `templates` it has the letter that the sound definition names."""
    pages = {"answer_letter.html": LETTER} if templates is None else templates
    files = DefinitionFiles(
        name=name,
        main=text.encode(),
        templates={f"templates/{file}": page.encode() for file, page in pages.items()},
        locales={f"locales/{language}.yaml": words.encode() for language, words in (locales or {}).items()},
    )
    around = Surroundings(shared=SHARED, published={"leaf_fall": published or {}})
    return check(files, around, checker_tools())


def codes(found: tuple[Finding, ...]) -> list[str]:
    """The codes alone, in the order of the lines."""
    return [one.code for one in found]
