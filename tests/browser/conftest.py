"""One served town for all browser tests of a process, a browser for each module, a fresh, watched tab for each test.

The town's clock stands on the Monday of journey A: a test that moves it takes a town of its own (`site.a_site`).
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from runtime.database_urls import DatabaseUrls
from tests.browser.chromium import a_browser
from tests.browser.site import Site, a_site
from tests.browser.watch import Watch
from tests.database import cloned

START = "2026-11-23 08:05"
# What is waited for is there in a moment; on a machine that is busy with other things, in some.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium. Not for the whole session: while it lives, nobody else in this thread can run an asyncio loop."""
    with a_browser() as found:
        yield found


@pytest.fixture(scope="session")
def site(
    database_server: DatabaseUrls, template_database: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The town."""
    with cloned(database_server) as urls, a_site(urls, tmp_path_factory.mktemp("site"), START) as found:
        yield found


@pytest.fixture
def watch(site: Site) -> Watch:
    """What the tab of this test does behind the reader's back."""
    return Watch(site.address)


@pytest.fixture
def tab(browser: Browser, site: Site, watch: Watch) -> Iterator[Page]:
    """A tab of somebody who was never here; paths are the site's."""
    context = browser.new_context(base_url=site.address, locale="uk-UA", viewport={"width": 390, "height": 800})
    context.set_default_timeout(10_000)
    page = context.new_page()
    watch.follow(page)
    yield page
    context.close()
