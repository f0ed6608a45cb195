"""Reads YAML of strangers: events only, refusing what is dangerous or ambiguous before anything is built.

Refused (rules.md, rule 17): aliases and anchors, tags, a key written twice, more than 256 KB, deeper than 20, more
than one document. Keeps the line of every value. Plain scalars are null, true and false, whole and decimal numbers;
all else is text: `no`, `10:00` and `2026-11-23` stay what the author typed. Ends on any input, without recursion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from workflow.definition.finding import Path

Tree: TypeAlias = str | int | float | bool | list["Tree"] | dict[str, "Tree"] | None

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
MAX_MISTAKES = 100

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_CONSTANTS: Mapping[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMistake:
    """Why a text was refused: `yaml_alias yaml_duplicate_key yaml_tag too_large not_yaml`, and the line from 1."""

    code: str
    line: int
    message: str


class SourceRefused(Exception):
    """The text was not read; every reason found is in `mistakes`."""

    def __init__(self, mistakes: tuple[SourceMistake, ...]) -> None:
        super().__init__("; ".join(mistake.message for mistake in mistakes))
        self.mistakes = mistakes


@dataclass(slots=True)
class Lines:
    """The line of a node and of what it holds."""

    line: int
    inner: dict[str | int, Lines] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """A text that was read: plain values, and where each stands."""

    tree: Tree
    lines: Lines

    def line(self, path: Path) -> int:
        """The line of `path`, or of the nearest thing around it that is there."""
        here = self.lines
        for part in path:
            if part not in here.inner:
                break
            here = here.inner[part]
        return here.line

    def has(self, path: Path) -> bool:
        """Whether something is written at `path`."""
        here = self.lines
        for part in path:
            if part not in here.inner:
                return False
            here = here.inner[part]
        return True


def load(text: str | bytes) -> Source:
    """Read one YAML document. Raises `SourceRefused`, and nothing else."""
    decoded = _decoded(text)
    reader = _Reader()
    try:
        for event in _events(decoded):
            reader.take(event)
    except _Stop:
        pass
    except yaml.YAMLError as error:
        reader.refuse("not_yaml", _line_of(error), f"this is not YAML: {_problem(error)}")
    except (ValueError, UnicodeError, RecursionError, MemoryError, OverflowError) as error:
        reader.refuse("not_yaml", 1, f"this is not YAML: {type(error).__name__}")
    if reader.mistakes:
        raise SourceRefused(tuple(reader.mistakes))
    return Source(reader.tree, reader.lines)


def _decoded(text: str | bytes) -> str:
    try:
        data = text.encode() if isinstance(text, str) else text
        if len(data) > MAX_BYTES:
            raise _refusal("too_large", f"the file has {len(data)} bytes; {MAX_BYTES} are allowed")
        return data.decode("utf-8-sig")
    except UnicodeError:
        raise _refusal("not_yaml", "the file is not UTF-8 text") from None


def _refusal(code: str, message: str) -> SourceRefused:
    return SourceRefused((SourceMistake(code=code, line=1, message=message),))


def _events(text: str) -> Iterator[yaml.Event]:
    loader = _LOADER(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def _line_of(error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return int(mark.line) + 1 if mark else 1


def _problem(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable")[:200]


class _Stop(Exception):
    """Nothing more is to be learned from this text."""


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is being filled; `key` is the mapping's pending key."""

    value: dict[str, Tree] | list[Tree]
    lines: Lines
    key: str | None = None
    key_line: int = 0
    spare: bool = False
    """The pending key was written before: its value is read past."""


class _Reader:
    """Takes events one by one and keeps every mistake."""

    def __init__(self) -> None:
        self.tree: Tree = None
        self.lines = Lines(1)
        self.mistakes: list[SourceMistake] = []
        self._stack: list[_Frame] = []
        self._documents = 0

    def refuse(self, code: str, line: int, message: str) -> None:
        """Note a mistake; after very many, stop."""
        self.mistakes.append(SourceMistake(code=code, line=line, message=message))
        if len(self.mistakes) >= MAX_MISTAKES:
            raise _Stop

    def take(self, event: yaml.Event) -> None:
        """One event of the parser."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.DocumentStartEvent):
            self._document(line)
        elif isinstance(event, yaml.AliasEvent):
            self.refuse("yaml_alias", line, f"alias *{event.anchor}: write the value out, aliases are not allowed")
            self._put(None, Lines(line), is_key_text=None)
        elif isinstance(event, yaml.ScalarEvent):
            self._check_node(event, line, plain_implicit=event.implicit[0] or event.implicit[1])
            self._put(_scalar(event), Lines(line), is_key_text=event.value)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._check_node(event, line, plain_implicit=True)
            self._open({} if isinstance(event, yaml.MappingStartEvent) else [], line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._close()

    def _document(self, line: int) -> None:
        self._documents += 1
        if self._documents > 1:
            self.refuse("not_yaml", line, "the file holds more than one document")
            raise _Stop

    def _check_node(self, event: yaml.NodeEvent, line: int, *, plain_implicit: bool) -> None:
        if event.anchor is not None:
            self.refuse("yaml_alias", line, f"anchor &{event.anchor}: anchors are not allowed")
        tag = getattr(event, "tag", None)
        if tag is not None or not plain_implicit:
            self.refuse("yaml_tag", line, f"tag {tag or '!'}: tags are not allowed")

    def _open(self, value: dict[str, Tree] | list[Tree], line: int) -> None:
        if len(self._stack) >= MAX_DEPTH:
            self.refuse("too_large", line, f"nested deeper than {MAX_DEPTH}")
            raise _Stop
        lines = Lines(line)
        self._put(value, lines, is_key_text=None)
        self._stack.append(_Frame(value, lines))

    def _close(self) -> None:
        self._stack.pop()

    def _put(self, value: Tree, lines: Lines, *, is_key_text: str | None) -> None:
        if not self._stack:
            self.tree, self.lines = value, lines
            return
        frame = self._stack[-1]
        if isinstance(frame.value, list):
            frame.lines.inner[len(frame.value)] = lines
            frame.value.append(value)
        elif frame.key is None:
            self._key(frame, is_key_text, lines.line)
        else:
            if not frame.spare:
                lines.line = frame.key_line
                frame.value[frame.key] = value
                frame.lines.inner[frame.key] = lines
            frame.key = None

    def _key(self, frame: _Frame, text: str | None, line: int) -> None:
        if text is None:
            self.refuse("not_yaml", line, "a key must be plain text")
            raise _Stop
        assert isinstance(frame.value, dict)
        frame.spare = text in frame.value
        if frame.spare:
            first = frame.lines.inner[text].line
            words = f"the key {text[:100]!r} is written twice: what stands here belongs under the one in line {first}"
            self.refuse("yaml_duplicate_key", line, words)
        frame.key, frame.key_line = text, line


def _scalar(event: yaml.ScalarEvent) -> Tree:
    text = str(event.value)
    if not event.implicit[0]:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text
