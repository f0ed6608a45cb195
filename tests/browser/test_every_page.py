"""Every page in every language: no finding of axe (WCAG 2.2 A, AA), no sideways scrolling, nobody else is asked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.look import faults, too_wide
from tests.browser.site import Site
from tests.browser.watch import Watch
from tests.web.cases import road
from web.words import TEXTS

PUBLIC = (
    "/",
    "/services/road_defect",
    "/services/road_defect/new",
    "/services/mayor_reception/new",
    "/services/street_renaming_certificate/new",
    "/problems",
    "/verify",
    "/verify/000000000000",
    "/signin",
    "/nowhere",
)


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_public_pages_are_open_to_everybody(tab: Page, watch: Watch, language: str) -> None:
    complaints = [one for path in PUBLIC for one in sound(tab, path, language)]
    assert complaints + watch.complaints == []


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_pages_behind_a_link_are_open_to_everybody(tab: Page, watch: Watch, site: Site, language: str) -> None:
    # given
    link = site.link(road(site.stage))
    # then
    paths = (link, f"{link}/received", f"{link}/more", f"{link}/moves/withdraw", "/s/AAAAAAAAAAAAAA")
    complaints = [one for path in paths for one in sound(tab, path, language)]
    assert complaints + watch.complaints == []


def sound(tab: Page, path: str, language: str) -> list[str]:
    """What is wrong with the page, each line with its path."""
    tab.goto(f"{path}?lang={language}")
    return [f"{path} {language} {one}" for one in (*too_wide(tab), *faults(tab))]
