"""Templates are there, can be read, and use only what a paper is given."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.definition.bundle import used_files
from workflow.definition.checks.subject import Found, Subject
from workflow.definition.placeholders import TEMPLATE_NAMES, all_fields, known_names
from workflow.ports.template_inspector import TemplateProblem


def check(subject: Subject) -> Iterator[Found]:
    """`missing_file`, `template_error`, `undeclared_template_field`."""
    yield from _absent(subject)
    for file, source in subject.templates.items():
        if file.endswith(".html"):
            yield from _uses(subject, file, source)
            yield from _names(subject, file, source)


def _absent(subject: Subject) -> Iterator[Found]:
    if subject.lone:
        return
    for name, document in subject.definition.documents.items():
        wanted = document.template
        if wanted and not _exists(subject, wanted):
            words = f"document {name}: there is no file templates/{wanted}"
            yield Found(code="missing_file", path=("documents", name, "template"), message=words)


def _uses(subject: Subject, file: str, source: str) -> Iterator[Found]:
    for wanted in used_files(source):
        if not _exists(subject, wanted):
            line = source[: source.find(wanted)].count("\n") + 1
            words = f"{file} uses {wanted}, which is not there"
            yield Found(code="missing_file", path=(), message=words, file=file, line=line)


def _exists(subject: Subject, wanted: str) -> bool:
    return (
        wanted in subject.shared.files if wanted.startswith("_shared/") else f"templates/{wanted}" in subject.templates
    )


def _names(subject: Subject, file: str, source: str) -> Iterator[Found]:
    try:
        used = subject.inspector.names_used(source)
    except TemplateProblem as problem:
        yield Found(code="template_error", path=(), message=f"{file}: {problem}", file=file, line=problem.line)
        return
    for name in sorted(used):
        if not _known(subject, name):
            line = _line_of(source, name)
            words = f"{file}: {name} is neither a field, an input nor known of the case and the paper"
            yield Found(code="undeclared_template_field", path=(), message=words, file=file, line=line)


def _known(subject: Subject, name: str) -> bool:
    top, _dot, inner = name.partition(".")
    inner = inner.partition(".")[0]
    if top == "form" and inner:
        return inner in {one.name for one in subject.definition.form}
    if top == "inputs" and inner:
        return inner in {one.name for one in all_fields(subject.definition)} - {
            one.name for one in subject.definition.form if not _is_input(subject, one.name)
        }
    return top in TEMPLATE_NAMES or top in known_names(subject.definition)


def _is_input(subject: Subject, name: str) -> bool:
    return any(one.name == name for transition in subject.definition.transitions for one in transition.input)


def _line_of(source: str, name: str) -> int:
    place = source.find(name)
    if place < 0:
        place = source.find(name.rpartition(".")[2])
    return source[: max(place, 0)].count("\n") + 1
