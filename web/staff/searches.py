"""Searches of the list put aside under a name, and let go again."""

from __future__ import annotations

from typing import cast
from urllib.parse import parse_qsl, urlencode

from flask import Response, redirect, request, url_for

from gate.actor import current_actor
from gate.policies import Policy, policy
from web.form_reading import typed
from web.once import perform_once
from workflow.commands.drop_search import DropSearch
from workflow.commands.save_search import SaveSearch

_KEPT = ("q", "type", "show", "figure", "week", "unit", "channel", "lane", "near")


@policy(Policy.STAFF)
def save_search() -> Response:
    """Puts the search aside and shows it again; only what the list understands is kept."""
    given = dict(parse_qsl(typed(request.form, "query")))
    query = urlencode([(name, given[name]) for name in _KEPT if given.get(name)])
    path = f"{url_for('web.case_list')}?{query}"
    command = SaveSearch(name=typed(request.form, "name"), query=query)
    return cast("Response", redirect(perform_once(current_actor(), command, lambda _: path), 303))


@policy(Policy.STAFF)
def drop_search() -> Response:
    """Lets it go."""
    command = DropSearch(name=typed(request.form, "name"))
    path = perform_once(current_actor(), command, lambda _: url_for("web.case_list"))
    return cast("Response", redirect(path, 303))
