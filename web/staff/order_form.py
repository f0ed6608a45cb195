"""The form of a resolution: words, who leads, who helps, until when, under whose control; and what was typed into
it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import request

from web import dates
from web.form_field import FormField, Option
from web.form_reading import typed, typed_day
from web.words import words
from workflow.case import ExecutorRole
from workflow.commands.orders import ExecutorOrder, ResolutionOrder
from workflow.definition.model import ResolutionRule
from workflow.engine.calendar import local_date
from workflow.surroundings import Surroundings
from workflow.town import StaffMember, Unit

_LINES = 5
_OTHER = "other"
_CHIP_DAYS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """Whom an instruction may go to."""

    staff: Sequence[StaffMember]
    units: Sequence[Unit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A resolution proposed before, as the form shows it."""

    text: str = ""
    lead: str = ""
    helper: str = ""
    due: str = ""


def order_fields(
    rule: ResolutionRule,
    hall: Hall,
    today: date,
    language: str,
    *,
    latest: date | None,
    proposal: Proposal,
    errors: Mapping[str, Sequence[str]],
    prefix: str = "order",
) -> tuple[FormField, ...]:
    """Fields of one resolution, or of several lines where the rule says so. `latest` closes later days."""
    lines = range(_LINES) if rule.several else range(1)
    made: list[FormField] = []
    for number in lines:
        name = f"{prefix}.{number}"
        made += _line(name, rule, hall, today, latest, language, proposal if number == 0 else Proposal(), number)
    return tuple(_with_errors(one, errors) for one in made)


def read_orders(rule: ResolutionRule, surroundings: Surroundings, prefix: str = "order") -> tuple[ResolutionOrder, ...]:
    """The resolutions typed; a line without words is no line."""
    lines = range(_LINES) if rule.several else range(1)
    orders = [_order(f"{prefix}.{number}", surroundings) for number in lines]
    if not rule.several:
        return tuple(orders)
    return tuple(one for one in orders if one.text)


def _line(
    name: str,
    rule: ResolutionRule,
    hall: Hall,
    today: date,
    latest: date | None,
    language: str,
    proposal: Proposal,
    number: int,
) -> list[FormField]:
    first = number == 0
    people = _people(hall)
    title = words("order.text_n", language, number=number + 1) if rule.several else words("order.text", language)
    made = [
        FormField(
            name=f"{name}.text",
            label=title,
            widget="textarea",
            rows=3,
            required=first,
            maximum=4000,
            value=_typed(f"{name}.text", proposal.text),
        )
    ]
    if rule.executors != "none":
        made.append(
            FormField(
                name=f"{name}.lead",
                label=words("order.lead", language),
                widget="select",
                required=first and rule.executors == "required",
                options=people,
                chosen=_chosen(f"{name}.lead", proposal.lead),
            )
        )
        if not rule.several:
            made += _helper(name, people, proposal, language)
    if rule.due != "none":
        made += _due(name, today, latest, language, proposal, required=first and rule.due == "required")
    return made


def _helper(name: str, people: tuple[Option, ...], proposal: Proposal, language: str) -> list[FormField]:
    return [
        FormField(
            name=f"{name}.helper",
            label=words("order.helper", language),
            widget="select",
            options=people,
            chosen=_chosen(f"{name}.helper", proposal.helper),
        ),
        FormField(
            name=f"{name}.helper_due",
            label=words("order.helper_due", language),
            widget="datetime-local",
            value=_typed(f"{name}.helper_due", ""),
        ),
    ]


def _due(
    name: str, today: date, latest: date | None, language: str, proposal: Proposal, *, required: bool
) -> list[FormField]:
    days = [today + timedelta(days=n) for n in range(_CHIP_DAYS)]
    allowed = [one for one in days if latest is None or one <= latest]
    labels = {0: words("order.today", language), 1: words("order.tomorrow", language)}
    options = [
        Option(
            value=one.isoformat(),
            label=labels.get((one - today).days) or dates.weekday_day(one, language),
        )
        for one in allowed
    ]
    known = {one.value for one in options}
    given = _typed(f"{name}.due", proposal.due)
    other = _typed(f"{name}.due_other", given if given not in known else "")
    chosen = given if given in known else _OTHER if other else ""
    hint = words("order.latest", language, day=dates.full_day(latest)) if latest is not None else ""
    return [
        FormField(
            name=f"{name}.due",
            label=words("order.due", language),
            hint=hint,
            widget="radio",
            short=True,
            required=required,
            options=(*options, Option(value=_OTHER, label=words("order.other_day", language))),
            chosen=(chosen,),
        ),
        FormField(
            name=f"{name}.due_other",
            label=words("order.other_day_is", language),
            widget="date",
            value=other if other != _OTHER else "",
        ),
    ]


def _order(name: str, surroundings: Surroundings) -> ResolutionOrder:
    posted = request.form
    executors = [
        *_executor(typed(posted, f"{name}.lead"), ExecutorRole.LEAD, None),
        *_executor(
            typed(posted, f"{name}.helper"),
            ExecutorRole.CO,
            _moment(typed(posted, f"{name}.helper_due"), surroundings),
        ),
    ]
    chosen = typed(posted, f"{name}.due")
    day = typed(posted, f"{name}.due_other") if chosen in ("", _OTHER) else chosen
    return ResolutionOrder(text=typed(posted, f"{name}.text"), executors=tuple(executors), due=typed_day(day))


def _executor(value: str, role: ExecutorRole, due: datetime | None) -> list[ExecutorOrder]:
    kind, _, name = value.partition(":")
    if not name:
        return []
    if kind == "unit":
        return [ExecutorOrder(unit=name, role=role, due=due)]
    return [ExecutorOrder(username=name, role=role, due=due)]


def _people(hall: Hall) -> tuple[Option, ...]:
    return (
        *(Option(value=f"user:{one.username}", label=f"{one.name}, {one.position}") for one in hall.staff),
        *(Option(value=f"unit:{one.id}", label=one.name) for one in hall.units),
    )


def _moment(text: str, surroundings: Surroundings) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=surroundings.zone)
    except ValueError:
        return None


def _typed(name: str, otherwise: str) -> str:
    return typed(request.form, name) if name in request.form else otherwise


def _chosen(name: str, otherwise: str) -> tuple[str, ...]:
    found = _typed(name, otherwise)
    return (found,) if found else ()


_FIELD_OF = {"text": "text", "executors": "lead", "due": "due"}


def _with_errors(one: FormField, errors: Mapping[str, Sequence[str]]) -> FormField:
    """The core names mistakes of an order by `text`, `executors`, `executors.N`, `due`."""
    last = one.name.rpartition(".")[2]
    found = [said for name, messages in errors.items() if _target(name) == last for said in messages]
    return one if not found else one.wrong(tuple(dict.fromkeys(found)))


def _target(name: str) -> str:
    head, _, index = name.partition(".")
    if head == "executors" and index not in ("", "0"):
        return "helper"
    return _FIELD_OF.get(head, "")


def latest_day(surroundings: Surroundings, due: datetime | None, due_date: date | None) -> date | None:
    """The last day an instruction may name when something above it ends at `due`."""
    if due_date is not None:
        return due_date
    return local_date(due, surroundings.zone) if due is not None else None
