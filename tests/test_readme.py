"""The README's shell blocks do what they say: the product starts as a newcomer would start it, and the tour's commands work."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def blocks(name: str) -> list[str]:
    return [block.strip() for block in BLOCK.findall((ROOT / name).read_text(encoding="utf-8"))]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.parametrize("name", ["README.md", "README.uk.md"])
def test_the_readme_shows_the_two_commands(name: str) -> None:
    assert blocks(name)[:2] == ["make run", "make test"]


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_run_starts_the_demo_town_and_says_where(tmp_path: Path) -> None:
    # given: a data folder of its own and a free port
    port = free_port()
    environment = {**os.environ, "SPRAVA_DATA": str(tmp_path / "var"), "PORT": str(port)}
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "SPRAVA_SECRET_KEY"):
        environment.pop(name, None)
    log = (tmp_path / "log").open("wb")
    started = subprocess.Popen(
        blocks("README.md")[0].split(), cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
    )
    try:
        # when
        demo_file = tmp_path / "var" / "demo.json"
        deadline = time.monotonic() + 400
        while not _ready(port):
            assert started.poll() is None, (tmp_path / "log").read_text(encoding="utf-8")[-3000:]
            assert time.monotonic() < deadline, (tmp_path / "log").read_text(encoding="utf-8")[-3000:]
            time.sleep(0.5)
        # then
        demo = json.loads(demo_file.read_text(encoding="utf-8"))
        assert demo["url"] == f"http://127.0.0.1:{port}"
        assert {"dispatcher", "utility_director", "foreman", "mayor"} <= {one["username"] for one in demo["accounts"]}
        assert len(demo["cases"]) >= 30
        with urllib.request.urlopen(demo["cases"][0]["status_url"], timeout=20) as page:
            assert page.status == 200
        assert f"http://127.0.0.1:{port}" in (tmp_path / "log").read_text(encoding="utf-8")
    finally:
        os.killpg(started.pid, signal.SIGINT)
        started.wait(timeout=60)
        log.close()


def _ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def test_the_tour_of_the_command_line_works() -> None:
    for line in blocks("README.md")[2].splitlines():
        done = subprocess.run(line.split(), cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"


def test_every_link_of_the_readme_leads_to_a_file() -> None:
    for name in ("README.md", "README.uk.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        wanted = [target for target in re.findall(r"\]\(([^)]+)\)", text) if not target.startswith("http")]
        assert [target for target in wanted if not (ROOT / target).exists()] == []
