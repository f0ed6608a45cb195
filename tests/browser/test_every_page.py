"""Every page in every language: no finding of axe (WCAG 2.2 A, AA), no sideways scrolling, nobody else is asked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.look import faults, followed, too_wide
from tests.browser.site import Site
from tests.browser.watch import Watch
from tests.web.cases import road
from web.words import TEXTS

PUBLIC = (
    "/",
    "/?q=яма",
    "/services/road_defect",
    "/services/road_defect/new",
    "/services/mayor_reception/new",
    "/services/street_renaming_certificate/new",
    "/problems",
    "/problems?type=road_defect&stage=open",
    "/votings",
    "/statistics",
    "/offline",
    "/verify",
    "/verify/000000000000",
    "/signin",
    "/nowhere",
)
BEHIND_A_LINK = ("{link}", "{link}/received", "{link}/more", "{link}/moves/withdraw", "/s/AAAAAAAAAAAAAA")
ASKED = "/drafts/{secret}/{name}"
"""What `test_every_question_of_a_filing_is_open_to_everybody` goes through."""


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_public_pages_are_open_to_everybody(tab: Page, watch: Watch, language: str) -> None:
    complaints = [one for path in PUBLIC for one in sound(tab, path, language)]
    assert complaints + watch.complaints == []


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_pages_behind_a_link_are_open_to_everybody(tab: Page, watch: Watch, site: Site, language: str) -> None:
    # given
    link = site.link(road(site.stage))
    # then
    complaints = [one for path in BEHIND_A_LINK for one in sound(tab, path.format(link=link), language)]
    assert complaints + watch.complaints == []


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_every_question_of_a_filing_is_open_to_everybody(tab: Page, watch: Watch, site: Site, language: str) -> None:
    # given: a report with one like it nearby, so that every question is asked
    road(site.stage)
    tab.goto(f"/services/road_defect?lang={language}")
    followed(tab, tab.locator("main form button"))
    complaints = looked_at(tab, language)
    tab.locator("[name='form.place.address']").fill("вул. Лісова, 10")
    for _ in range(4):
        followed(tab, tab.locator("main form button:not(.second)"))
        complaints += looked_at(tab, language)
        if tab.url.endswith("near-by"):
            tab.get_by_role("radio").last.check()
    # when: nobody said who they are, then they do
    for name, said in (("surname", "Зразкова"), ("given_name", "Олена"), ("phone", "0501234567")):
        tab.locator(f"[name='applicant.{name}']").fill(said)
    followed(tab, tab.locator("main form button"))
    assert tab.url.endswith("to-send")
    complaints += looked_at(tab, language)
    # then
    assert complaints + watch.complaints == []


def test_the_map_shows_what_the_list_says(tab: Page, watch: Watch, site: Site) -> None:
    # given: two in one square of the town, one in another
    for latitude in ("51.3451", "51.3452", "51.3401"):
        place = {"address": "вул. Лісова, 8", "street": "вул. Лісова", "lat": latitude, "lon": "25.8501"}
        road(site.stage, place=place)
    # when
    tab.goto("/problems")
    marks = tab.locator(".mark")
    marks.first.wait_for()
    # then
    numbers = [int(one) for one in marks.all_inner_texts()]
    assert sum(numbers) == tab.locator("[data-at]").count()
    assert 2 in numbers
    # and: by the keyboard too
    marks.first.focus()
    tab.keyboard.press("Enter")
    tab.locator(".leaflet-popup").wait_for()
    assert "вул. Лісова" in tab.locator(".leaflet-popup").inner_text()
    assert looked_at(tab, "uk") + watch.complaints == []


def test_i_am_here_fills_the_place_where_the_reader_allows_it(tab: Page, watch: Watch) -> None:
    # given
    tab.context.grant_permissions(["geolocation"])
    tab.context.set_geolocation({"latitude": 51.34512, "longitude": 25.85014})
    tab.goto("/services/road_defect/new?lang=uk")
    place = tab.get_by_role("group", name="Де це?")
    # when
    place.locator("summary").click()
    # then
    expect(place.locator("[data-found]:visible, [data-in]:visible")).to_have_count(1)
    expect(place.locator("[name='form.place.lat']")).to_have_value("51.345120")
    expect(place.locator("[name='form.place.lon']")).to_have_value("25.850140")
    # when: the same for somebody who does not allow it
    tab.context.clear_permissions()
    tab.context.grant_permissions([])
    tab.goto("/services/road_defect/new?lang=uk")
    place.locator("summary").click()
    # then: the way without is said, and the form is as it was
    expect(place.locator("[data-lost]")).to_be_visible()
    expect(place.locator("[name='form.place.lat']")).to_have_value("")
    assert faults(tab) + watch.complaints == []


def test_pages_in_the_dark_are_as_legible(tab: Page, watch: Watch, site: Site) -> None:
    # given
    tab.emulate_media(color_scheme="dark")
    link = site.link(road(site.stage))
    # then
    complaints = []
    for path in ("/", "/services/road_defect/new", "/problems", "/votings", link, f"{link}/received"):
        tab.goto(path)
        complaints += [f"{path} {one}" for one in faults(tab)]
    assert complaints + watch.complaints == []


def looked_at(tab: Page, language: str) -> list[str]:
    """What is wrong with the page as it stands."""
    return [f"{tab.url} {language} {one}" for one in (*too_wide(tab), *faults(tab))]


def sound(tab: Page, path: str, language: str) -> list[str]:
    """What is wrong with the page, each line with its path."""
    tab.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
    return looked_at(tab, language)
