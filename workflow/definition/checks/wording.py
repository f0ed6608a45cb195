"""What citizens read: there, with a variant for a button phone, short enough for one SMS, with names that exist."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.definition.checks.fields import asked
from workflow.definition.checks.subject import INNER_KINDS, Found, Subject
from workflow.definition.finding import Level, Path
from workflow.definition.model import EffectKind, TextPair
from workflow.definition.placeholders import StrayBrace, known_names, longest_rendering, names_in

_WARN_PARTS, _FAIL_PARTS = 2, 3

_AS_IT_STANDS = (".done", ".doing", ".title", ".label", ".hint")


def check(subject: Subject) -> Iterator[Found]:
    """`missing_citizen_text missing_voice sms_too_long`; `undeclared_template_field template_error` in texts."""
    known = known_names(subject.definition)
    for name, state in subject.definition.states.items():
        path: Path = ("states", name, "citizen")
        if not state.citizen.strip() and subject.definition.kind not in INNER_KINDS:
            words = f"state {name}: the citizen would see nothing, `citizen` is empty"
            yield Found(code="missing_citizen_text", path=path, message=words)
        yield from _names(path, state.citizen, known, f"state {name}")
    yield from _plain_words(subject)
    for name, text in subject.definition.texts.items():
        yield from _text(subject, name, text, known)
    yield from _locales(subject, known)


def _text(subject: Subject, name: str, text: TextPair, known: frozenset[str]) -> Iterator[Found]:
    path: Path = ("texts", name)
    if text.voice is None and _reaches_citizens(subject, name):
        words = f"text {name} has only a link; a citizen with a button phone learns nothing"
        yield Found(code="missing_voice", path=(*path, "voice"), message=words)
    for variant, words in (("link", text.link), ("voice", text.voice or "")):
        inner = (*path, variant)
        where = inner if subject.source.has(inner) else path
        wrong = list(_names(where, words, known, f"text {name}, {variant}"))
        yield from wrong
        if not wrong and _by_sms(subject, name):
            yield from _length(subject, where, words, f"text {name}, {variant}")


def _plain_words(subject: Subject) -> Iterator[Found]:
    """Titles, labels and the short words of the status page are shown as they stand, a placeholder with its braces."""
    definition = subject.definition
    said: list[tuple[Path, str, str]] = [(("title",), definition.title, "the service")]
    said += [(("summary",), definition.summary, "the service")]
    said += [(("states", name, "title"), state.title, name) for name, state in definition.states.items()]
    said += [((*path, "title"), transition.title, transition.name) for path, transition in subject.transitions()]
    said += [(("clocks", name, "title"), clock.title, name) for name, clock in definition.clocks.items()]
    said += [(("documents", name, "title"), document.title, name) for name, document in definition.documents.items()]
    for path, one in asked(subject):
        said += [((*path, "label"), one.label, one.name), ((*path, "hint"), one.hint, one.name)]
    for name, state in definition.states.items():
        said += [(("states", name, "done"), state.done, name), (("states", name, "doing"), state.doing, name)]
        said += [(("states", name, "check", outcome), words, name) for outcome, words in state.check.items()]
    said += [((*path, "done"), transition.done, transition.name) for path, transition in subject.transitions()]
    said += [(("clocks", name, "citizen"), clock.citizen, name) for name, clock in definition.clocks.items()]
    for path, words, owner in said:
        yield from _names(path, words, frozenset(), f"{owner}, {path[-1]}")


def _locales(subject: Subject, known: frozenset[str]) -> Iterator[Found]:
    for locale in subject.locales:
        for name, words in locale.texts.items():
            where, owner = locale.paths[name], f"{locale.language}, {name}"
            line = locale.source.line(where)
            section = name.partition(".")[0]
            plain = name.endswith(_AS_IT_STANDS) or ".check." in name or section in ("title", "summary")
            read = plain or section in ("states", "texts")
            wrong = list(_names(where, words, frozenset() if plain else known, owner)) if read else []
            if not wrong and section == "texts" and _by_sms(subject, name.split(".")[1]):
                wrong = list(_length(subject, where, words, owner))
            for found in wrong:
                yield Found(
                    code=found.code,
                    path=found.path,
                    message=found.message,
                    level=found.level,
                    file=locale.file,
                    line=line,
                )


def _names(path: Path, text: str, known: frozenset[str], owner: str) -> Iterator[Found]:
    try:
        names = names_in(text)
    except StrayBrace:
        yield Found(code="template_error", path=path, message=f"{owner}: a brace that belongs to no name")
        return
    for name in sorted(names - known):
        words = f"{owner}: {{{name}}} is neither a field, an input nor known of the case"
        yield Found(code="undeclared_template_field", path=path, message=words)


def _length(subject: Subject, path: Path, text: str, owner: str) -> Iterator[Found]:
    if not text:
        return
    parts = subject.meter.parts(longest_rendering(text, subject.definition))
    if parts >= _WARN_PARTS:
        level = Level.ERROR if parts >= _FAIL_PARTS else Level.WARNING
        words = f"{owner}: its longest rendering needs {parts} SMS parts"
        yield Found(code="sms_too_long", path=path, message=words, level=level)


def _uses(subject: Subject, name: str) -> list[dict[str, object]]:
    effects = (effect for _path, effect, _transition in subject.effects() if effect.kind is EffectKind.NOTIFY)
    return [dict(effect.data) for effect in effects if effect.data.get("text") == name]


def _reaches_citizens(subject: Subject, name: str) -> bool:
    uses = _uses(subject, name)
    return not uses or any(use.get("to") not in subject.definition.roles for use in uses)


def _by_sms(subject: Subject, name: str) -> bool:
    uses = _uses(subject, name)
    return not uses or any(use.get("channel", "sms") == "sms" for use in uses)
