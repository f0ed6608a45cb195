"""Ordered registers in the order of their published rule: `GET /registers/{id}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.routes import Answer, Routes
from api.schemas.lists import Page, listed
from api.schemas.registers import RegisterLineShown
from gate.doors import reading
from gate.policies import Policy
from store.queries.positions import register_lines

routes = Routes("registers", "Ordered registers and waiting lists.")


@routes.get("/registers/<identifier>", policy=Policy.STAFF, query=Page, answers=listed(RegisterLineShown))
def get_register(identifier: str, query: Mapping[str, Any]) -> Answer:
    """Who stands where in a register, by its published rule; a register nobody is in has no lines"""
    with reading() as look:
        page = register_lines(look, identifier, cursor=query["cursor"], limit=query["limit"])
    items = [
        {
            "number": one.number,
            "reference": one.reference,
            "state": one.state,
            "category": one.category,
            "since": one.since,
        }
        for one in page.items
    ]
    return {"items": items, "next": page.next}
