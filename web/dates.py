"""Days and moments as people say them: «23.11, 08:05», «до четверга, 26 листопада, включно», «лишилось 59 хв».

Pure; `now` and the zone are given. Instants are aware.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

from web.words import counted, words
from workflow.engine.calendar import local_date

_FAR = timedelta(days=14)
"""A day further off than this is told with its year."""

_UNTIL: Mapping[str, tuple[str, ...]] = {
    "uk": ("понеділка", "вівторка", "середи", "четверга", "п'ятниці", "суботи", "неділі"),
    "ru": ("понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_ON: Mapping[str, tuple[str, ...]] = {
    "uk": ("понеділок", "вівторок", "середа", "четвер", "п'ятниця", "субота", "неділя"),
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    "en": _UNTIL["en"],
}

_SHORT: Mapping[str, tuple[str, ...]] = {
    "uk": ("пн", "вт", "ср", "чт", "пт", "сб", "нд"),
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def short_day(day: date) -> str:
    """«26.11»."""
    return f"{day:%d.%m}"


def full_day(day: date) -> str:
    """«26.11.2026»."""
    return f"{day:%d.%m.%Y}"


def clock_time(at: datetime, zone: ZoneInfo) -> str:
    """«08:05»."""
    return f"{at.astimezone(zone):%H:%M}"


def short_moment(at: datetime, zone: ZoneInfo) -> str:
    """«23.11, 08:05»."""
    return f"{at.astimezone(zone):%d.%m, %H:%M}"


def full_moment(at: datetime, zone: ZoneInfo) -> str:
    """«23.11.2026, 08:05»."""
    return f"{at.astimezone(zone):%d.%m.%Y, %H:%M}"


def day_month(day: date, language: str) -> str:
    """«24 листопада»."""
    return format_date(day, "d MMMM", locale=language)


def until_day(day: date, today: date, language: str) -> str:
    """«четверга, 26 листопада» as it stands after «до»; with the year when the day is far off or in another year."""
    pattern = "d MMMM y" if abs(day - today) > _FAR or day.year != today.year else "d MMMM"
    return f"{_UNTIL[language][day.weekday()]}, {format_date(day, pattern, locale=language)}"


def on_day(day: date, language: str) -> str:
    """«середа, 25 листопада»: a heading over a day's slots."""
    return f"{_ON[language][day.weekday()]}, {day_month(day, language)}"


def weekday_day(day: date, language: str) -> str:
    """«чт 26.11»: as a choice to press."""
    return f"{_SHORT[language][day.weekday()]} {day:%d.%m}"


def last_day(ends: datetime, zone: ZoneInfo) -> date:
    """The local day that ends at `ends`, the first instant after it; of a moment within a day, that day."""
    return local_date(ends - timedelta(microseconds=1), zone)


def time_left(due: datetime, now: datetime, zone: ZoneInfo, language: str) -> str:
    """«лишилось 59 хв», «лишилось 3 год», «лишилось 5 днів», «прострочено на 2 дні»: whole local days from two
    days on.
    """
    late = due <= now
    span = now - due if late else due - now
    if span < timedelta(hours=1):
        told = words("left.minutes", language, count=max(1, round(span.total_seconds() / 60)))
    elif span < timedelta(days=1):
        told = words("left.hours", language, count=int(span.total_seconds() // 3600))
    else:
        days = abs((last_day(due, zone) - local_date(now, zone)).days) if not late else span.days
        told = counted(max(1, days), "day", language)
    return words("left.overdue" if late else "left.remaining", language, span=told)
