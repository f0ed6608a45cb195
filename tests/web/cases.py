"""Cases the page tests begin from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.journeys.stage import Stage
from workflow.case import Case, ExecutorRole
from workflow.commands.orders import ExecutorOrder, ResolutionOrder

OLENA: Mapping[str, Any] = {
    "surname": "Зразкова",
    "given_name": "Олена",
    "phone": "+380501234567",
    "address": "вул. Лісова, 8, кв. 4",
    "contact_by": "link",
}
PETITION: Mapping[str, Any] = {
    "subject": "Більше дерев на вулиці Соборній",
    "demand": "Посадити сто дерев уздовж вулиці Соборної цієї осені.",
    "addressed_to": "mayor",
}
ORDER = ResolutionOrder(
    text="Ліквідувати яму. Фото до і після.",
    executors=(ExecutorOrder(username="foreman", role=ExecutorRole.LEAD),),
    due=date(2026, 11, 26),
)


def road(stage: Stage, applicant: Mapping[str, Any] = OLENA, **form: Any) -> Case:
    """A pothole just filed, with a photo."""
    given = {"place": {"address": "вул. Лісова, навпроти 8", "street": "вул. Лісова"}, "photos": [str(stage.upload())]}
    return stage.open("road_defect", given | form, applicant)


def routed(stage: Stage, **form: Any) -> Case:
    """With the director."""
    return stage.do(road(stage, **form).reference, "route", "dispatcher")


def in_work(stage: Stage, **form: Any) -> Case:
    """Ordered until 26.11."""
    return stage.do(routed(stage, **form).reference, "instruct", "utility_director", orders=[ORDER])


def answered(stage: Stage, **form: Any) -> Case:
    """Done, accepted, and its letter signed and sealed."""
    number = in_work(stage, **form).reference
    stage.do(number, "finish", "foreman", {"report": "Поклали новий асфальт.", "photo": str(stage.upload("black"))})
    case = stage.do(number, "accept", "utility_director", {})
    stage.sign("utility_director", case.papers[0].id)
    return stage.case(number)


def certificate(stage: Stage) -> Case:
    """A signed certificate ready at the counter."""
    case = to_sign(stage)
    stage.sign("executive_secretary", case.papers[0].id)
    return stage.case(case.reference)


def to_sign(stage: Stage) -> Case:
    """A certificate that awaits its signature."""
    form = {"street": "Комсомольська", "house": "8", "title_page": [str(stage.upload("white"))], "delivery": "counter"}
    person = {"surname": "Приклад", "given_name": "Ганна", "patronymic": "Іванівна", "phone": "+380671112233"}
    number = stage.open("street_renaming_certificate", form, person).reference
    stage.do(number, "take", "specialist")
    facts = {
        "old_name": "вулицю Комсомольську",
        "new_name": "вулицю Лісову",
        "decision_number": "121",
        "decision_date": "2016-02-19",
    }
    stage.do(number, "prepare", "specialist", facts)
    return stage.agree(number, "architecture_head")
