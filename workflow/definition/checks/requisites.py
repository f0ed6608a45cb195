"""Every paper shows what its type requires, whatever the case: each template is filled with a made-up one and read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from workflow.definition.bundle import used_files
from workflow.definition.checks.subject import Found, Subject
from workflow.definition.made_up_paper import MadeUpPaper, made_up_papers
from workflow.definition.model import DocumentRule
from workflow.definition.page_words import PageWords, page_words
from workflow.definition.requisites import MEANING, Requisite, missing, required_of
from workflow.ports.template_inspector import TemplateProblem

_BLOCKS: Mapping[Requisite, tuple[str, ...]] = {
    Requisite.AUTHOR: ("header",),
    Requisite.DATE: ("requisites",),
    Requisite.NUMBER: ("requisites",),
    Requisite.ANSWERED: ("answered", "requisites"),
    Requisite.ADDRESSEE: ("addressee",),
    Requisite.TITLE: ("title",),
    Requisite.TEXT: ("text", "opening"),
    Requisite.SIGNATURE: ("signature",),
    Requisite.SEAL: ("signature",),
}
"""The blocks of the letterhead that print it: where a template that replaces one is to be looked at."""


def check(subject: Subject) -> Iterator[Found]:
    """`template_error`: cannot be filled, or leaves out what such a paper must show."""
    for name, rule in subject.definition.documents.items():
        chain = _chain(subject, rule.template)
        if chain is None or any(not _readable(subject, one) for one in chain.values()):
            continue  # told by the check of names
        yield from _of_document(subject, name, rule, chain)


def _of_document(subject: Subject, name: str, rule: DocumentRule, chain: Mapping[str, str]) -> Iterator[Found]:
    told, wanted = set[Requisite](), required_of(rule, chain[rule.template])
    if not wanted:
        return
    looks_at = _looks_at(subject, chain)
    filled = set[str]()
    for paper in made_up_papers(subject.definition, rule, "".join(chain.values())):
        seen = repr([paper.values.get(name) for name in looks_at])
        if seen in filled:
            continue  # the same page: most papers look the same with every outcome
        filled.add(seen)
        try:
            html = subject.inspector.filled(chain, rule.template, paper.values)
        except TemplateProblem as problem:
            words = f"{rule.template} cannot be filled ({paper.what}): {problem}"
            yield _found(subject, name, rule, problem.line, words)
            return
        for one in missing(wanted, _said(html), paper.printed):
            if one not in told:
                told.add(one)
                yield _absent(subject, name, rule, one, paper, chain)


@lru_cache(maxsize=256)
def _said(html: str) -> PageWords:
    # Made-up pages alone: definitions share their letters, and an editor has the same folder checked again and again.
    return page_words(html)


def _looks_at(subject: Subject, chain: Mapping[str, str]) -> list[str]:
    """The names that the template and all it uses take from a case."""
    paths = (path for source in chain.values() for path in subject.inspector.names_used(source))
    return sorted({path.partition(".")[0] for path in paths})


def _absent(
    subject: Subject, name: str, rule: DocumentRule, one: Requisite, paper: MadeUpPaper, chain: Mapping[str, str]
) -> Found:
    kind = rule.style or "letter"
    words = f"{rule.template}: a {kind} shows {one.value}: {MEANING[one]}; not found with {paper.what}"
    return _found(subject, name, rule, _line(chain[rule.template], _BLOCKS[one]), words)


def _found(subject: Subject, name: str, rule: DocumentRule, line: int, words: str) -> Found:
    file = f"templates/{rule.template}"
    path = ("documents", name, "template")
    if file in subject.templates:
        return Found(code="template_error", path=path, message=f"document {name}: {words}", file=file, line=line)
    return Found(code="template_error", path=path, message=f"document {name}: {words}")


def _line(source: str, blocks: tuple[str, ...]) -> int:
    """Where the template replaces one of the blocks; 1 if it does not."""
    for block in blocks:
        found = re.search(rf"{{%-?\s*block\s+{block}\b", source)
        if found is not None:
            return source[: found.start()].count("\n") + 1
    return 1


def _chain(subject: Subject, template: str) -> dict[str, str] | None:
    """The template with all it uses, by the names they use; None where one is not there."""
    found: dict[str, str] = {}
    waiting = [template] if template else []
    while waiting:
        name = waiting.pop()
        source = subject.shared.files.get(name) if name.startswith("_shared/") else None
        source = subject.templates.get(f"templates/{name}") if source is None else source
        if source is None:
            return None
        if name not in found:
            found[name] = source
            waiting += used_files(source)
    return found or None


def _readable(subject: Subject, source: str) -> bool:
    try:
        subject.inspector.names_used(source)
    except TemplateProblem:
        return False
    return True
