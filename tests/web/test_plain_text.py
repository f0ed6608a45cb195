"""A NUL or broken letters in an address, a query or a form are answered as a mistake of the sender's, on every page."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.journeys.stage import Stage
from tests.web.cases import road
from tests.web.visitors import Visitor


@pytest.mark.parametrize("username", [None, "dispatcher"])
def test_no_page_stumbles_over_its_address(app: Flask, visitor: Visitor, username: str | None) -> None:
    if username is not None:
        visitor.sign_in(username)
    for rule in app.url_map.iter_rules():
        if "<" not in rule.rule or "uuid:" in rule.rule:
            continue
        for piece in ("%00", "a%00b", "%ED%A0%80", "%FF"):
            path = re.sub("<[^>]+>", piece, rule.rule)
            answer = visitor.get(path)
            assert answer.status_code < 500, (path, answer.status_code)
            if "%00" in piece and not (username is None and answer.status_code in (303, 401)):
                assert answer.status_code in (404, 405), (path, answer.status_code)


def test_no_page_stumbles_over_its_query(app: Flask, visitor: Visitor) -> None:
    visitor.sign_in("dispatcher")
    for rule in app.url_map.iter_rules():
        if "<" in rule.rule or "GET" not in (rule.methods or ()):
            continue
        for name in ("q", "after", "lang", "type", "day", "next"):
            assert visitor.get(f"{rule.rule}?{name}=a%00").status_code == 422, (rule.rule, name)
            assert visitor.get(f"{rule.rule}?{name}=%ED%A0%80").status_code != 500, (rule.rule, name)


@pytest.mark.parametrize("broken", ["a\x00b", "\x00"])
def test_a_form_that_nobody_can_keep_is_refused_whole(visitor: Visitor, stage: Stage, broken: str) -> None:
    # given
    case = road(stage)
    form = visitor.page(f"{visitor.link(case)}/more").form("/more")
    # when
    answer = visitor.submit(form, {"input.note": broken})
    # then
    assert answer.status_code == 422
    assert "Є символ, який не можна зберегти." in answer.get_data(as_text=True)
    assert stage.case(case.reference).version == case.version


def test_signing_in_with_a_nul_is_a_mistake_in_the_form(visitor: Visitor) -> None:
    assert visitor.post("/signin", {"username": "a\x00", "password": "b"}).status_code == 422
    assert visitor.post("/signin", {"username": "a", "pass\x00word": "b"}).status_code == 422
