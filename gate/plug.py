"""The gate as a whole, in the order in which a request passes it: log, town, sign-in and policy, text that can be
kept; headers and problems on the way out."""

from __future__ import annotations

from flask import Flask

from gate.ahead import plug_ahead
from gate.doors import Doors, plug_doors
from gate.headers import plug_headers
from gate.plain_text import plug_plain_text
from gate.problem_handlers import Renderer, plug_problems
from gate.requests_log import plug_requests_log
from gate.signin import plug_signin
from gate.tenant import Towns, plug_tenant
from store.errors import StoreUnavailable
from store.queries.towns import NO_TOWN, hosts


def plug_gate(app: Flask, doors: Doors, *, page: Renderer | None = None) -> None:
    """Everything both doors stand behind. `page` renders problems for requests outside the API."""

    def read_hosts() -> dict[str, int]:
        with doors.database.reading(NO_TOWN) as look:
            return {host.lower(): municipality for host, municipality in hosts(look).items()}

    plug_doors(app, doors)
    plug_requests_log(app)
    plug_headers(app, https=doors.settings.https, pictures=doors.settings.map.source)
    plug_tenant(app, Towns(read_hosts, doors.application.clock.now))
    plug_ahead(app)
    plug_signin(app)
    plug_plain_text(app)
    plug_problems(app, unavailable=(StoreUnavailable,), page=page)
