"""Law packs read from `definitions/_shared/law/*.yaml`.

Names get their pack's prefix and references are resolved here, so that the engine sees finished rules. All mistakes of
a file's shape are told at once, with line and path.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from types import MappingProxyType

from workflow.definition.law import (
    ChannelValidity,
    Counting,
    CountingRule,
    Extension,
    LawPack,
    Listing,
    Retention,
    Rule,
    Threshold,
)
from workflow.definition.law_book import LawBook
from workflow.definition.law_schema import ExtensionSource, PackSchema, PackSource, RuleSource
from workflow.definition.shared_yaml import read_shared
from workflow.errors import DefinitionError

_CODE = "law_file_invalid"


def load_laws(folder: Path) -> LawBook:
    """Every law pack of a folder.

    Raises DefinitionError `law_file_invalid` (data: file, mistakes): wrong shape, a name that is not the file's, an
    unknown counting rule or extension, two wordings of a rule in force on one day.
    """
    sources = [_read(path) for path in sorted(folder.glob("*.yaml"))]
    countings = {f"{one.pack}.{rule.name}": rule.counting for one in sources for rule in one.counting_rules}
    packs = {}
    for source in sources:
        mistakes = list(_mistakes(source, countings))
        if mistakes:
            raise DefinitionError(_CODE, file=f"{source.pack}.yaml", mistakes=mistakes)
        packs[source.pack] = _pack(source, countings)
    return LawBook(packs=MappingProxyType(packs))


def _read(path: Path) -> PackSource:
    source = read_shared(path, PackSchema(), PackSource, _CODE)
    if source.pack != path.stem:
        raise DefinitionError(_CODE, file=path.name, mistakes=[f"pack: {source.pack} is not the file's name"])
    return source


def _mistakes(source: PackSource, countings: Mapping[str, Counting]) -> Iterator[str]:
    names = {rule.rule for rule in source.rules}
    for number, rule in enumerate(source.rules):
        if rule.counting is not None and rule.counting not in countings:
            yield f"rules[{number}].counting: there is no counting rule {rule.counting}"
        if rule.extension and rule.extension.rule is not None and rule.extension.rule not in names:
            yield f"rules[{number}].extension.rule: there is no rule {rule.extension.rule}"
    for first, second in combinations((_rule(source, rule, {}) for rule in source.rules), 2):
        if first.id == second.id and _overlap(first, second):
            yield f"rules: two wordings of {first.id} are in force on one day"


def _overlap(first: Rule, second: Rule) -> bool:
    first_gone = first.valid_to is not None and second.valid_from is not None and first.valid_to < second.valid_from
    second_gone = second.valid_to is not None and first.valid_from is not None and second.valid_to < first.valid_from
    return not first_gone and not second_gone


def _pack(source: PackSource, countings: Mapping[str, Counting]) -> LawPack:
    def full(name: str) -> str:
        return f"{source.pack}.{name}"

    return LawPack(
        id=source.pack,
        title=source.title,
        citation=source.citation,
        calendar=source.calendar,
        rules=tuple(_rule(source, rule, countings) for rule in source.rules),
        counting_rules=tuple(
            CountingRule(
                id=full(one.name),
                article=one.article,
                counting=one.counting,
                title=one.title,
                confidence=one.confidence,
            )
            for one in source.counting_rules
        ),
        listings=tuple(
            Listing(id=full(one.name), article=one.article, items=one.items, title=one.title, confidence=one.confidence)
            for one in source.listings
        ),
        thresholds=tuple(
            Threshold(
                id=full(one.name), article=one.article, steps=one.steps, title=one.title, confidence=one.confidence
            )
            for one in source.thresholds
        ),
        retentions=tuple(
            Retention(
                id=full(one.name),
                article=one.article,
                length=one.length,
                unit=one.unit,
                title=one.title,
                confidence=one.confidence,
            )
            for one in source.retentions
        ),
        channels=tuple(
            ChannelValidity(
                id=full(one.name),
                article=one.article,
                channel=one.channel,
                valid_from=one.valid_from,
                valid_to=one.valid_to,
                title=one.title,
                confidence=one.confidence,
            )
            for one in source.channels
        ),
    )


def _rule(source: PackSource, rule: RuleSource, countings: Mapping[str, Counting]) -> Rule:
    plain = Counting(from_next_day=rule.from_next_day, move_off_day=rule.move_off_day)
    return Rule(
        id=f"{source.pack}.{rule.rule}",
        pack=source.pack,
        article=rule.article,
        title=rule.title,
        length=rule.length,
        unit=rule.unit,
        counting=countings.get(rule.counting, plain) if rule.counting else plain,
        extension=_extension(source, rule.extension) if rule.extension else None,
        may_pause=rule.may_pause,
        needs=source.needs if rule.needs is None else rule.needs,
        valid_from=rule.valid_from or source.valid_from,
        valid_to=rule.valid_to or source.valid_to,
        confidence=rule.confidence,
    )


def _extension(source: PackSource, extension: ExtensionSource) -> Extension:
    return Extension(
        by=extension.by,
        total=extension.total,
        unit=extension.unit,
        notice=extension.notice,
        rule=f"{source.pack}.{extension.rule}" if extension.rule else None,
    )
