"""The API's own description: OpenAPI 3.1 at `/api/openapi.json` and a page to browse it at `/api/docs`, made of it
here.

The only import of flask-smorest's Api. The page is plain HTML with a stylesheet of ours: nothing from third parties,
no script.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from flask import Blueprint, Flask, Response, json, render_template
from flask_smorest import Api

from api.schemas.kinds import Due, Instant
from api.schemas.problems import ProblemShown
from gate.policies import Policy, policy
from gate.problems import MEDIA_TYPE

_ABOUT = """Cases, papers, deadlines and instructions of a town.

Instants are UTC (RFC 3339), days are in the town's zone. Every list is `{"items": […], "next": cursor or null}`.
Errors are RFC 9457 problem documents with a stable `code`. Unsafe requests take `Idempotency-Key`; a case carries an
`ETag` that `If-Match` may name. Browsers send the session cookie and `X-CSRF-Token`, machines a bearer token."""

_SCHEMES = {
    "session": {"type": "apiKey", "in": "cookie", "name": "__Host-sprava"},
    "bearer": {"type": "http", "scheme": "bearer"},
}


class _Api(Api):  # type: ignore[misc]  # flask-smorest has no types
    """Without flask-smorest's own error pages: every problem is worded by `gate`."""

    ERROR_SCHEMA = ProblemShown

    def _register_error_handlers(self) -> None:
        """Left to gate.problem_handlers."""


def describe(app: Flask, blueprints: tuple[Any, ...], *, release: str) -> None:
    """Registers the resources with the application and serves their description."""
    app.config["API_TITLE"] = "Sprava"
    app.config["API_VERSION"] = "v1"
    app.config["OPENAPI_VERSION"] = "3.1.0"
    api = _Api(
        app,
        spec_kwargs={
            "info": {"description": _ABOUT, "license": {"name": "EUPL-1.2"}, "x-release": release},
        },
    )
    api.register_field(Instant, "string", "date-time")
    api.register_field(Due, "string", None)
    for name, scheme in _SCHEMES.items():
        api.spec.components.security_scheme(name, scheme)
    for blueprint in blueprints:
        api.register_blueprint(blueprint)
    app.register_blueprint(_routes(_finished(api.spec.to_dict())))


def _finished(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The document as people read it: one answer for everything that goes wrong, nothing that nobody refers to."""
    made = cast("dict[str, Any]", json.loads(json.dumps(spec)))
    components = made["components"]
    components["responses"] = {
        "Problem": {
            "description": "Something went wrong; `code` says what.",
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemShown"}}},
        }
    }
    components["schemas"].pop("PaginationMetadata", None)
    components.pop("headers", None)
    components.pop("parameters", None)
    for path, operations in made["paths"].items():
        for method, operation in operations.items():
            if isinstance(operation, dict) and "responses" in operation:
                told = {status: answer for status, answer in operation["responses"].items() if status < "300"}
                problems = dict.fromkeys([*_problems(path, method, operation), "default"], _PROBLEM)
                operation["responses"] = told | problems
    return made


_PROBLEM = {"$ref": "#/components/responses/Problem"}


def _problems(path: str, method: str, operation: Mapping[str, Any]) -> Iterator[str]:
    """The statuses in which an operation may refuse, in their order."""
    is_write = method != "get"
    named = {one.get("name") for one in operation.get("parameters", [])}
    if "security" in operation or path.endswith("/session"):
        yield "401"
    if "security" in operation or is_write:
        yield "403"
    if "{" in path:
        yield "404"
    if is_write:
        yield "409"
    if "If-Match" in named:
        yield "412"
    if "requestBody" in operation:
        yield from ("413", "415")
    if "requestBody" in operation or any(one.get("in") == "query" for one in operation.get("parameters", [])):
        yield "422"
    yield from ("429", "503")


def _routes(spec: Mapping[str, Any]) -> Blueprint:
    routes = Blueprint(
        "api_description",
        __name__,
        url_prefix="/api",
        template_folder="templates",
        static_folder="static",
        static_url_path="/docs",
    )
    document = json.dumps(spec, sort_keys=False)
    resources = _by_tag(spec)

    @routes.get("/openapi.json")
    @policy(Policy.PUBLIC)
    def openapi() -> Response:
        return Response(document, mimetype="application/json")

    @routes.get("/docs")
    @policy(Policy.PUBLIC)
    def docs() -> str:
        return render_template("api_docs.html", spec=spec, resources=resources, schemas=spec["components"]["schemas"])

    return routes


def _by_tag(spec: Mapping[str, Any]) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = {tag["name"]: [] for tag in spec["tags"]}
    for path, operations in spec["paths"].items():
        shared = operations.get("parameters", [])
        for method, operation in operations.items():
            if isinstance(operation, dict) and "responses" in operation:
                groups[operation["tags"][0]].append(
                    {
                        "method": method.upper(),
                        "path": path,
                        "operation": operation,
                        "parameters": [*shared, *operation.get("parameters", [])],
                    }
                )
    about = {tag["name"]: tag.get("description", "") for tag in spec["tags"]}
    return [{"name": name, "about": about[name], "operations": found} for name, found in groups.items() if found]
