"""Other languages say everything, and nothing of what is not there. Asked only of languages that have a file."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.definition.checks.subject import Found, Subject
from workflow.definition.finding import Path
from workflow.definition.locale_source import Locale, translatable
from workflow.definition.standing_names import STANDING, standing_path


def check(subject: Subject) -> Iterator[Found]:
    """`missing_translation`; `unknown_…` and `wrong_type` inside a locale file."""
    wanted = translatable(subject.definition)
    for locale in subject.locales:
        for path in wanted:
            if path not in locale.texts:
                words = f"{locale.file} does not translate {path}"
                yield Found(code="missing_translation", path=_path(subject, path), message=words)
        yield from _strangers(subject, locale)
        for where in locale.wrong:
            line = locale.source.line(where)
            words = f"{locale.file}: must be text"
            yield Found(code="wrong_type", path=where, message=words, file=locale.file, line=line)


_KINDS = {
    "states": "unknown_state",
    "texts": "unknown_text",
    "documents": "unknown_document",
    "clocks": "unknown_clock",
}
_OPTIONAL_ENDS = ("title", "label", "hint", "summary", "voice")


def _strangers(subject: Subject, locale: Locale) -> Iterator[Found]:
    definition = subject.definition
    known = {
        "states": set(definition.states),
        "texts": set(definition.texts),
        "documents": set(definition.documents),
        "clocks": set(definition.clocks),
        "form": {one.name for one in definition.form},
        "transitions": {one.name for one in definition.transitions},
        "needs": {key for key, _label in definition.needs},
    }
    wanted = translatable(definition)
    spoken = {
        standing_path(box, index)
        for box, texts in definition.standing_texts.items()
        for index, _one in enumerate(texts)
    }
    for path, where in locale.paths.items():
        section, _dot, rest = path.partition(".")
        name = rest.partition(".")[0]
        code = None
        if section in known and name not in known[section]:
            code = "unknown_field" if section == "form" else _KINDS.get(section, "unknown_key")
        elif section == STANDING:
            code = None if path in spoken else "unknown_key"
        elif path not in wanted and not path.endswith(_OPTIONAL_ENDS):
            code = "unknown_key"
        if code:
            words = f"{locale.file}: {path} translates what the definition does not say"
            line = locale.source.line(where)
            yield Found(code=code, path=where, message=words, file=locale.file, line=line)


def _path(subject: Subject, path: str) -> Path:
    """The place in the definition's own YAML; fields and transitions stand there by number."""
    parts = path.split(".")
    definition = subject.definition
    if parts[0] == "form":
        names = [one.name for one in definition.form]
        return ("form", names.index(parts[1]), *parts[2:])
    if parts[0] == "transitions":
        names = [one.name for one in definition.transitions]
        number = names.index(parts[1])
        if len(parts) > 3:
            inputs = [one.name for one in definition.transitions[number].input]
            inner = inputs.index(parts[3]) if parts[3] in inputs else 0
            return ("transitions", number, "input", inner, *parts[4:])
        return ("transitions", number, *parts[2:])
    return tuple(parts)
