"""For whoever runs the machine: alive, ready, and figures for Prometheus."""

from __future__ import annotations

from flask import Blueprint, Response, json

from gate.health import readiness
from gate.metrics import exposition
from gate.policies import Policy, policy

health = Blueprint("health", __name__)


@health.get("/healthz")
@policy(Policy.PUBLIC)
def alive() -> Response:
    """The process answers."""
    return Response('{"status": "alive"}\n', mimetype="application/json")


@health.get("/readyz")
@policy(Policy.PUBLIC)
def ready() -> Response:
    """Database, worker heartbeat and storage, each by name; 503 while one is missing."""
    found = readiness()
    missing = [name for name, good in found.items() if not good]
    body = {
        "status": "not_ready" if missing else "ready",
        "checks": {n: "ok" if g else "down" for n, g in found.items()},
    }
    response = Response(json.dumps(body) + "\n", 503 if missing else 200, mimetype="application/json")
    if missing:
        response.headers["Retry-After"] = "5"
    return response


@health.get("/metrics")
@policy(Policy.OPERATOR)
def metrics() -> Response:
    """Prometheus text, version 0.0.4."""
    return Response(exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")
