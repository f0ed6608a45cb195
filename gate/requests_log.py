"""One log line per request: method, route, status, milliseconds. The route's pattern, never the path: paths hold
status tokens."""

from __future__ import annotations

import logging
import time

from flask import Flask, Response, g, request

_LOG = logging.getLogger("sprava.requests")


def plug_requests_log(app: Flask) -> None:
    """Logs every answer of `app`."""

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def finish(response: Response) -> Response:
        started: float | None = g.get("started")
        spent = 0.0 if started is None else (time.perf_counter() - started) * 1000
        asked = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  # once, not at each question
        route = asked.url_rule.rule if asked.url_rule else "-"
        extra = {
            "correlation": response.headers.get("X-Correlation-Id"),
            "case": (asked.view_args or {}).get("reference"),
        }
        _LOG.info("%s %s %s %.1f ms", asked.method, route, response.status_code, spent, extra=extra)
        return response
