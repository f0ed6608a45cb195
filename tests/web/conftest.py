"""One town per module of tests, with the whole application in front of it: pages over the gate, real database and signing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from runtime.app import build_app
from runtime.database_urls import DatabaseUrls
from tests.journeys.stage import Stage, raise_curtain
from tests.web.visitors import Visitor
from web.blueprint import plug_pages
from web.problem_page import problem_page

START = "2026-11-23 08:05"


@pytest.fixture(scope="module")
def stage(database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A founded town on the Monday of journey A."""
    found = raise_curtain(database_urls, tmp_path_factory.mktemp("town"), START)
    yield found
    found.runtime.close()


@pytest.fixture(scope="module")
def app(stage: Stage) -> Flask:
    """The application as it runs in production."""
    return build_app(stage.runtime, pages=plug_pages, problem_page=problem_page)


@pytest.fixture
def visitor(app: Flask, stage: Stage) -> Visitor:
    """Somebody with a browser who is not signed in."""
    return Visitor(app, stage)
