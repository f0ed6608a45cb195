"""The real browser of these tests: Debian's Chromium, driven by Playwright, kept away from everything but this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-proxy-server",
    # Whatever is not this machine does not resolve: a page that asks somebody else is seen to fail.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
INSTALL = "apt-get update && apt-get install -y --no-install-recommends chromium"


def chromium_path() -> str:
    """Where Chromium is. Raises LookupError that names the command to install it: nothing is skipped in silence."""
    for name in _NAMES:
        if (found := shutil.which(name)) is not None:
            return found
    raise LookupError(f"No Chromium on this machine. Install it: {INSTALL}")


@contextmanager
def a_browser() -> Iterator[Browser]:
    """A headless browser until the block ends."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()
