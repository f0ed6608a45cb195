"""Work by hand on the card: who it awaits sees a form, says what was done, and it leaves the queue."""

from __future__ import annotations

from uuid import UUID

from tests.journeys.stage import Stage
from tests.web.cases import road
from tests.web.visitors import Visitor
from workflow.actor import system
from workflow.commands.add_work import AddWork


def test_work_is_done_from_the_card_by_whom_it_awaits(visitor: Visitor, stage: Stage) -> None:
    # given
    case = road(stage)
    found = stage.case(case.reference)
    stage.runtime.application.execute(
        system(found.municipality), AddWork(case=found.id, work=UUID(int=501), code="returned_mail", role="clerk")
    )
    # then: the queue names it, others see no form
    assert "Лист повернувся" in visitor.sign_in("clerk").page("/staff/").text
    path = f"/staff/cases/{case.reference}"
    others = visitor.sign_in("mayor").page(path)
    assert "Лист повернувся" in others.text
    assert not [one for one in others.forms if one.action.endswith(str(UUID(int=501)))]
    # when
    form = visitor.sign_in("clerk").page(path).form(f"/staff/work/{UUID(int=501)}")
    answer = visitor.submit(form, {"note": "Забере в ЦНАПі"})
    # then
    assert answer.status_code == 303
    assert "Забере в ЦНАПі" in visitor.page(path).text
    assert stage.case(case.reference).works[0].done_by == "clerk"
    again = visitor.submit(form, {"note": "ще раз"})
    assert again.status_code in (303, 422)
    assert len(stage.case(case.reference).works) == 1
