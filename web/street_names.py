"""Streets that forms suggest, and the one that somebody stands in: from the gazetteer of the installation and the names
that the town has changed.
"""

from __future__ import annotations

from flask import Response, g, has_request_context, request

from gate.doors import application, doors
from gate.limits import STATUS, network, take
from gate.policies import Policy, policy
from gate.tenant import current_municipality

_MOST = 400
"""Names a form carries; a larger town is suggested to by its map and by «Я зараз тут» alone."""


def suggested_streets() -> tuple[str, ...]:
    """Names for a list of suggestions: streets as they are called now, then former names, which are understood too."""
    if not has_request_context() or "municipality" not in g:
        return ()
    names = doors().settings.map.streets.names
    former = application().surroundings(current_municipality()).town.streets if names else {}
    found = tuple(dict.fromkeys((*names, *former.values(), *former)))
    return found if len(found) <= _MOST else ()


@policy(Policy.PUBLIC)
def nearest_street() -> Response:
    """The name of the street at `lat`, `lon` as text; empty when there is none, or they are no place."""
    take(STATUS, network(request.remote_addr))
    try:
        here = float(request.args.get("lat", "")), float(request.args.get("lon", ""))
    except ValueError:
        return Response("", mimetype="text/plain")
    return Response(doors().settings.map.streets.nearest(here) or "", mimetype="text/plain")
