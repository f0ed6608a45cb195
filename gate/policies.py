"""Who may knock at a route at all. Every route names one of these; an application with a route that does not, does
not start.

What the one inside may do with an object is `workflow.policy`'s matter, not this file's.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from flask import Flask

_View = TypeVar("_View", bound=Callable[..., object])

_ATTRIBUTE = "sprava_policy"


class Policy(StrEnum):
    """The closed set of doors."""

    PUBLIC = "public"
    """Anybody; what is shown or taken is meant for the public."""
    ENTRY = "entry"
    """Signing in: no session is believed here, so none has to be protected."""
    PROVIDER = "provider"
    """A provider that reports on what we gave it: the sealed address we gave with it is the key."""
    STATUS_LINK = "status_link"
    """Whoever holds a status link: the link itself is the key (rules.md 14)."""
    SIGNING_IN = "signing_in"
    """Signed in with the password; a second factor may still be missing."""
    STAFF = "staff"
    """Signed in completely."""
    OPERATOR = "operator"
    """Whoever runs the machine: this machine itself, or a bearer token."""


def policy(name: Policy | str) -> Callable[[_View], _View]:
    """Declares a view's policy; ValueError for a name that is not one of them."""
    declared = Policy(name)

    def declare(view: _View) -> _View:
        setattr(view, _ATTRIBUTE, declared)
        return view

    return declare


def policy_of(view: object) -> Policy | None:
    """What a view declared, or None."""
    declared = getattr(view, _ATTRIBUTE, None)
    return declared if isinstance(declared, Policy) else None


def undeclared(app: Flask) -> tuple[str, ...]:
    """Names of the routes without a policy, sorted. Flask's own `static` route serves files that are public anyway."""
    return tuple(
        sorted(
            endpoint
            for endpoint, view in app.view_functions.items()
            if policy_of(view) is None and endpoint.rpartition(".")[2] != "static"
        )
    )


def require_policies(app: Flask) -> None:
    """LookupError naming every route that lacks a policy: fail closed, at start."""
    if missing := undeclared(app):
        raise LookupError("routes without a policy: " + ", ".join(missing))
