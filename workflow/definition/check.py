"""Finds every mistake of a definition at once. Reads no file and no database; ends on any input.

The order: YAML refused, else mistakes of shape, else and besides them mistakes of meaning. A check that leans on
something that could not be read keeps silent, so that one slip is not told twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from workflow.definition.bundle import make_bundle
from workflow.definition.checks import (
    answers,
    clock_terms,
    conditions,
    duties,
    fees,
    fields,
    movers,
    names,
    outcomes,
    papers,
    privacy,
    records,
    registers,
    requisites,
    reviews,
    standing,
    starts,
    support,
    translations,
    ways,
    wording,
)
from workflow.definition.checks.subject import Found, Subject
from workflow.definition.definition_files import MAIN, DefinitionFiles
from workflow.definition.finding import WARNING_CODES, Finding, Level, Path, written
from workflow.definition.graph import MAX_EDGES, GraphTooLarge, graph_of
from workflow.definition.locale_source import Locale, read_locale
from workflow.definition.schema import Reading, ShapeMistake, read
from workflow.definition.shared_parts import SharedParts
from workflow.definition.yaml_source import MAX_BYTES, Source, SourceRefused, load
from workflow.ports.template_inspector import TemplateInspector
from workflow.ports.text_meter import TextMeter

_MOST_FINDINGS = 500
"""Of one check: a file made to be wrong must not cost minutes."""

_STATE_SHAPE = r"states(\.\w+)?(\.(initial|final))?"
_WAY_SHAPE = r"transitions(\[\d+\](\.(name|from|to|reopens)(\[\d+\])?)?)?"
_GRAPH = re.compile(rf"({_STATE_SHAPE}|states\.\w+\.waits_for|{_WAY_SHAPE})?")
_MOVES = re.compile(rf"({_GRAPH.pattern}|transitions\[\d+\]\.(roles|after|guards|effects)\b.*|clocks\b.*|documents)?")
_RESULTS = re.compile(
    rf"({_GRAPH.pattern}|states\.\w+\.outcome|kind|transitions\[\d+\]\.(roles|outcome|input|effects)\b.*)?"
)
_TERMS = re.compile(
    rf"({_GRAPH.pattern}|clocks\b.*|kind|form\b.*|applicant\b.*|transitions\[\d+\]\.(outcome|effects)\b.*)?"
)
_REVIEWS = re.compile(rf"({_GRAPH.pattern}|transitions\[\d+\]\.(roles|guards|reviews|resolution|outcome)\b.*)?")
_FIELDS = re.compile(r"(form\b.*|transitions(\[\d+\](\.input\b.*)?)?|texts\b.*|states(\.\w+(\.citizen)?)?)?")
_NAMES = re.compile(
    r"(form(\[\d+\])?(\.field)?|states(\.\w+)?|texts(\.\w+)?|documents(\.\w+)?|clocks(\.\w+)?|roles(\[\d+\])?"
    r"|transitions(\[\d+\](\.(name|roles|input\[\d+\](\.field)?))?)?)?"
)
_REGISTERS = re.compile(rf"({_NAMES.pattern}|(register|places)\b.*|transitions\[\d+\]\.from\b.*)?")
_SUPPORT = re.compile(rf"({_NAMES.pattern}|support\b.*|transitions\[\d+\]\.from\b.*)?")
_ANSWERS = re.compile(r"(answers\b.*|form(\[\d+\])?(\.field)?|transitions(\[\d+\](\.input\b.*)?)?)?")
_STANDING = re.compile(r"(standing_texts\b.*|transitions(\[\d+\](\.(roles|resolution|input)\b.*)?)?)?")
_FEES = re.compile(r"(fee\b.*|form\b.*|roles\b.*|transitions(\[\d+\](\.(guards|after|roles)\b.*)?)?)?")
_PAPERS = re.compile(rf"({_FIELDS.pattern}|documents\b.*)?")
_NAMED = re.compile(rf"({_GRAPH.pattern}|form\b.*|transitions\[\d+\]\.(input|guards)\b.*)?")
_CONDITIONS = re.compile(rf"({_RESULTS.pattern}|form\b.*|clocks\b.*|documents\b.*|applicant\b.*|fee\b.*)?")
_DUTIES = re.compile(rf"({_MOVES.pattern}|documents\b.*|form\b.*|roles\b.*|calendar|kind|support\b.*)?")
_RECORDS = re.compile(r"(request_type|version|filing\b.*)?")


@dataclass(frozen=True, slots=True)
class _Check:
    run: Callable[[Subject], Iterator[Found]]
    leans_on: re.Pattern[str]
    """Paths whose mistakes of shape make the check's word worthless."""


_CHECKS = (
    _Check(starts.check, _GRAPH),
    _Check(ways.check, _GRAPH),
    _Check(movers.check, _MOVES),
    _Check(names.check, _NAMES),
    _Check(outcomes.check, _RESULTS),
    _Check(clock_terms.check, _TERMS),
    _Check(wording.check, _FIELDS),
    _Check(papers.check, _FIELDS),
    _Check(requisites.check, _PAPERS),
    _Check(translations.check, _NAMES),
    _Check(reviews.check, _REVIEWS),
    _Check(privacy.check, _FIELDS),
    _Check(records.check, _RECORDS),
    _Check(support.check, _SUPPORT),
    _Check(registers.check, _REGISTERS),
    _Check(answers.check, _ANSWERS),
    _Check(standing.check, _STANDING),
    _Check(fees.check, _FEES),
    _Check(fields.check, _NAMED),
    _Check(conditions.check, _CONDITIONS),
    _Check(duties.check, _DUTIES),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What the checker cannot know by itself: how long an SMS is, what a template uses."""

    meter: TextMeter
    inspector: TemplateInspector


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What stands around a definition: shared parts, and the versions published so far."""

    shared: SharedParts = field(default_factory=SharedParts)
    published: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    offered: frozenset[str] = frozenset()
    """Request types there are, for child cases; empty: nobody knows."""


def check(files: DefinitionFiles, around: Surroundings, tools: Tools) -> tuple[Finding, ...]:
    """Every finding of one definition, in the order of its lines; empty for a sound one."""
    return tuple(sorted(_check(files, around, tools), key=lambda one: (one.line, one.path, one.code, one.message)))


def _check(files: DefinitionFiles, around: Surroundings, tools: Tools) -> Iterator[Finding]:
    if files.main is None:
        words = f"the folder {files.name} has no {MAIN}"
        yield _finding("missing_file", Level.ERROR, files.name, "", 1, words)
        return
    try:
        source = load(files.main)
    except SourceRefused as refused:
        for one in refused.mistakes:
            yield _finding(one.code, Level.ERROR, files.name, "", one.line, one.message)
        return
    reading = read(source.tree)
    name = reading.definition.request_type or files.name
    for shape in reading.mistakes:
        yield _finding(shape.code, Level.ERROR, name, written(shape.path), source.line(shape.path), shape.message)
    locales, refusals = _locales(files, name)
    yield from refusals
    templates, unreadable = _templates(files, name)
    yield from unreadable
    try:
        subject = _subject(files, around, tools, reading, source, templates, locales)
    except GraphTooLarge:
        words = f"the transitions make more than {MAX_EDGES} ways between the states"
        yield _finding("too_large", Level.ERROR, name, "transitions", source.line(("transitions",)), words)
        return
    for entry in _CHECKS:
        if not any(_worthless(entry, mistake) for mistake in reading.mistakes):
            for found in islice(entry.run(subject), _MOST_FINDINGS):
                yield _told(found, name, source)


def _worthless(entry: _Check, mistake: ShapeMistake) -> bool:
    return entry.leans_on.fullmatch(written(mistake.meant or mistake.path)) is not None


def _subject(
    files: DefinitionFiles,
    around: Surroundings,
    tools: Tools,
    reading: Reading,
    source: Source,
    templates: Mapping[str, str],
    locales: tuple[Locale, ...],
) -> Subject:
    definition = reading.definition
    return Subject(
        name=files.name,
        definition=definition,
        source=source,
        graph=graph_of(definition),
        shared=around.shared,
        meter=tools.meter,
        inspector=tools.inspector,
        templates=templates,
        locales=locales,
        lone=files.lone,
        named=files.named,
        published=around.published.get(definition.request_type, {}),
        offered=around.offered,
        digest=_digest(files, around.shared),
    )


def _digest(files: DefinitionFiles, shared: SharedParts) -> str | None:
    if files.lone:
        return None
    try:
        return make_bundle(files, shared.files).digest
    except UnicodeDecodeError:
        return None


def _locales(files: DefinitionFiles, name: str) -> tuple[tuple[Locale, ...], list[Finding]]:
    found: list[Locale] = []
    refusals: list[Finding] = []
    for file, data in files.locales.items():
        try:
            found.append(read_locale(file, load(data)))
        except SourceRefused as refused:
            refusals.extend(
                _finding(one.code, Level.ERROR, name, file, one.line, f"{file}: {one.message}")
                for one in refused.mistakes
            )
    return tuple(found), refusals


def _templates(files: DefinitionFiles, name: str) -> tuple[dict[str, str], list[Finding]]:
    found: dict[str, str] = {}
    wrong: list[Finding] = []
    for file, data in files.templates.items():
        if len(data) > MAX_BYTES:
            wrong.append(_finding("too_large", Level.ERROR, name, file, 1, f"{file} has over {MAX_BYTES} bytes"))
            continue
        try:
            found[file] = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            wrong.append(_finding("template_error", Level.ERROR, name, file, 1, f"{file} is not UTF-8 text"))
    return found, wrong


def _told(found: Found, name: str, source: Source) -> Finding:
    level = found.level or (Level.WARNING if found.code in WARNING_CODES else Level.ERROR)
    line = source.line(found.path) if found.line is None else found.line
    return _finding(found.code, level, name, _place(found.file, found.path), line, found.message)


def _place(file: str, path: Path) -> str:
    return ":".join(part for part in (file, written(path)) if part)


def _finding(code: str, level: Level, definition: str, path: str, line: int, message: str) -> Finding:
    return Finding(code=code, level=level, definition=definition, path=path, line=line, message=message)
