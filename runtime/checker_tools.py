"""Plugs the checker's two questions into the rooms that know the answers: SMS length and names in a template."""

from __future__ import annotations

from collections.abc import Mapping

from documents.errors import TemplateFailed
from documents.rendering.template import paths_used, render_html
from notifications.sms_length import measure
from workflow.definition.check import Tools
from workflow.ports.template_inspector import TemplateProblem
from workflow.values import Json


class SmsMeter:
    """A `TextMeter`: parts of an SMS."""

    def parts(self, text: str) -> int:
        """How many parts the text takes."""
        return measure(text).parts


class PaperInspector:
    """A `TemplateInspector`: dotted paths such as `form.place`, so that the checker can look one step deeper."""

    def names_used(self, source: str) -> frozenset[str]:
        """What the template takes from its context. Raises TemplateProblem."""
        try:
            return paths_used(source)
        except TemplateFailed as error:
            raise _problem(error) from error

    def filled(self, sources: Mapping[str, str], name: str, values: Mapping[str, Json]) -> str:
        """The HTML of template `name`. Raises TemplateProblem."""
        try:
            return render_html(sources, name, values)
        except TemplateFailed as error:
            raise _problem(error, name) from error


def _problem(error: TemplateFailed, asked: str = "") -> TemplateProblem:
    """In words; the line is that of the template `asked` for, of any other it stands in the words."""
    told = error.data
    absent = error.code == "undeclared_template_field"
    words = f"{told['field']} is not there" if absent else told.get("reason", error.code)
    place, line = told.get("template", ""), told.get("line", "1")
    if asked and place not in ("", asked):
        return TemplateProblem(f"{words} ({place}, line {line})", 1)
    return TemplateProblem(words, int(line))


def checker_tools() -> Tools:
    """The tools every caller of the checker uses."""
    return Tools(meter=SmsMeter(), inspector=PaperInspector())
