"""Alarms in words, as whoever reads them needs them: executors, those who control, somebody back from leave.

What an alarm does not say itself (what the instruction is about, who acts for whom now) is looked up when it is read:
so it always names whoever acts at that moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from store.queries.alarms import Alarm
from web import dates
from web.staff_names import initialled, is_woman
from web.words import counted, known, words
from workflow.actor import Actor
from workflow.case import Case, Executor, ExecutorRole, Resolution, ResolutionStatus
from workflow.engine.calendar import local_date
from workflow.engine.lateness import working_days_late
from workflow.surroundings import Surroundings
from workflow.town import StaffMember, Unit
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What alarms are read against. `acting` maps an absent username to whoever acts for them now."""

    reader: Actor
    staff: Mapping[str, StaffMember]
    units: Mapping[str, Unit]
    acting: Mapping[str, str]
    now: datetime
    surroundings: Surroundings
    language: str

    def name(self, username: str) -> str:
        """«Н. Умовна»: of whoever acts for them now."""
        found = self.staff.get(self.acting.get(username, username))
        return initialled(found.name) if found is not None else username


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmWords:
    """What is said, and what may be done: (label, offer) of the case's page, or a number to ring."""

    said: str
    offers: tuple[tuple[str, str], ...] = ()
    phone: str = ""
    resolution: str = ""


def alarm_words(alarm: Alarm, case: Case | None, values: Mapping[str, Json], setting: Setting) -> AlarmWords:
    """An alarm in words; `values` are personal values of its case that the reader may see."""
    if alarm.code == "digest":
        return AlarmWords(said=_digest(alarm.data, setting))
    if alarm.code == "idle":
        days = counted(int(str(alarm.data.get("days", 0))), "calendar_day", setting.language)
        return AlarmWords(said=words("alarm.said.idle", setting.language, days=days))
    one = _resolution(alarm, case)
    if case is not None and one is not None:
        match alarm.code:
            case "resolution_near":
                return _near(case, one, values, setting)
            case "resolution_overdue":
                return _overdue(case, one, values, setting)
            case "checkpoint_due":
                return _checkpoint(case, one, int(str(alarm.data.get("checkpoint", 0))), values, setting)
    return AlarmWords(said=known(f"alarm.{alarm.code}", setting.language) or words("alarm.other", setting.language))


def _resolution(alarm: Alarm, case: Case | None) -> Resolution | None:
    wanted = alarm.data.get("resolution")
    return next((one for one in case.resolutions if str(one.id) == wanted), None) if case is not None else None


def _near(case: Case, one: Resolution, values: Mapping[str, Json], setting: Setting) -> AlarmWords:
    said = words(
        "alarm.said.near",
        setting.language,
        path=f"{case.reference}/{one.number}",
        about=_about(one, values),
        day=_until(one.due_date, setting),
    )
    if one.reports:
        return AlarmWords(said=said, resolution=str(one.id))
    offers = _offers(("report", "extension"), setting)
    return AlarmWords(
        said=f"{said} {words('alarm.said.no_report', setting.language)}", offers=offers, resolution=str(one.id)
    )


def _checkpoint(case: Case, one: Resolution, number: int, values: Mapping[str, Json], setting: Setting) -> AlarmWords:
    point = one.checkpoints[number]
    said = words(
        "alarm.said.checkpoint",
        setting.language,
        path=f"{case.reference}/{one.number}",
        about=_about(one, values),
        note=values.get(point.note) or "",
        day=_until(point.due_date, setting),
    )
    return AlarmWords(said=said, offers=_offers(("checkpoint",), setting), resolution=str(one.id))


def _overdue(case: Case, one: Resolution, values: Mapping[str, Json], setting: Setting) -> AlarmWords:
    days = counted(working_days_late(one, setting.now, setting.surroundings), "working_day", setting.language)
    missed = one.missed[-1] if one.missed else one.due_date
    if _executes(one, setting.reader):
        still = one.status is ResolutionStatus.OPEN and one.due is not None and one.due <= setting.now
        said = words(
            "alarm.said.late" if still else "alarm.said.was_late",
            setting.language,
            days=days,
            day=dates.short_day(missed) if missed else "",
            by=setting.name(one.speaker),
        )
        return AlarmWords(said=said, offers=_offers(("report", "explain"), setting), resolution=str(one.id))
    lead = _lead(one)
    about = _about(one, values)
    said = words(
        "alarm.said.overdue",
        setting.language,
        executor=initialled(lead.name) if lead and lead.username else lead.name if lead else "",
        about=about[:1].lower() + about[1:],
    )
    above = case.resolution(one.parent) if one.parent is not None else None
    if above is not None and above.due_date is not None:
        said = f"{said} {_above(above, setting)}"
    if setting.reader.username not in _speaks(one, setting):
        return AlarmWords(said=said, resolution=str(one.id))
    offers = list(_offers(("extend", "replace"), setting))
    if above is not None:
        offers.append((words("alarm.offer.tell_above", setting.language, whom=_whom(above, setting)), "report"))
    return AlarmWords(said=said, offers=tuple(offers), phone=_phone(lead, setting), resolution=str(one.id))


def _above(above: Resolution, setting: Setting) -> str:
    if above.due_date is None:
        return ""
    today = local_date(setting.now, setting.surroundings.zone)
    left = max((above.due_date - today).days, 0)
    return words(
        "alarm.said.above",
        setting.language,
        whose=_whose(above, setting),
        left=counted(left, "day", setting.language),
        day=dates.short_day(above.due_date),
    )


def _whose(above: Resolution, setting: Setting) -> str:
    return _role_words("of", above, setting) or words("role.of.above", setting.language)


def _whom(above: Resolution, setting: Setting) -> str:
    return _role_words("to", above, setting) or words("role.to.above", setting.language)


def _role_words(case: str, above: Resolution, setting: Setting) -> str | None:
    author = setting.staff.get(above.author)
    roles = sorted(author.roles) if author is not None else []
    return next((said for role in roles if (said := known(f"role.{case}.{role}", setting.language))), None)


def _digest(data: Mapping[str, Json], setting: Setting) -> str:
    acting = str(data.get("acting", ""))
    returned = data.get("returned")
    overdue = data.get("overdue")
    back = [str(one) for one in returned] if isinstance(returned, list | tuple) else []
    late = [one for one in overdue if isinstance(one, Mapping)] if isinstance(overdue, list | tuple) else []
    language = setting.language
    parts = [
        words("digest.done", language, count=counted(int(str(data.get("done", 0))), "resolution_done", language)),
        words("digest.returned", language, count=len(back), numbers=": " + ", ".join(back) if back else ""),
    ]
    said = ", ".join(parts)
    if late:
        told = "; ".join(_late(one, setting) for one in late)
        said += words("digest.overdue", language, count=counted(len(late), "overdue", language), told=told)
    begins, ends = (date.fromisoformat(str(data.get(key))) for key in ("from", "to"))
    same = begins.month == ends.month and begins.year == ends.year
    return words(
        "digest.said.woman" if is_woman(acting) else "digest.said",
        language,
        period=f"{begins:%d}–{dates.short_day(ends)}" if same else f"{dates.short_day(begins)}–{dates.short_day(ends)}",
        acting=initialled(acting),
        told=said,
    )


def _late(one: Mapping[str, Json], setting: Setting) -> str:
    member = setting.staff.get(str(one.get("username")))
    unit = setting.units.get(str(one.get("unit") or (member.unit if member else "")))
    who = unit.name if unit is not None else str(one.get("executor", ""))
    days = counted(int(str(one.get("days", 0))), "working_day", setting.language)
    return f"{one.get('number')}, {who}, {days}"


def _about(one: Resolution, values: Mapping[str, Json]) -> str:
    return str(values.get(one.about or "") or values.get(one.text) or "").rstrip(" .")


def _until(day: date | None, setting: Setting) -> str:
    today = local_date(setting.now, setting.surroundings.zone)
    return dates.until_day(day, today, setting.language) if day is not None else ""


def _lead(one: Resolution) -> Executor | None:
    return next((each for each in one.executors if each.role is ExecutorRole.LEAD), None)


def _executes(one: Resolution, reader: Actor) -> bool:
    names = {reader.username, *(absent.username for absent in reader.substitutes)}
    return any(each.username in names or (each.username is None and each.unit == reader.unit) for each in one.executors)


def _speaks(one: Resolution, setting: Setting) -> set[str]:
    return {one.speaker, setting.acting.get(one.speaker, one.speaker)}


def _phone(lead: Executor | None, setting: Setting) -> str:
    if lead is None:
        return ""
    member = setting.staff.get(lead.username or "")
    unit = setting.units.get(lead.unit or (member.unit if member is not None else None) or "")
    return unit.phone if unit is not None else ""


def _offers(names: tuple[str, ...], setting: Setting) -> tuple[tuple[str, str], ...]:
    return tuple((words(f"alarm.offer.{one}", setting.language), one) for one in names)
