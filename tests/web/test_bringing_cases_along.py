"""An administrator looks at what a new version makes of the cases under way, brings them along and takes it back.

Alone in its file: it publishes a version and counts every case that runs, so it needs a town in which nobody else works.
"""

from __future__ import annotations

import re

from runtime.migrating import carry_out
from store.queries.migrations import unfinished_runs
from tests.another_version import publish_version, shipped_version
from tests.journeys.stage import Stage
from tests.web.cases import road
from tests.web.reading import Form, Page
from tests.web.visitors import Visitor

VERSIONS = "/staff/administration/definitions/road_defect/migrations"


def version_of(stage: Stage, reference: str) -> int:
    return stage.case(reference).definition_version


def test_an_administrator_sees_what_becomes_of_each_case_and_then_brings_them_along_and_back(
    visitor: Visitor, stage: Stage
) -> None:
    # given: a case under way, and a version in which its state has another name and more time
    reference = road(stage).reference
    stage.do(reference, "route", "dispatcher")
    before = shipped_version("road_defect")
    publish_version(
        stage.runtime,
        "road_defect",
        30,
        ("routed", "with_director"),
        ("length: 10, unit: working_day", "length: 12, unit: working_day"),
    )
    admin = visitor.sign_in("admin")
    assert VERSIONS in admin.get("/staff/administration/definitions/road_defect").get_data(as_text=True)
    # when: looked at without a word on the state that is gone
    seen = admin.page(f"{VERSIONS}?to=30&from={before}")
    # then: the case is there, held back, and the state is asked for
    assert reference in seen.text
    assert "не перейде" in seen.text
    assert "Стану «У директора» більше немає" in seen.text
    # when it is ordered all the same
    held = admin.submit(order(seen), {"reason": "Новий строк"})
    assert held.status_code == 422
    assert version_of(stage, reference) == before
    # when the state is named
    seen = admin.page(f"{VERSIONS}?to=30&from={before}&state.routed=with_director")
    assert "не перейде" not in seen.text
    assert re.search("Строк міста: .*7.* → .*9", seen.text), seen.text
    nothing = admin.submit(order(seen), {"reason": ""})
    assert nothing.status_code == 422
    form = order(seen)
    assert [admin.submit(form, {"reason": "Новий строк"}).status_code for _ in "12"] == [303, 303]
    # then: one run, carried out by the worker
    carried(stage)
    assert version_of(stage, reference) == 30
    told = admin.page(f"{VERSIONS}?said=ordered")
    assert "Переведено: 1, лишилося як було: 0." in told.text
    assert told.text.count("Новий строк") == 1
    # when it is taken back
    (back,) = [one for one in told.forms if one.action.endswith("/revert")]
    assert admin.submit(back, {"reason": "Помилились"}).status_code == 303
    carried(stage)
    assert version_of(stage, reference) == before
    assert "Повернення з версії 30" in admin.page(VERSIONS).text


def order(page: Page) -> Form:
    return next(one for one in page.forms if one.action.endswith(VERSIONS) and one.method == "post")


def carried(stage: Stage) -> None:
    with stage.runtime.database.reading(1) as look:
        runs = unfinished_runs(look)
    assert len(runs) == 1
    carry_out(stage.runtime, 1, runs[0])
