"""Keeps the report about a week, as it will lie on the meeting's table."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene
from workflow.errors import InvalidInput


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepWeeklyReport:
    """`content` is the PDF about the week that began on `monday`; the first one kept stays."""

    monday: date
    content: bytes = field(repr=False)


def handle(command: KeepWeeklyReport, scene: Scene) -> Executed:
    """Raises NotPermitted, InvalidInput."""
    may_administer(scene.actor)
    if command.monday.weekday() != 0:
        raise InvalidInput({"monday": ["invalid"]})
    scene.work.keep_weekly_report(command.monday, command.content, scene.moment.now)
    return Executed()
