"""The JSON door as a whole: every resource on one screen, in the order of the description."""

from __future__ import annotations

from flask import Flask

from api.description import describe
from api.resources import (
    acquaintances,
    alarms,
    attachments,
    calendars,
    case_files,
    cases,
    control,
    deadlines,
    definition_migrations,
    delegations,
    delivery_reports,
    documents,
    filing_plan,
    forwarding,
    health,
    history,
    incidents,
    journals,
    messages,
    programmes,
    public_cases,
    registers,
    registrations,
    request_types,
    resolutions,
    retention,
    reviews,
    second_factor,
    session,
    signing_sessions,
    statistics,
    status,
    substitutions,
    transitions,
    verifications,
    votes,
    work,
    work_queue,
)

RESOURCES = (
    session,
    second_factor,
    request_types,
    attachments,
    cases,
    deadlines,
    definition_migrations,
    transitions,
    registrations,
    journals,
    filing_plan,
    retention,
    history,
    case_files,
    resolutions,
    reviews,
    acquaintances,
    documents,
    delegations,
    forwarding,
    programmes,
    signing_sessions,
    verifications,
    work_queue,
    alarms,
    work,
    messages,
    delivery_reports,
    incidents,
    substitutions,
    control,
    status,
    public_cases,
    calendars,
    votes,
    registers,
    statistics,
)


def plug_api(app: Flask, *, release: str) -> None:
    """Registers every resource, the description and the health routes with `app`."""
    app.register_blueprint(health.health)
    describe(app, tuple(one.routes.blueprint for one in RESOURCES), release=release)
