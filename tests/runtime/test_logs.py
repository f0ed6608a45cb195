"""Log lines say what they are about and leave out secrets and personal data."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from runtime import logs
from runtime.settings import LogFormat


@pytest.fixture(autouse=True)
def root_logger_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("GET /s/K7M2Q9TX4WPB3H 200", "K7M2Q9TX4WPB3H"),
        ("POST /api/v1/status/K7M2Q9TX4WPB3H/unlock", "K7M2Q9TX4WPB3H"),
        ("Authorization: Bearer abc.def-123", "abc.def-123"),
        ("{'pin': '482913'}", "482913"),
        ("password=hunter2&next=/", "hunter2"),
        ("postgresql://sprava_app:hunter2@127.0.0.1/sprava", "hunter2"),
        ("undeliverable: olena.zrazkova@example.com", "zrazkova"),
        ("kannel refused +380 50 111 22 33", "111 22 33"),
        ("DETAIL:  Key (phone)=(0501112233) already exists.", "0501112233"),
        ("[SQL: INSERT …]\n[parameters: ('Зразкова', '0501112233')]", "Зразкова"),
    ],
)
def test_secrets_and_personal_data_are_masked(text: str, secret: str) -> None:
    assert secret not in logs.mask(text)


@pytest.mark.parametrize(
    "text", ["case 26-00042 moved to repaired", "GET /static/s/style.css 200", "took 1234567890 ns"]
)
def test_ordinary_lines_stay_as_they_are(text: str) -> None:
    assert logs.mask(text) == text


def test_json_lines_carry_case_and_correlation() -> None:
    stream = io.StringIO()
    logs.set_up(process="web", style=LogFormat.JSON, level="INFO", stream=stream)

    with logs.about(correlation="c-1"):
        logging.getLogger("api").info("moved", extra={"case": "26-00042"})
    logging.getLogger("api").info("alone")

    inside, outside = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (inside["case"], inside["correlation"], inside["process"]) == ("26-00042", "c-1", "web")
    assert "case" not in outside
    assert "correlation" not in outside


@pytest.mark.parametrize("style", list(LogFormat))
def test_a_traceback_is_masked_too(style: LogFormat) -> None:
    stream = io.StringIO()
    logs.set_up(process="worker", style=style, level="INFO", stream=stream)

    error = RuntimeError("cannot tell olena@example.com about /s/K7M2Q9TX4WPB3H")
    logging.getLogger("effects").error("gave up", exc_info=error)

    assert "RuntimeError" in stream.getvalue()
    assert "olena" not in stream.getvalue()
    assert "K7M2Q9TX4WPB3H" not in stream.getvalue()


def test_a_message_cannot_forge_a_second_line() -> None:
    stream = io.StringIO()
    logs.set_up(process="web", style=LogFormat.PLAIN, level="INFO", stream=stream)

    logging.getLogger("api").warning("search for %s", "x\n2026-11-23T08:00:00Z INFO    web      signed in")

    assert len(stream.getvalue().splitlines()) == 1
