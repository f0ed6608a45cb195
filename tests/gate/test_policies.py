"""Every route says who may knock; one that does not keeps the application from starting."""

from __future__ import annotations

import pytest
from flask import Flask

from gate.policies import Policy, policy, policy_of, require_policies


def test_a_route_without_a_policy_stops_the_start() -> None:
    app = Flask("test", static_folder=None)
    app.add_url_rule("/open", "open", policy(Policy.PUBLIC)(lambda: "open"))
    app.add_url_rule("/forgotten", "forgotten", lambda: "oops")

    with pytest.raises(LookupError, match="forgotten"):
        require_policies(app)


def test_routes_with_policies_let_it_start() -> None:
    app = Flask("test", static_folder=None)
    app.add_url_rule("/open", "open", policy("public")(lambda: "open"))

    require_policies(app)


def test_a_policy_nobody_knows_is_refused_where_it_is_written() -> None:
    with pytest.raises(ValueError, match="everybody"):
        policy("everybody")


def test_a_view_without_a_policy_has_none() -> None:
    assert policy_of(lambda: "x") is None
