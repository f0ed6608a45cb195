"""The filing plan (номенклатура справ): the files that a town's finished cases go into. Frozen values.

Practice: КМУ 55, Порядок 1000/5; a volume holds at most 250 sheets, terms count from 1 January after the file's year.
"""

from __future__ import annotations

from dataclasses import dataclass

from workflow.definition.model import Period

SHEETS_PER_VOLUME = 250
WITHOUT_INDEX = "00-00"
"""The file of cases whose definition names none: kept for ever, until somebody decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFile:
    """One line of the plan. `keep` None: for ever. `unit` is the department that answers for it, `article` that of the
    list of standard terms."""

    index: str
    title: str
    keep: Period | None = None
    unit: str | None = None
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePlace:
    """Where the next case goes: the first year not closed, a volume with room, the running number in the file."""

    year: int
    volume: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeDue:
    """A volume whose term is over since `kept_until`, with what an act says of it."""

    index: str
    year: int
    volume: int
    title: str
    article: str
    keep: Period | None
    cases: int
    sheets: int
