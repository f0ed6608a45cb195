"""What a citizen's page costs over a poor line: at most 150 KB at first load, 30 KB behind a status link; as sent."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Request

from tests.browser.site import Site
from tests.web.cases import in_work

KB = 1024
ANY, STATUS = 150 * KB, 30 * KB


@pytest.mark.parametrize(
    "path", ["/", "/services/road_defect", "/services/road_defect/new", "/problems", "/votings", "/verify"]
)
def test_a_page_weighs_little_at_first_load(tab: Page, path: str) -> None:
    assert weight(tab, path) <= ANY


def test_a_status_page_weighs_next_to_nothing(tab: Page, site: Site) -> None:
    link = site.link(in_work(site.stage))
    assert weight(tab, link) <= STATUS
    assert weight(tab, f"{link}/received") <= STATUS


def weight(tab: Page, path: str) -> int:
    """Bytes that came for the page and all it asked for at once, heads and packed bodies, into an empty cache."""
    finished: list[Request] = []

    def note(request: Request) -> None:
        finished.append(request)

    tab.on("requestfinished", note)
    tab.goto(path, wait_until="load")
    tab.remove_listener("requestfinished", note)
    page_s_own = [one for one in finished if one.service_worker is None]
    return sum(one.sizes()["responseBodySize"] + one.sizes()["responseHeadersSize"] for one in page_s_own)
