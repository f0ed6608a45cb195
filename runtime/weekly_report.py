"""Makes the report about the past week: on Monday at seven, or as soon after that as a worker runs."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from gate.missed_instructions import missed_lines
from gate.printing import Printing
from gate.weekly_report import TEMPLATE, report_values
from runtime.boot import Runtime
from runtime.font_assets import font_assets
from runtime.record_templates import record_templates
from runtime.surroundings_files import SHIPPED
from store.queries.board import board, week_of
from store.queries.control import missed_since
from store.queries.publications import current_digests
from store.queries.repeat_places import repeat_places
from store.queries.towns import hosts
from store.queries.units import all_units
from store.queries.weekly_reports import weekly_report
from workflow.actor import system
from workflow.commands.keep_weekly_report import KeepWeeklyReport
from workflow.engine.calendar import at_local, local_date

READY_AT = time(7)


def make_weekly_reports(runtime: Runtime) -> int:
    """Looks at every town; how many reports were made. Killed in the middle it begins again: the first report that is
    kept stays, and a week that has one is left alone."""
    with runtime.database.reading(0) as look:
        municipalities = sorted(set(hosts(look).values()))
    return sum(_made(runtime, one) for one in municipalities)


def reported_monday(now: datetime, zone: ZoneInfo) -> date:
    """The first day of the newest week whose report is due."""
    today = local_date(now, zone)
    monday = today - timedelta(days=today.weekday())
    if now < at_local(monday, READY_AT, zone):
        monday -= timedelta(days=7)
    return monday - timedelta(days=7)


def _made(runtime: Runtime, municipality: int) -> int:
    surroundings, now = runtime.application.surroundings(municipality), runtime.clock.now()
    monday = reported_monday(now, surroundings.zone)
    with runtime.database.reading(municipality) as look:
        if weekly_report(look, monday) is not None:
            return 0
        actor, week = system(municipality), week_of(monday, surroundings.zone)
        units = {one.id: one.name for one in all_units(look)}
        found = [runtime.application.definitions.pinned(one) for one in current_digests(look)]
        values = report_values(
            board(look, actor, week, now, surroundings.zone, surroundings.town.idle_days),
            missed_lines(look, missed_since(look, now, week.since), units, now, surroundings, "uk"),
            repeat_places(look, actor, now),
            town=surroundings.town.body or surroundings.town.name,
            units=units,
            titles={one.request_type: one.title for one in found},
            made=local_date(now, surroundings.zone),
            idle_days=surroundings.town.idle_days,
        )
    content = _printing(runtime).printed(TEMPLATE, values, now)
    runtime.application.execute(actor, KeepWeeklyReport(monday=monday, content=content))
    return 1


def _printing(runtime: Runtime) -> Printing:
    return Printing(renderer=runtime.toolbox.renderer, fonts=font_assets(SHIPPED), templates=record_templates(SHIPPED))
