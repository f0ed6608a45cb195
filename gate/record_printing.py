"""The registration and control card (РКК) and the sheet of a journal, printed in Ukrainian as the records office keeps
them (facts.md, "Ukrainian records practice")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from gate.doors import application, doors
from gate.outcome_words import outcome_words
from gate.tenant import current_municipality
from workflow.case import Case, ExecutorRole, Resolution
from workflow.definition.model import Definition
from workflow.engine.calendar import local_date
from workflow.registration import Delivery, Journal, Occurrence, Registration
from workflow.surroundings import Surroundings
from workflow.values import Json

JOURNALS: Mapping[Journal, str] = {
    Journal.INCOMING: "Журнал реєстрації вхідних документів",
    Journal.OUTGOING: "Журнал реєстрації вихідних документів",
    Journal.INTERNAL: "Журнал реєстрації внутрішніх документів",
    Journal.APPEALS: "Журнал реєстрації звернень громадян",
    Journal.ORDERS: "Журнал реєстрації розпоряджень",
}
DELIVERIES: Mapping[str, str] = {
    Delivery.COUNTER: "особисто, через центр надання послуг",
    Delivery.POST: "поштою",
    Delivery.COURIER: "кур'єром",
    Delivery.EMAIL: "електронною поштою",
    Delivery.PAGE: "через сторінку міста",
    Delivery.EXCHANGE: "системою електронної взаємодії",
    Delivery.FAX: "факсом",
    Delivery.INNER: "внутрішній документ",
}
OCCURRENCES: Mapping[str, str] = {
    Occurrence.FIRST: "первинне",
    Occurrence.REPEATED: "повторне",
    Occurrence.DUPLICATE: "дублетне",
    Occurrence.COLLECTIVE: "колективне",
}


def print_card(case: Case, definition: Definition, personal: Mapping[str, Json]) -> bytes:
    """The card in force, else the newest void one, with resolutions, control, result and file."""
    card = case.registration or case.registrations[-1]
    now = application().clock.now()
    around = application().surroundings(current_municipality())
    values = {
        "town": around.town.body or around.town.name,
        "journal": JOURNALS[Journal(card.journal)],
        "void": card.voided is not None,
        "void_reason": _text(personal.get(card.void_reason)) if card.void_reason else "",
        "title": definition.title,
        "reference": case.reference,
        "rows": [{"name": name, "value": value} for name, value in _rows(card, definition, personal)],
        "resolutions": [_resolution(one, personal, around) for one in case.resolutions],
        "result": _result(case, definition),
        "answers": [
            {"index": one.number, "date": _day(one.date)}
            for one in case.papers
            if one.register == Journal.OUTGOING and one.number is not None and one.completed is not None
        ]
        + [{"index": one.index, "date": _day(one.date)} for one in case.answered_by],
        "file": definition.filing.index if definition.filing else "",
        "due": next((_day(one.date) for one in case.deadlines if one.law is not None), ""),
        "printed": _day(local_date(now, around.zone)),
    }
    return doors().printing.printed("registration_card.html", values, now)


def print_journal(journal: Journal, year: int, lines: Sequence[Mapping[str, object]]) -> bytes:
    """A year of a journal as a wide table."""
    now = application().clock.now()
    around = application().surroundings(current_municipality())
    values = {
        "town": around.town.body or around.town.name,
        "title": JOURNALS[journal],
        "year": year,
        "lines": [_line(one) for one in lines],
        "printed": _day(local_date(now, around.zone)),
    }
    return doors().printing.printed("journal.html", values, now)


def _line(line: Mapping[str, object]) -> dict[str, object]:
    theirs = _text(line.get("their_number"))
    their_date = line.get("their_date")
    day = line.get("date")
    return {
        "index": line["index"],
        "date": _day(day) if isinstance(day, date) else "",
        "correspondent": _text(line.get("correspondent")),
        "theirs": " від ".join(one for one in (theirs, _iso_day(their_date)) if one),
        "summary": _text(line.get("summary")) or _text(line.get("document_title")) or _text(line.get("title")),
        "delivery": DELIVERIES.get(_text(line.get("delivery")), ""),
        "sheets": _sheets(line.get("sheets"), line.get("enclosures")),
        "reference": line["reference"],
        "state": _text(line.get("state_title")),
        "void": bool(line.get("void")),
    }


def _rows(card: Registration, definition: Definition, personal: Mapping[str, Json]) -> list[tuple[str, str]]:
    categories = dict(definition.registration.categories) if definition.registration else {}
    answers = card.answers
    return [
        ("Кореспондент", _text(personal.get(f"{card.place}.correspondent"))),
        ("Надійшов документ", f"{_day(card.received)}"),
        ("Дата та індекс документа кореспондента", _theirs(card)),
        ("Дата та індекс реєстрації", f"{_day(card.day)}, № {card.index}"),
        ("Спосіб надходження", DELIVERIES.get(card.delivery or "", "")),
        ("Аркушів документа, аркушів додатків", _sheets(card.sheets, card.enclosures)),
        ("Короткий зміст", _text(personal.get(f"{card.place}.summary"))),
        ("Ознака надходження", OCCURRENCES.get(card.occurrence, "")),
        ("Категорія заявника", categories.get(card.category or "", "")),
        ("Відповідає на наш документ", f"№ {answers.index} від {_day(answers.date)}" if answers else ""),
        ("Зареєстрував", card.by),
    ]


def _theirs(card: Registration) -> str:
    parts = (_day(card.their_date) if card.their_date else "", f"№ {card.their_number}" if card.their_number else "")
    return ", ".join(one for one in parts if one)


def _sheets(sheets: object, enclosures: object) -> str:
    return f"{_text(sheets) or '–'} + {_text(enclosures) or '0'}" if sheets or enclosures else ""


def _resolution(one: Resolution, personal: Mapping[str, Json], around: Surroundings) -> dict[str, object]:
    lead = [each.name for each in one.executors if each.role is ExecutorRole.LEAD]
    co = [each.name for each in one.executors if each.role is ExecutorRole.CO]
    return {
        "number": one.number,
        "text": _text(personal.get(one.text)),
        "author": f"{one.author_position} {one.author_name}".strip(),
        "issued": _day(local_date(one.issued, around.zone)),
        "executors": ", ".join((*lead, *co)),
        "due": _day(one.due_date) if one.due_date else "",
        "control": "так" if one.controller else "",
        "off_control": _day(local_date(one.off_control_at, around.zone)) if one.off_control_at else "",
        "reports": [_text(personal.get(each.text)) for each in one.reports],
    }


def _result(case: Case, definition: Definition) -> str:
    if case.outcome is None:
        return ""
    return outcome_words(case.outcome, "uk")


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def _iso_day(value: object) -> str:
    return _day(date.fromisoformat(value)) if isinstance(value, str) else ""


def _text(value: object) -> str:
    return "" if value is None else str(value)
