"""`python -m bench.record OUTPUT`: what the real application says to the database for given requests.

Reads requests (JSON) from standard input and answers them one by one in this process, with every connection tapped.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

from bench.tap import TAPE, Said, keep, tap


def main() -> None:
    """Carries out one plan. Raises RuntimeError for an answer that is not 2xx."""
    tap()
    client = import_module("wsgi").app.test_client(use_cookies=False)
    client.get("/healthz")
    recording: list[list[Said]] = []
    for one in json.load(sys.stdin):
        TAPE.cut()
        answer = client.open(one["path"], method=one["method"], headers=one["headers"], data=one["body"])
        if not 200 <= answer.status_code < 300:
            raise RuntimeError(f"{answer.status_code} {one['path']} {answer.data[:500]!r}")
        recording.append(TAPE.cut())
    keep(recording, Path(sys.argv[1]))


if __name__ == "__main__":
    main()
