"""Turns whatever went wrong in a view into an answer: ours by the table, HTTP's own by status, the unforeseen as 500
without a word about itself. The JSON door answers problem documents; pages may register a renderer of their own for
the same problems.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import replace

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, SecurityError, UnprocessableEntity

from documents.errors import DocumentError
from gate.languages import current_language
from gate.problems import MEDIA_TYPE, GateRefusal, Problem, plain_problem, problem_of
from gate.schema_messages import flat_errors
from workflow.errors import DomainError

_LOG = logging.getLogger("sprava.gate")

Renderer = Callable[[Problem], Response]

_BY_STATUS = {
    400: "bad_request",
    401: "not_signed_in",
    403: "not_permitted",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    413: "too_large",
    415: "unsupported_media",
    422: "invalid_input",
    429: "too_many_requests",
    503: "unavailable",
}


def plug_problems(app: Flask, *, unavailable: tuple[type[Exception], ...] = (), page: Renderer | None = None) -> None:
    """Registers the handlers. `unavailable` are the errors that mean a dependency is down (503); `page` renders a
    problem for requests outside `/api`."""

    def answer(problem: Problem) -> Response:
        render = page if page is not None and not _wants_json() else problem_response
        rendered = render(problem)
        if problem.retry_after is not None:
            rendered.headers["Retry-After"] = str(problem.retry_after)
        return rendered

    def ours(error: DomainError | DocumentError | GateRefusal) -> Response:
        return answer(problem_of(error, current_language()))

    def http(error: HTTPException) -> Response:
        if error.code is None or error.code < 400:
            return Response(error.get_body(), error.code or 500, error.get_headers())
        if isinstance(error, SecurityError):
            # A host that is not ours: no page of ours has an address there.
            return problem_response(_http_problem(error))
        made = answer(_http_problem(error))
        if error.code == 405:
            made.headers.extend((name, value) for name, value in error.get_headers() if name == "Allow")
        return made

    def down(error: Exception) -> Response:
        _LOG.warning("a dependency is down: %s", type(error).__name__)
        return answer(plain_problem("unavailable", current_language()))

    def unforeseen(error: Exception) -> Response:
        # The trace goes to the log; its text may hold personal data and must not go to the caller.
        _LOG.exception("unforeseen error in %s", request.endpoint, exc_info=error)
        return answer(plain_problem("internal", current_language()))

    for kind in (DomainError, DocumentError, GateRefusal):
        app.register_error_handler(kind, ours)
    app.register_error_handler(HTTPException, http)
    for dependency in unavailable:
        app.register_error_handler(dependency, down)
    app.register_error_handler(Exception, unforeseen)


def problem_response(problem: Problem) -> Response:
    """The problem as RFC 9457 JSON."""
    made = Response(json.dumps(problem.document(), ensure_ascii=False) + "\n", problem.status, mimetype=MEDIA_TYPE)
    if problem.status == 401:
        made.headers["WWW-Authenticate"] = 'Bearer realm="sprava"'
    return made


def _wants_json() -> bool:
    return request.path.startswith("/api/") or request.path in ("/healthz", "/readyz", "/metrics")


def _http_problem(error: HTTPException) -> Problem:
    status = error.code or 500
    language = current_language()
    data = getattr(error, "data", None)
    messages = data.get("messages") if isinstance(data, dict) else None
    if isinstance(error, UnprocessableEntity) and messages is not None:
        return plain_problem("invalid_input", language, errors=_without_location(messages))
    if isinstance(error, SecurityError):
        return plain_problem("wrong_host", language)
    if status == 400 and isinstance(messages, dict) and "json" in messages:
        return plain_problem("invalid_json", language)
    made = plain_problem(_BY_STATUS.get(status, "internal" if status >= 500 else "bad_request"), language)
    # Wrong input is 422 in whatever way it is wrong: clients know no 400 of ours.
    return made if status == 400 else replace(made, status=status)


def _without_location(messages: object) -> dict[str, tuple[str, ...]]:
    """webargs puts everything under where it looked (`json`, `query`); a caller knows that already."""
    if isinstance(messages, dict) and len(messages) == 1:
        ((location, inner),) = messages.items()
        if location in ("json", "query", "form", "files", "headers", "path", "view_args"):
            return flat_errors(inner)
    return flat_errors(messages)
