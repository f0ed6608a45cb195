"""Plugs the checker's two questions into the rooms that know the answers: SMS length and names in a template."""

from __future__ import annotations

from documents.errors import TemplateFailed
from documents.rendering.template import paths_used
from notifications.sms_length import measure
from workflow.definition.check import Tools
from workflow.ports import TemplateProblem


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
            line = error.data.get("line", "1")
            raise TemplateProblem(error.data.get("reason", error.code), int(line)) from error


def checker_tools() -> Tools:
    """The tools every caller of the checker uses."""
    return Tools(meter=SmsMeter(), inspector=PaperInspector())
