"""What definitions share, as the checker needs it: ids of laws with what they ask for, calendars, shared files.

Read from a `_shared` folder. Text files only; fonts are static and not part of a definition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workflow.definition.law_file import load_laws
from workflow.definition.yaml_source import SourceRefused, load

_TEXT_FILES = (".html", ".css", ".svg", ".txt")
_LIMIT = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedParts:
    """`laws`: rule id → what the applicant must have given. `thresholds`: ids of votes by population.
    `booked`: calendars that offer slots. `files`: `_shared/…` → text."""

    laws: Mapping[str, frozenset[str]] = field(default_factory=dict)
    calendars: frozenset[str] = frozenset()
    booked: frozenset[str] = frozenset()
    thresholds: frozenset[str] = frozenset()
    files: Mapping[str, str] = field(default_factory=dict)


def read_shared_parts(folder: Path) -> SharedParts:
    """Read a `_shared` folder. Raises DefinitionError where a law pack is unreadable, and OSError."""
    laws: dict[str, frozenset[str]] = {}
    book = load_laws(folder / "law")
    for pack in book.packs.values():
        for rule in pack.rules:
            laws[rule.id] = laws.get(rule.id, frozenset()) | rule.needs
    calendars = frozenset(path.stem for path in (folder / "calendars").glob("*.yaml"))
    thresholds = frozenset(one.id for pack in book.packs.values() for one in pack.thresholds)
    return SharedParts(
        laws=laws,
        calendars=calendars,
        booked=frozenset(path.stem for path in (folder / "calendars").glob("*.yaml") if _offers_slots(path)),
        thresholds=thresholds,
        files=dict(_texts(folder)),
    )


def _offers_slots(calendar: Path) -> bool:
    """Whether a calendar says so; what else is wrong with it is told by whoever reads calendars."""
    try:
        tree = load(calendar.read_bytes()).tree
    except SourceRefused:
        return False
    return isinstance(tree, dict) and bool(tree.get("slots"))


def _texts(folder: Path) -> list[tuple[str, str]]:
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in _TEXT_FILES and path.is_file() and path.stat().st_size <= _LIMIT:
            name = f"_shared/{path.relative_to(folder).as_posix()}"
            found.append((name, path.read_text(encoding="utf-8", errors="replace")))
    return found
