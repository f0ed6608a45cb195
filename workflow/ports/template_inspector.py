"""What the checker asks about templates, as a port."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from workflow.values import Json


class TemplateInspector(Protocol):
    """What the checker asks about templates; both raise TemplateProblem."""

    def names_used(self, source: str) -> frozenset[str]:
        """The names a template takes from its context."""
        ...

    def filled(self, sources: Mapping[str, str], name: str, values: Mapping[str, Json]) -> str:
        """The HTML of template `name`, filled with these values; `sources` are all templates by name."""
        ...


class TemplateProblem(Exception):
    """A template that cannot be read; `line` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line
