"""Builds the Flask application: limits, proxies, the gate, the two doors. Decides nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from werkzeug.middleware.proxy_fix import ProxyFix

from api.plug import plug_api
from gate.doors import Doors
from gate.gate_settings import GateSettings
from gate.plug import plug_gate
from gate.policies import require_policies
from gate.printing import Printing
from gate.problem_handlers import Renderer
from gate.tidy_request import TidyRequest
from runtime.boot import Runtime
from runtime.published_check import PublishedCheck
from runtime.record_templates import record_templates
from runtime.surroundings_files import SHIPPED

_MEMORY_FOR_FORMS = 512 * 1024
_FORM_PARTS = 200
# A file and the little around it.
_AROUND_AN_UPLOAD = 64 * 1024
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def build_app(
    runtime: Runtime, *, pages: Callable[[Flask], None] | None = None, problem_page: Renderer | None = None
) -> Flask:
    """The web application of a process. `pages` registers the pages, `problem_page` renders problems for them.

    Raises LookupError when a route has no declared policy.
    """
    doors = doors_of(runtime)
    settings = doors.settings
    app = _Application("sprava", static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=settings.max_upload_bytes + _AROUND_AN_UPLOAD,
        MAX_FORM_MEMORY_SIZE=_MEMORY_FOR_FORMS,
        MAX_FORM_PARTS=_FORM_PARTS,
        TRUSTED_HOSTS=list(settings.trusted_hosts),
        PROPAGATE_EXCEPTIONS=False,
    )
    app.json = _Json(app)
    plug_gate(app, doors, page=problem_page)
    plug_api(app, release=settings.release)
    if pages is not None:
        pages(app)
    require_policies(app)
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_port=0, x_prefix=0
        )
    return app


def doors_of(runtime: Runtime) -> Doors:
    """What the doors reach for, out of a plugged-together process."""
    settings = runtime.settings
    return Doors(
        application=runtime.application,
        database=runtime.database,
        units=runtime.units,
        storage=runtime.toolbox.contents,
        link_key=runtime.keys.links,
        inspection=runtime.inspection,
        checker=PublishedCheck(SHIPPED),
        report_key=runtime.keys.delivery_reports,
        scanner=settings.clamd,
        printing=Printing(
            renderer=runtime.toolbox.renderer, fonts=runtime.toolbox.fonts, templates=record_templates(SHIPPED)
        ),
        settings=GateSettings(
            secret_key=runtime.keys.secret,
            public_url=settings.public_url,
            security_contact=settings.security_contact,
            trusted_hosts=(urlsplit(settings.public_url).hostname or "", *settings.trusted_hosts, *_LOOPBACK),
            proxy_hops=settings.proxy_hops,
            second_factor=settings.second_factor,
            demo=settings.demo,
            map=settings.map,
        ),
    )


class _Application(Flask):
    """Flask without a look, at every call, whether a function of ours is a coroutine: none is."""

    request_class = TidyRequest

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function as it is."""
        return func


class _Json(DefaultJSONProvider):
    """UTF-8 as it is, members in the order of the schema."""

    ensure_ascii = False
    sort_keys = False
