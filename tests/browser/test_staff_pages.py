"""Pages of staff in a real browser: open to everybody; one key each; people found by letters; a day of three people."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from gate.languages import COOKIE as LANGUAGE
from tests.browser.look import faults
from tests.browser.site import Site
from tests.browser.test_every_page import sound
from tests.browser.watch import Watch
from tests.web.cases import in_work, road, routed, to_sign
from web.words import TEXTS

PAGES = {
    "mayor": ("/staff/board", "/staff/cases", "/staff/"),
    "clerk": ("/staff/new", "/staff/new/road_defect", "/staff/reception", "/staff/account"),
    "foreman": ("/staff/today", "/staff/"),
    "executive_secretary": ("/staff/signing",),
    "admin": (
        "/staff/incidents",
        "/staff/substitutions",
        "/staff/administration",
        "/staff/administration/messages",
        "/staff/administration/definitions/road_defect",
    ),
}


def entered(tab: Page, site: Site, username: str) -> None:
    """Somebody signed in, at their queue."""
    recognised(tab, site, username)
    tab.goto("/staff/")
    expect(tab).to_have_url(f"{site.address}/staff/")


def recognised(tab: Page, site: Site, username: str) -> None:
    """The tab of somebody signed in: by the form, or by the cookie of an earlier time."""
    tab.context.clear_cookies()
    if username not in site.sessions:
        signed_in(tab, site, username)
        kept = tab.context.cookies()
        site.sessions[username] = next((one["name"], one["value"]) for one in kept if one["name"] != LANGUAGE)
    tab.context.clear_cookies()
    name, value = site.sessions[username]
    tab.context.add_cookies([{"name": name, "value": value, "url": site.address}])


def signed_in(tab: Page, site: Site, username: str) -> None:
    """Signs somebody in by the form."""
    tab.goto("/signin")
    tab.fill("#username", username)
    tab.fill("#password", site.stage.credentials[username].password)
    tab.click("main button")
    expect(tab).to_have_url(f"{site.address}/staff/")


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_pages_of_staff_are_open_to_everybody(tab: Page, watch: Watch, site: Site, language: str) -> None:
    # given
    in_work(site.stage)
    to_sign(site.stage)
    complaints = []
    # The first board of a town reads every definition.
    tab.set_default_timeout(60_000)
    # when
    for username, paths in PAGES.items():
        recognised(tab, site, username)
        complaints += [one for path in paths for one in sound(tab, path, language)]
    # then
    assert complaints + watch.complaints == []


def test_a_dispatcher_passes_a_report_on_by_one_key_of_any_layout(tab: Page, watch: Watch, site: Site) -> None:
    # given
    case = road(site.stage)
    entered(tab, site, "dispatcher")
    tab.goto(f"/staff/cases/{case.reference}")
    # when: П is where G is
    tab.keyboard.press("g")
    tab.keyboard.press("Enter")
    # then
    expect(tab.get_by_role("status").first).to_be_visible()
    assert site.stage.case(case.reference).state == "routed"
    assert watch.complaints == []


def test_what_goes_to_another_body_can_be_taken_back_for_a_moment(tab: Page, watch: Watch, site: Site) -> None:
    # given
    case = road(site.stage)
    entered(tab, site, "dispatcher")
    tab.goto(f"/staff/cases/{case.reference}?lang=uk")
    form = tab.locator("form[action$='/moves/forward']")
    tab.locator("details", has=form).locator("summary").first.click()
    form.get_by_label("Кому надсилаємо").select_option("restoration_service")
    form.locator("textarea").first.fill("Дорога належить області.")
    send = form.get_by_role("button", name="Надіслати за належністю").last
    held = form.get_by_role("status")
    # when: the page is told to send it, and then not to
    send.click()
    expect(held).to_contain_text("Поки що можна передумати.")
    expect(form.get_by_role("button", name="Не надсилати")).to_be_focused()
    assert site.stage.case(case.reference).state == "registered"
    tab.keyboard.press("Enter")
    # then
    expect(held).to_contain_text("Нічого не надіслано.")
    assert faults(tab) == []
    # when: the moment passes
    send.click()
    expect(held).to_contain_text("Поки що можна передумати.")
    form.get_by_role("button", name="Надіслати зараз").click()
    # then: it has gone, once
    expect(tab.get_by_role("status").first).to_have_text("Зроблено.")
    assert site.stage.case(case.reference).state == "forwarded"
    assert watch.complaints == []


def test_an_official_finds_an_executor_by_two_letters_and_signs(tab: Page, watch: Watch, site: Site) -> None:
    # given
    case = routed(site.stage)
    entered(tab, site, "utility_director")
    tab.goto(f"/staff/cases/{case.reference}")
    form = tab.locator("form[action$='/moves/instruct']")
    # when
    if not form.is_visible():
        tab.locator("details", has=form).locator("summary").first.click()
    form.locator("textarea").first.fill("Ліквідувати яму.")
    lead = form.get_by_role("combobox", name="Відповідальний виконавець")
    lead.press_sequentially("Пр")
    expect(form.get_by_role("option", name="Василь Примірний")).to_be_visible()
    for _ in range(20):
        chosen = lead.get_attribute("aria-activedescendant") or ""
        if "Примірний" in (tab.locator(f"#{chosen}").text_content() or ""):
            break
        lead.press("ArrowDown")
    lead.press("Enter")
    form.locator("label.chip").nth(1).click()
    form.locator("input[type=password]").fill(site.stage.pin("utility_director") or "")
    form.locator("button").last.click()
    expect(tab.get_by_role("status").first).to_be_visible()
    # then
    (resolution,) = site.stage.case(case.reference).resolutions
    assert [one.username for one in resolution.executors] == ["foreman"]
    assert resolution.signed is not None
    assert watch.complaints == []


def test_a_foreman_goes_from_today_s_list_to_the_report(tab: Page, watch: Watch, site: Site) -> None:
    # given
    case = in_work(site.stage)
    entered(tab, site, "foreman")
    # when
    tab.goto("/staff/today")
    tab.locator("article", has_text=f"{case.reference}/").get_by_role("link", name="Звіт про виконання").click()
    # then
    expect(tab.locator("#moves")).to_be_in_viewport()
    assert watch.complaints == []
