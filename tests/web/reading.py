"""Reads a page strictly: every element closed in its place, ids once, inputs labelled, headings in order, nothing inline."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

_VOID = frozenset({"meta", "link", "input", "img", "br", "hr", "source"})
_UNLABELLED = frozenset({"hidden", "submit", "button"})


@dataclass
class Form:
    """A form of the page with the fields a browser would send untouched."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Page:
    """What a page says and offers; `faults` is everything a validator or a screen reader would stumble over."""

    text: str = ""
    forms: list[Form] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    language: str = ""

    def form(self, action: str) -> Form:
        """The form that goes to `action` (an ending of it is enough)."""
        return next(one for one in self.forms if one.action.partition("?")[0].endswith(action))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[str] = []
        self._ids: set[str] = set()
        self._labels: set[str] = set()
        self._inputs: list[tuple[str, str, bool]] = []
        self._described: list[str] = []
        self._form: Form | None = None
        self._area: str | None = None
        self._area_text = ""
        self._select: str | None = None
        self._chosen: str | None = None
        self._heading: list[str] | None = None

    def handle_decl(self, decl: str) -> None:
        if decl.lower() != "doctype html":
            self.page.faults.append(f"doctype {decl}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self._check(tag, found)
        if tag not in _VOID:
            self._open.append(tag)
        self._note(tag, found)
        self._note_field(tag, found)

    def _note(self, tag: str, found: dict[str, str]) -> None:
        match tag:
            case "html":
                self.page.language = found.get("lang", "")
            case "form":
                if self._form is not None:
                    self.page.faults.append("form in a form")
                self._form = Form(action=found.get("action", ""), method=found.get("method", "get"))
                self.page.forms.append(self._form)
            case "a":
                self.page.links.append(found.get("href", ""))
            case "label":
                self._labels.update(found[name] for name in ("for",) if name in found)
            case "h1" | "h2" | "h3" | "h4":
                self._heading = []

    def _note_field(self, tag: str, found: dict[str, str]) -> None:
        match tag:
            case "input":
                self._input(found)
            case "textarea":
                self._inputs.append((tag, found.get("id", ""), "label" in self._open))
                self._area, self._area_text = found.get("name", ""), ""
            case "select":
                self._inputs.append((tag, found.get("id", ""), "label" in self._open))
                self._select, self._chosen = found.get("name", ""), None
            case "option":
                if self._select is not None and (self._chosen is None or "selected" in found):
                    self._chosen = found.get("value", "")
            case "button":
                if self._form is not None:
                    self._form.buttons.append((found.get("name", ""), found.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not self._open or self._open[-1] != tag:
            self.page.faults.append(f"</{tag}> closes {self._open[-1:]}")
            return
        self._open.pop()
        match tag:
            case "form":
                self._form = None
            case "textarea":
                if self._form is not None and self._area:
                    self._form.fields.append((self._area, self._area_text))
                self._area = None
            case "select":
                if self._form is not None and self._select and self._chosen is not None:
                    self._form.fields.append((self._select, self._chosen))
                self._select = None
            case "h1" | "h2" | "h3" | "h4":
                self.page.headings.append((int(tag[1]), " ".join("".join(self._heading or []).split())))
                self._heading = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area_text += data
        if self._heading is not None:
            self._heading.append(data)
        if self._open and self._open[-1] in ("script", "style") and data.strip():
            self.page.faults.append(f"inline {self._open[-1]}")
        self.page.text += data

    def end(self) -> Page:
        page = self.page
        page.faults += [f"<{tag}> is never closed" for tag in self._open]
        for tag, identifier, wrapped in self._inputs:
            if not wrapped and identifier not in self._labels:
                page.faults.append(f"{tag} #{identifier} has no label")
        page.faults += [f"label for {one} points nowhere" for one in self._labels - self._ids]
        page.faults += [f"described by {one}, which is not there" for one in self._described if one not in self._ids]
        levels = [level for level, _text in page.headings]
        if levels[:1] != [1] or levels.count(1) != 1:
            page.faults.append(f"headings begin {levels[:3]}")
        page.faults += [f"heading jumps {a} to {b}" for a, b in pairwise(levels) if b > a + 1]
        page.faults += [f"empty heading h{level}" for level, text in page.headings if not text]
        page.text = " ".join(page.text.split())
        return page

    def _check(self, tag: str, found: dict[str, str]) -> None:
        if tag == "style" or "style" in found:
            self.page.faults.append(f"inline style on {tag}")
        self.page.faults += [f"handler {name}" for name in found if name.startswith("on")]
        identifier = found.get("id")
        if identifier is not None:
            if identifier in self._ids or not identifier:
                self.page.faults.append(f"id {identifier} twice or empty")
            self._ids.add(identifier)
        for name in ("aria-labelledby", "aria-describedby"):
            self._described += found.get(name, "").split()
        if tag == "img" and not found.get("alt"):
            self.page.faults.append("img without words")
        if tag in ("script", "link", "img", "iframe", "form", "a"):
            where = found.get("src") or found.get("href") or found.get("action") or ""
            if where.startswith(("http:", "https:", "//", "javascript:", "data:")):
                self.page.faults.append(f"{tag} leads to {where}")
        if tag == "label" and "label" in self._open:
            self.page.faults.append("label in a label")
        if tag in ("div", "p", "ul", "ol", "section", "fieldset", "form", "dl") and "p" in self._open:
            self.page.faults.append(f"<{tag}> in a <p>")

    def _input(self, found: dict[str, str]) -> None:
        kind = found.get("type", "text")
        if kind not in _UNLABELLED:
            self._inputs.append(("input", found.get("id", ""), "label" in self._open))
        if self._form is None or "name" not in found:
            return
        if kind in ("radio", "checkbox") and "checked" not in found:
            return
        if kind != "file":
            self._form.fields.append((found["name"], found.get("value", "")))


def read_page(html: str) -> Page:
    """Parses `html`; everything wrong with it is in `faults`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.end()
