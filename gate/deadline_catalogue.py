"""The sentences of `deadline_words.py` in Ukrainian, English and Russian, with their plurals.

Only texts: which one is said when is decided in `deadline_words.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """One language.

    `units`: the forms for one, few and many; `accusative`: that for one after «дає»; `said`: lengths said in words;
    `form` picks among the forms; `at` says a clock time («об 11:00»); `short_time`: hours and minutes in short.
    """

    sentences: Mapping[str, str]
    units: Mapping[str, tuple[str, str, str]]
    form: Callable[[int], int]
    at: Callable[[str], str]
    short_time: tuple[str, str]
    accusative: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[tuple[int, str], str] = field(default_factory=dict)

    def length(self, count: int, unit: str, *, accusative: bool = False) -> str:
        """`5 робочих днів`, `один місяць`."""
        if (count, unit) in self.said:
            return self.said[count, unit]
        form = self.form(count)
        text = self.units[unit][form]
        return f"{count} {self.accusative.get(unit, text) if accusative and form == 0 else text}"

    def used(self, count: int, measure: str) -> str:
        """`0 днів`, `1 год 35 хв`: how much of a term was used, `count` in days or seconds."""
        if measure == "day":
            return self.length(count, "day")
        hours, minutes = divmod(count // 60, 60)
        parts = [f"{hours} {self.short_time[0]}"] if hours else []
        return " ".join([*parts, *([f"{minutes} {self.short_time[1]}"] if minutes or not hours else [])])


def catalogue(lang: str) -> Catalogue:
    """The texts of a language; Ukrainian for one we do not have."""
    return _CATALOGUES.get(lang, UKRAINIAN)


def _slavic_form(count: int) -> int:
    if count % 10 == 1 and count % 100 != 11:
        return 0
    return 1 if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else 2


UKRAINIAN = Catalogue(
    form=_slavic_form,
    at=lambda clock: f"об {clock}" if clock.startswith("11") else f"о {clock}",
    short_time=("год", "хв"),
    units={
        "minute": ("хвилина", "хвилини", "хвилин"),
        "hour": ("година", "години", "годин"),
        "working_hour": ("робоча година", "робочі години", "робочих годин"),
        "day": ("день", "дні", "днів"),
        "working_day": ("робочий день", "робочі дні", "робочих днів"),
        "calendar_day": ("календарний день", "календарні дні", "календарних днів"),
        "month": ("місяць", "місяці", "місяців"),
        "resolution_done": ("резолюцію", "резолюції", "резолюцій"),
        "sentence": ("речення", "речення", "речень"),
        "overdue": ("прострочення", "прострочення", "прострочень"),
        "year": ("рік", "роки", "років"),
    },
    accusative={"minute": "хвилину", "hour": "годину", "working_hour": "робочу годину"},
    said={(1, "month"): "один місяць", (1, "year"): "один рік"},
    sentences={
        "appointed": "Призначений день – {day}.",
        "appointed.before": "Призначений день – {day}; строк за {days_shifted} до нього.",
        "received": "Отримано {day}.",
        "received.at": "Отримано {day} {at}.",
        "term_set.law": "Закон дає {term_given} від {short_day}, перший день {first_day}.",
        "term_set.extended": "Строк продовжено: разом {term} від {short_day}, перший день {first_day}.",
        "term_set.own": "Строк послуги – {term} від {short_day}, перший день {first_day}.",
        "unit_chosen.working_day": "Строк, коротший за {below} днів, рахуємо в робочих днях.",
        "unit_chosen.calendar_day": "Строк у {below} днів і довший рахуємо в календарних днях.",
        "term_ends.law": "Закон дає {term_given} від дня надходження: {day}.",
        "term_ends.extended": "Строк продовжено: разом {term} від дня надходження: {day}.",
        "term_ends.own": "Строк послуги – {term}: {day}.",
        "starts_at_opening": "Це поза робочим часом, тому відлік починається {opens_day} {opens_at}.",
        "time_runs_out.law": "Закон дає {term_given}: {moment_day} {at}.",
        "time_runs_out.extended": "Строк продовжено: разом {term}: {moment_day} {at}.",
        "time_runs_out.own": "Строк – {term}: {moment_day} {at}.",
        "paused": "{moment_short} {at} строк зупинено; використано {used}.",
        "paused.reason": "{moment_short} {at} строк зупинено: {reason}; використано {used}.",
        "paused.open": "{moment_short} {at} строк зупинено; використано {used}. Порахуємо далі, коли поновимо.",
        "paused.reason.open": "{moment_short} {at} строк зупинено: {reason}; використано {used}. "
        "Порахуємо далі, коли поновимо.",
        "resumed.working_day": "{moment_short} {at} строк поновлено; рахуємо з наступного робочого дня.",
        "resumed.day": "{moment_short} {at} строк поновлено; рахуємо з наступного дня.",
        "resumed.same_day": "{moment_short} {at} строк поновлено; рахуємо з цього дня.",
        "resumed.on": "{moment_short} {at} строк поновлено.",
        "pause_ignored.law": "Закон не дає зупиняти цей строк, тому зупинка дати не змінює.",
        "pause_ignored.extended": "Закон не дає зупиняти цей строк, тому зупинка дати не змінює.",
        "pause_ignored.own": "Цей строк не зупиняється, тому зупинка дати не змінює.",
        "shifted": "Через зупинку строк довший на {days_shifted}: {day}.",
        "day_off_skipped": "{day} – неробочий день («{name}»), його не рахуємо.",
        "days_counted.each": "{days}.",
        "days_counted.span": "{count}: з {first} до {last}.",
        "is_working_day": "Це робочий день, тому дата не зсувається.",
        "is_working_day.holiday": "Це свято («{name}»), але зараз воно робочий день, тому дата не зсувається.",
        "moved_off_day": "{from} – неробочий день, тому останній день – наступний робочий: {to}.",
        "moved_off_day.holidays": "{from} – неробочий день, тому останній день – наступний робочий: {to} "
        "(свята: {holidays}).",
        "stays_on_day_off": "{day} – неробочий день, але цей строк не зсувається.",
        "pause_not_provided": "Увага: цей закон не передбачає зупинки строку; пораховано так, як запитано.",
        "rule_not_in_force.early": "Увага: {day} ця норма ще не діяла, вона діє з {valid_from}.",
        "rule_not_in_force.late": "Увага: {day} ця норма вже не діяла, вона діяла до {valid_to}.",
        "definition_changed": "{day} справа перейшла на нову версію правил ({before} → {version}); раніше – {was}.",
        "clock_added": "{day} справа перейшла на нову версію правил ({before} → {version}), у ній є цей строк.",
    },
)

ENGLISH = Catalogue(
    form=lambda count: 0 if count == 1 else 2,
    at=lambda clock: f"at {clock}",
    short_time=("h", "min"),
    units={
        "minute": ("minute", "minutes", "minutes"),
        "hour": ("hour", "hours", "hours"),
        "working_hour": ("working hour", "working hours", "working hours"),
        "day": ("day", "days", "days"),
        "working_day": ("working day", "working days", "working days"),
        "calendar_day": ("calendar day", "calendar days", "calendar days"),
        "month": ("month", "months", "months"),
        "resolution_done": ("resolution", "resolutions", "resolutions"),
        "sentence": ("sentence", "sentences", "sentences"),
        "overdue": ("overdue", "overdue", "overdue"),
        "year": ("year", "years", "years"),
    },
    said={(1, "month"): "one month", (1, "year"): "one year"},
    sentences={
        "appointed": "The appointed day is {day}.",
        "appointed.before": "The appointed day is {day}; the term comes {days_shifted} before it.",
        "received": "Received on {day}.",
        "received.at": "Received on {day} {at}.",
        "term_set.law": "The law gives {term_given} from {short_day}; the first day is {first_day}.",
        "term_set.extended": "The term was extended to {term} in all from {short_day}; the first day is {first_day}.",
        "term_set.own": "The service takes {term} from {short_day}; the first day is {first_day}.",
        "unit_chosen.working_day": "A term of fewer than {below} days is counted in working days.",
        "unit_chosen.calendar_day": "A term of {below} days or more is counted in calendar days.",
        "term_ends.law": "The law gives {term_given} from the day of receipt: {day}.",
        "term_ends.extended": "The term was extended to {term} in all from the day of receipt: {day}.",
        "term_ends.own": "The service takes {term}: {day}.",
        "starts_at_opening": "That is outside working hours, so time runs from {opens_day} {opens_at}.",
        "time_runs_out.law": "The law gives {term_given}: until {moment_day} {at}.",
        "time_runs_out.extended": "The term was extended to {term} in all: until {moment_day} {at}.",
        "time_runs_out.own": "The term is {term}: until {moment_day} {at}.",
        "paused": "On {moment_short} {at} the term was paused; {used} used.",
        "paused.reason": "On {moment_short} {at} the term was paused: {reason}; {used} used.",
        "paused.open": "On {moment_short} {at} the term was paused; {used} used. Counting goes on when it is resumed.",
        "paused.reason.open": "On {moment_short} {at} the term was paused: {reason}; {used} used. "
        "Counting goes on when it is resumed.",
        "resumed.working_day": "On {moment_short} {at} the term was resumed; counting from the next working day.",
        "resumed.day": "On {moment_short} {at} the term was resumed; counting from the next day.",
        "resumed.same_day": "On {moment_short} {at} the term was resumed; counting from that day.",
        "resumed.on": "On {moment_short} {at} the term was resumed.",
        "pause_ignored.law": "The law does not let this term be paused, so the pause does not change the date.",
        "pause_ignored.extended": "The law does not let this term be paused, so the pause does not change the date.",
        "pause_ignored.own": "This term cannot be paused, so the pause does not change the date.",
        "shifted": "The pause makes the term longer by {days_shifted}: {day}.",
        "day_off_skipped": "{day} is a day off («{name}») and is not counted.",
        "days_counted.each": "{days}.",
        "days_counted.span": "{count}: from {first} to {last}.",
        "is_working_day": "It is a working day, so the date does not move.",
        "is_working_day.holiday": "It is a holiday («{name}») but a working day at present, so the date does not move.",
        "moved_off_day": "{from} is a day off, so the last day is the next working day: {to}.",
        "moved_off_day.holidays": "{from} is a day off, so the last day is the next working day: {to} "
        "(holidays: {holidays}).",
        "stays_on_day_off": "{day} is a day off, but this term does not move.",
        "pause_not_provided": "Note: this law knows no pause; reckoned as asked.",
        "rule_not_in_force.early": "Note: on {day} this rule was not in force yet; it is since {valid_from}.",
        "rule_not_in_force.late": "Note: on {day} this rule was no longer in force; it was until {valid_to}.",
        "definition_changed": "On {day} the case came under new rules (version {before} → {version}); before: {was}.",
        "clock_added": "On {day} the case came under new rules (version {before} → {version}) that have this term.",
    },
)

RUSSIAN = Catalogue(
    form=_slavic_form,
    at=lambda clock: f"в {clock}",
    short_time=("ч", "мин"),
    units={
        "minute": ("минута", "минуты", "минут"),
        "hour": ("час", "часа", "часов"),
        "working_hour": ("рабочий час", "рабочих часа", "рабочих часов"),
        "day": ("день", "дня", "дней"),
        "working_day": ("рабочий день", "рабочих дня", "рабочих дней"),
        "calendar_day": ("календарный день", "календарных дня", "календарных дней"),
        "month": ("месяц", "месяца", "месяцев"),
        "resolution_done": ("резолюцию", "резолюции", "резолюций"),
        "sentence": ("предложение", "предложения", "предложений"),
        "overdue": ("просрочка", "просрочки", "просрочек"),
        "year": ("год", "года", "лет"),
    },
    accusative={"minute": "минуту"},
    said={(1, "month"): "один месяц", (1, "year"): "один год"},
    sentences={
        "appointed": "Назначенный день – {day}.",
        "appointed.before": "Назначенный день – {day}; срок за {days_shifted} до него.",
        "received": "Получено {day}.",
        "received.at": "Получено {day} {at}.",
        "term_set.law": "Закон даёт {term_given} от {short_day}, первый день {first_day}.",
        "term_set.extended": "Срок продлён: всего {term} от {short_day}, первый день {first_day}.",
        "term_set.own": "Срок услуги – {term} от {short_day}, первый день {first_day}.",
        "unit_chosen.working_day": "Срок короче {below} дней считаем в рабочих днях.",
        "unit_chosen.calendar_day": "Срок в {below} дней и длиннее считаем в календарных днях.",
        "term_ends.law": "Закон даёт {term_given} со дня поступления: {day}.",
        "term_ends.extended": "Срок продлён: всего {term} со дня поступления: {day}.",
        "term_ends.own": "Срок услуги – {term}: {day}.",
        "starts_at_opening": "Это вне рабочего времени, поэтому отсчёт начинается {opens_day} {opens_at}.",
        "time_runs_out.law": "Закон даёт {term_given}: {moment_day} {at}.",
        "time_runs_out.extended": "Срок продлён: всего {term}: {moment_day} {at}.",
        "time_runs_out.own": "Срок – {term}: {moment_day} {at}.",
        "paused": "{moment_short} {at} течение срока приостановлено; использовано {used}.",
        "paused.reason": "{moment_short} {at} течение срока приостановлено: {reason}; использовано {used}.",
        "paused.open": "{moment_short} {at} течение срока приостановлено; использовано {used}. "
        "Посчитаем дальше, когда возобновим.",
        "paused.reason.open": "{moment_short} {at} течение срока приостановлено: {reason}; использовано {used}. "
        "Посчитаем дальше, когда возобновим.",
        "resumed.working_day": "{moment_short} {at} течение срока возобновлено; считаем со следующего рабочего дня.",
        "resumed.day": "{moment_short} {at} течение срока возобновлено; считаем со следующего дня.",
        "resumed.same_day": "{moment_short} {at} течение срока возобновлено; считаем с этого дня.",
        "resumed.on": "{moment_short} {at} течение срока возобновлено.",
        "pause_ignored.law": "Закон не даёт приостанавливать этот срок, поэтому дата не меняется.",
        "pause_ignored.extended": "Закон не даёт приостанавливать этот срок, поэтому дата не меняется.",
        "pause_ignored.own": "Этот срок не приостанавливается, поэтому дата не меняется.",
        "shifted": "Из-за приостановки срок дольше на {days_shifted}: {day}.",
        "day_off_skipped": "{day} – нерабочий день («{name}»), его не считаем.",
        "days_counted.each": "{days}.",
        "days_counted.span": "{count}: с {first} до {last}.",
        "is_working_day": "Это рабочий день, поэтому дата не сдвигается.",
        "is_working_day.holiday": "Это праздник («{name}»), но сейчас он рабочий день, поэтому дата не сдвигается.",
        "moved_off_day": "{from} – нерабочий день, поэтому последний день – следующий рабочий: {to}.",
        "moved_off_day.holidays": "{from} – нерабочий день, поэтому последний день – следующий рабочий: {to} "
        "(праздники: {holidays}).",
        "stays_on_day_off": "{day} – нерабочий день, но этот срок не сдвигается.",
        "pause_not_provided": "Внимание: этот закон не предусматривает приостановки; посчитано так, как спрошено.",
        "rule_not_in_force.early": "Внимание: {day} эта норма ещё не действовала, она действует с {valid_from}.",
        "rule_not_in_force.late": "Внимание: {day} эта норма уже не действовала, она действовала до {valid_to}.",
        "definition_changed": "{day} дело перешло на новую версию правил ({before} → {version}); раньше – {was}.",
        "clock_added": "{day} дело перешло на новую версию правил ({before} → {version}), в ней есть этот срок.",
    },
)

_CATALOGUES: Mapping[str, Catalogue] = {"uk": UKRAINIAN, "en": ENGLISH, "ru": RUSSIAN}
