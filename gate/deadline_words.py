"""«Чому ця дата?» in plain words: the steps of a deadline as sentences.

Here: one sentence per step and what `sprava clocks explain` and the API print. The texts are in
`deadline_catalogue.py`; counting is the engine's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TypedDict

from gate.deadline_catalogue import Catalogue, catalogue
from workflow.engine.deadlines import Deadline, Step, StepReason
from workflow.values import Json

_MANY_DAYS = 10
"""More counted days than this are told as a span, not one by one."""
_CLOCK = slice(11, 16)
"""Where a moment text has its time of day."""


class ToldStep(TypedDict):
    """One step for a reader: `at` a day or a UTC instant, `why` a sentence, `code` what a program may rely on."""

    at: str
    why: str
    code: str


class ToldDeadline(TypedDict):
    """`date` the last permitted day, `deadline` the first instant after it (UTC, RFC 3339)."""

    deadline: str
    date: str
    steps: list[ToldStep]


def told_deadline(deadline: Deadline, lang: str) -> ToldDeadline:
    """A deadline with its steps as plain data, sentences in `lang`."""
    return {
        "deadline": instant_text(deadline.deadline),
        "date": deadline.date.isoformat(),
        "steps": told_steps(deadline.steps, lang),
    }


def told_steps(steps: Sequence[Step], lang: str) -> list[ToldStep]:
    """Steps as plain data, sentences in `lang`."""
    return [{"at": _at(step.at), "why": sentence(step, lang), "code": step.why.value} for step in steps]


def instant_text(instant: datetime) -> str:
    """A UTC instant as RFC 3339: `2026-12-23T22:00:00Z`."""
    return (instant if instant.tzinfo is UTC else instant.astimezone(UTC)).isoformat().removesuffix("+00:00") + "Z"


def sentence(step: Step, lang: str) -> str:
    """One step as a sentence in `uk`, `en` or `ru`; any other language gets the town's, `uk`."""
    try:
        return _said(lang, step.why, tuple(step.data.items()))
    except TypeError:  # it holds a list
        return _said_of_lists(step, lang)


def _said_of_lists(step: Step, lang: str) -> str:
    said = tuple([(name, tuple(value) if isinstance(value, list) else value) for name, value in step.data.items()])
    try:
        return _said(lang, step.why, said)
    except TypeError:  # a list of more than words: not worth remembering
        return _Wording(words=catalogue(lang), data=step.data).of(step.why)


@lru_cache(maxsize=4096)
def _said(lang: str, why: StepReason, data: tuple[tuple[str, Json], ...]) -> str:
    """The same step is told whenever its case is shown."""
    return _Wording(words=catalogue(lang), data=dict(data)).of(why)


def _at(at: datetime | date) -> str:
    return instant_text(at) if isinstance(at, datetime) else at.isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    words: Catalogue
    data: Mapping[str, Json]

    def of(self, why: StepReason) -> str:
        text = self.words.sentences[self._variant(why)]
        return text.format_map({name: self._value(name) for name in _names(text)})

    def _variant(self, why: StepReason) -> str:
        """The sentence's key: the code, with a suffix where the data ask for other words."""
        data = self.data
        match why:
            case StepReason.RECEIVED:
                return "received.at" if "moment" in data else "received"
            case StepReason.TERM_SET | StepReason.TERM_ENDS | StepReason.TIME_RUNS_OUT:
                return f"{why}.{self._source()}"
            case StepReason.UNIT_CHOSEN:
                return f"{why}.{data['unit']}"
            case StepReason.PAUSED:
                return f"{why}{'.reason' if data['reason'] else ''}{'.open' if data['open'] else ''}"
            case StepReason.RESUMED:
                return f"{why}.{self._following()}"
            case StepReason.DAYS_COUNTED:
                return f"{why}.{'span' if len(self._list('days')) > _MANY_DAYS else 'each'}"
            case StepReason.APPOINTED:
                return f"{why}.before" if data["days"] else why.value
            case StepReason.IS_WORKING_DAY:
                return f"{why}.holiday" if data["name"] else why.value
            case StepReason.MOVED_OFF_DAY:
                return f"{why}.holidays" if data["holidays"] else why.value
            case StepReason.PAUSE_IGNORED:
                return f"{why}.{self._source()}"
            case StepReason.RULE_NOT_IN_FORCE:
                return f"{why}.{'early' if self._early() else 'late'}"
            case _:
                return why.value

    def _source(self) -> str:
        return "extended" if self.data["extended"] else "law" if self.data["law"] else "own"

    def _following(self) -> str:
        following = self.data["next"]
        if following is None:
            return "on"
        if following == str(self.data["moment"])[:10]:
            return "same_day"
        return "working_day" if self.data["working"] else "day"

    def _early(self) -> bool:
        begins = self.data["valid_from"]
        return begins is not None and str(self.data["day"]) < str(begins)

    def _list(self, name: str) -> Sequence[Json]:
        value = self.data[name]
        return value if isinstance(value, list | tuple) else ()

    def _value(self, name: str) -> str:
        """What stands for `{name}`; those not named here are the data's own words."""
        words, data = self.words, self.data
        match name:
            case "term" | "term_given":
                return words.length(_number(data["length"]), str(data["unit"]), accusative=name == "term_given")
            case "used":
                return words.used(_number(data["used"]), str(data["measure"]))
            case "days_shifted":
                return words.length(_number(data["days"]), "day")
            case "at" | "opens_at":
                return words.at(str(data["moment" if name == "at" else "opens"])[_CLOCK])
            case "days" | "count" | "first" | "last":
                return self._days_value(name)
            case "holidays":
                return ", ".join(_holiday(one) for one in self._list("holidays"))
            case "below" | "reason" | "name" | "before" | "version":
                return str(data[name])
            case _:
                return self._day_value(name)

    def _days_value(self, name: str) -> str:
        days = [str(day) for day in self._list("days")]
        match name:
            case "count":
                return self.words.length(len(days), "working_day")
            case "first":
                return _long(days[0])
            case "last":
                return _long(days[-1])
            case _:
                return _days(days)

    def _day_value(self, name: str) -> str:
        match name:
            case "first_day" | "short_day":
                return _short(str(self.data[name.removeprefix("short_")]))
            case "moment_short":
                return _short(str(self.data["moment"]))
            case "moment_day" | "opens_day":
                return _long(str(self.data[name.removesuffix("_day")]))
            case _:
                return _long(str(self.data[name]))


def _names(text: str) -> list[str]:
    return [part.partition("}")[0] for part in text.split("{")[1:]]


def _number(value: Json) -> int:
    return value if isinstance(value, int) else 0


def _long(day: str) -> str:
    return f"{date.fromisoformat(day[:10]):%d.%m.%Y}"


def _short(moment: str) -> str:
    return f"{date.fromisoformat(moment[:10]):%d.%m}"


def _days(days: Sequence[str]) -> str:
    one_year = len({day[:4] for day in days}) == 1
    return ", ".join(_short(day) if one_year else _long(day) for day in days)


def _holiday(one: Json) -> str:
    if not isinstance(one, Mapping):
        return ""
    return f"{_long(str(one['day']))} – «{one['name']}»"
