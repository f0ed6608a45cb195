"""How a resource declares a route: rule, policy, what it takes and answers. The only import of flask-smorest's
Blueprint.

A view gets path variables, `body` (loaded by `takes`) and `query` (loaded by `query`) as keyword arguments, and
returns data for the schema or a ready response.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask.typing import ResponseReturnValue
from flask_smorest import Blueprint
from marshmallow import Schema

from api.body import BodyParser
from gate.ahead import read_ahead
from gate.policies import Policy, policy

PREFIX = "/api/v1"

_View = TypeVar("_View", bound=Callable[..., object])


class _Blueprint(Blueprint):  # type: ignore[misc]  # flask-smorest has no types
    ARGUMENTS_PARSER = BodyParser()


class Routes:
    """The routes of one resource, in one group of the API description."""

    def __init__(self, name: str, description: str, *, prefix: str = PREFIX) -> None:
        self.blueprint: Any = _Blueprint(name, __name__, url_prefix=prefix, description=description)

    def get(
        self,
        rule: str,
        *,
        policy: Policy,
        answers: type[Schema] | None = None,
        query: type[Schema] | None = None,
        content_type: str | None = None,
    ) -> Callable[[_View], _View]:
        """A read: it never changes anything."""
        return self._route(
            "GET", rule, policy=policy, answers=answers, query=query, content_type=content_type, status=200
        )

    def post(
        self,
        rule: str,
        *,
        policy: Policy,
        takes: type[Schema] | None = None,
        answers: type[Schema] | None = None,
        status: int = 200,
        files: type[Schema] | None = None,
        ahead: bool = False,
    ) -> Callable[[_View], _View]:
        """A write: takes `Idempotency-Key`. `ahead`: it goes straight to a command on the case that its path names."""
        return self._route(
            "POST", rule, policy=policy, takes=takes, answers=answers, status=status, files=files, ahead=ahead
        )

    def delete(self, rule: str, *, policy: Policy) -> Callable[[_View], _View]:
        """Ends something; answers 204."""
        return self._route("DELETE", rule, policy=policy, status=204)

    def _route(
        self,
        method: str,
        rule: str,
        *,
        policy: Policy,
        status: int,
        takes: type[Schema] | None = None,
        answers: type[Schema] | None = None,
        query: type[Schema] | None = None,
        files: type[Schema] | None = None,
        content_type: str | None = None,
        ahead: bool = False,
    ) -> Callable[[_View], _View]:
        declared = policy

        def decorate(view: _View) -> _View:
            made: Any = view
            made = self.blueprint.response(status, answers, content_type=content_type)(made)
            # Instances, for a class would be made into one for every request.
            if takes is not None:
                made = self.blueprint.arguments(takes(), arg_name="body")(made)
            if query is not None:
                made = self.blueprint.arguments(query(), location="query", arg_name="query")(made)
            if files is not None:
                # Only described here: uploads are read with limits by the resource itself.
                made = self.blueprint.doc(requestBody=_multipart())(made)
            made = self.blueprint.doc(**_documented(declared, method, rule))(made)
            made = _declare(declared)(made)
            if ahead:
                made = read_ahead(made)
            self.blueprint.route(rule, methods=[method])(made)
            return view

        return decorate


Answer = ResponseReturnValue | dict[str, Any]


def _declare(name: Policy) -> Callable[[Any], Any]:
    return policy(name)


def _multipart() -> dict[str, object]:
    content = {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}}
    return {"required": True, "content": {"multipart/form-data": {"schema": content}}}


def _documented(name: Policy, method: str, rule: str) -> dict[str, object]:
    described: dict[str, object] = {"x-policy": name.value}
    if name in (Policy.STAFF, Policy.SIGNING_IN):
        described["security"] = [{"session": []}, {"bearer": []}]
    if method == "POST":
        described["parameters"] = [_IDEMPOTENCY_KEY, *([_IF_MATCH] if "<reference>" in rule else [])]
    return described


_IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "maxLength": 200},
    "description": "The same key and body give the same answer again and one effect.",
}
_IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": False,
    "schema": {"type": "string", "maxLength": 200},
    "description": "The ETag of the case as it was seen: 412 when it has moved since.",
}
