"""The web application for a WSGI server: `wsgi:app`. Settings come from the environment."""

from __future__ import annotations

from runtime.app import build_app
from runtime.boot import boot
from runtime.database import running_settings
from runtime.settings import from_environment
from web.blueprint import plug_pages
from web.problem_page import problem_page

app = build_app(boot(running_settings(from_environment())), pages=plug_pages, problem_page=problem_page)
