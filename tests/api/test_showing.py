"""What is shown quickly is what marshmallow shows, to the letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Any

import pytest
from marshmallow import Schema, fields, post_dump

from api import schemas
from api.case_view import case_view, offer_views
from api.schemas.cases import CaseShown
from api.schemas.kinds import Instant
from api.schemas.strict import Shown
from api.showing import showing
from tests.given import APPLICANT, Play, shipped, staff, surroundings
from workflow.engine.available import available


@dataclass(frozen=True)
class Part:
    """Read by attributes."""

    username: str | None
    number: int


class PartShown(Shown):
    """One part."""

    user = fields.String(attribute="username", allow_none=True)
    number = fields.String()
    absent = fields.String()


class WholeShown(Shown):
    """Every way of being read and written."""

    since = Instant(data_key="from")
    part = fields.Nested(PartShown, allow_none=True)
    parts = fields.List(fields.Nested(PartShown), allow_none=True)
    many = fields.Nested(PartShown, many=True)
    count = fields.Integer()
    counted = fields.Integer(as_string=True)
    day = fields.Date()
    sure = fields.Boolean()


class HookedShown(Schema):
    """Does something more after: none of ours."""

    inner = fields.String()

    @post_dump
    def more(self, data: dict[str, Any], **_: object) -> dict[str, Any]:
        """One more."""
        return {**data, "more": True}


class OuterShown(Shown):
    """Holds one that does more."""

    hooked = fields.Nested(HookedShown)


@pytest.mark.parametrize("language", ["uk", "en"])
def test_a_case_with_all_it_can_do(language: str) -> None:
    # given
    definition = shipped("road_defect")
    play = Play(definition=definition)
    play.open({"place": {"address": "вул. Лісова, 8"}, "note": "Яма"}, applicant=APPLICANT)
    dispatcher = staff("dispatcher", "dispatcher", unit="utility")
    play.do("route", dispatcher)
    view = case_view(play.case, definition, language, personal={"applicant.surname": "Зразкова"})
    offers = available(definition, play.case, dispatcher, play.now, surroundings())
    view["transitions"] = offer_views(offers, definition, language)
    # when
    shown = showing(CaseShown())(view)
    # then
    assert shown == CaseShown().dump(view)
    assert list(shown) == list(CaseShown().dump(view))
    assert shown["transitions"]
    assert shown["deadlines"][0]["steps"]


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        (WholeShown, {}),
        (WholeShown, {"since": datetime(2026, 11, 23, tzinfo=UTC), "count": "7", "undeclared": 1}),
        (WholeShown, {"count": 7, "counted": 7, "day": date(2026, 11, 23), "sure": True}),
        (WholeShown, {"count": True, "day": datetime(2026, 11, 23, 8, tzinfo=UTC), "sure": False}),
        (WholeShown, {"part": None, "parts": None, "many": None, "since": None, "count": None, "day": None}),
        (
            WholeShown,
            MappingProxyType({"part": Part("a", 1), "parts": (Part(None, 2), {"number": 3}), "many": [Part("b", 4)]}),
        ),
        (HookedShown, {"inner": "x"}),
        (OuterShown, {"hooked": {"inner": "x"}}),
    ],
)
def test_every_way_of_being_read_and_written(schema: type[Schema], value: object) -> None:
    assert showing(schema())(value) == schema().dump(value)


def test_nothing_of_ours_is_shown_by_more_than_its_fields() -> None:
    modules = [import_module(f"api.schemas.{one.name}") for one in iter_modules(schemas.__path__)]
    shown = {
        one for module in modules for one in vars(module).values() if isinstance(one, type) and issubclass(one, Shown)
    }

    assert len(shown) > 50
    for one in shown:
        hooks = one()._hooks
        assert [name for name in ("pre_dump", "post_dump") if hooks.get(name)] == [], one.__name__
