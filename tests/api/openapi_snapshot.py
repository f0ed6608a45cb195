"""The description of the API as it was agreed. `python -m tests.api.openapi_snapshot` writes it anew after a wanted change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flask import Flask

from api.description import describe
from api.plug import RESOURCES

SNAPSHOT = Path(__file__).with_name("openapi.json")


def described() -> dict[str, Any]:
    """The description the code makes now."""
    app = Flask("sprava", static_folder=None)
    describe(app, tuple(one.routes.blueprint for one in RESOURCES), release="")
    made: dict[str, Any] = app.test_client().get("/api/openapi.json").get_json()
    return made


if __name__ == "__main__":
    SNAPSHOT.write_text(json.dumps(described(), ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
