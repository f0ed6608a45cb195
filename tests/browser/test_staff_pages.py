"""Pages of staff in a real browser: open to everybody; one key each; a moment to change one's mind; a day of three people."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Locator, Page, expect

from gate.languages import COOKIE as LANGUAGE
from tests.browser.look import faults, followed
from tests.browser.site import Site
from tests.browser.test_every_page import sound
from tests.browser.watch import Watch
from tests.web.cases import OLENA, PETITION, in_work, road, to_sign
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
ONCE = {
    "dispatcher": ("/staff/cases/{pothole}", "/votings/{petition}"),
    "clerk": ("/staff/collection", "/staff/new/road_defect/known?find=0501234567"),
    "executive_secretary": ("/staff/papers/{paper}",),
    "registrar": ("/staff/journals", "/staff/files", "/staff/retention", "/staff/papers/{paper}/scan"),
    "admin": (
        "/staff/administration/bodies",
        "/staff/fees",
        "/staff/administration/definitions/road_defect/migrations",
        "/staff/administration/definitions/road_defect/papers/answer_letter",
    ),
}
"""The rest, each in one of the languages, turn and turn about: axe is dear, and what differs is words alone."""


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
    case, paper = in_work(site.stage), to_sign(site.stage).papers[0].id
    petition = site.stage.open("petition", PETITION, OLENA).reference
    site.stage.do(petition, "publish", "registrar")
    things = {"pothole": case.reference, "paper": paper, "petition": petition}
    once = [(username, path) for username, paths in ONCE.items() for path in paths]
    turn = sorted(TEXTS).index(language)
    complaints = []
    # The first board of a town reads every definition.
    tab.set_default_timeout(60_000)
    # when
    for username, paths in {**dict.fromkeys(ONCE, ()), **PAGES}.items():
        recognised(tab, site, username)
        mine = [path for who, path in once[turn :: len(TEXTS)] if who == username]
        complaints += [one for path in (*paths, *mine) for one in sound(tab, path.format(**things), language)]
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
    # when: the page is told to send it, and then not to
    form = to_forward(tab)
    send = form.get_by_role("button", name="Надіслати за належністю").last
    held = form.get_by_role("status")
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


def test_whoever_leaves_the_page_meanwhile_has_sent_it_and_is_told_so(tab: Page, watch: Watch, site: Site) -> None:
    # given: a forwarding that waits its moment, one that was taken back, and a way elsewhere
    case = road(site.stage)
    entered(tab, site, "dispatcher")
    tab.goto(f"/staff/cases/{case.reference}?lang=uk")
    held = to_forward(tab)
    held.get_by_role("button", name="Не надсилати").click()
    expect(held.get_by_role("status")).to_contain_text("Нічого не надіслано.")
    followed(tab, tab.get_by_role("link", name="Картки", exact=True))
    # then: what was taken back has not gone
    expect(tab.get_by_role("heading", level=1)).to_have_text("Картки")
    expect(tab.get_by_text("тож надіслали одразу")).to_have_count(0)
    assert site.stage.case(case.reference).state == "registered"
    # when: what was meant goes when its page is left
    tab.goto(f"/staff/cases/{case.reference}")
    to_forward(tab)
    followed(tab, tab.get_by_role("link", name="Картки", exact=True))
    # then
    told = tab.get_by_role("status").filter(has_text="тож надіслали одразу")
    expect(told).to_be_visible()
    until_forwarded(site, case.reference)
    followed(tab, told.get_by_role("link", name=case.reference))
    expect(tab.locator("form[action$='/moves/forward']")).to_have_count(0)
    assert len([one for one in site.stage.case(case.reference).papers if one.type == "forwarding_letter"]) == 1
    assert watch.complaints == []


def to_forward(tab: Page) -> Locator:
    """The form of a forwarding that has been sent and waits its moment."""
    form = tab.locator("form[action$='/moves/forward']")
    tab.locator("details", has=form).locator("summary").first.click()
    form.get_by_label("Кому надсилаємо").select_option("restoration_service")
    form.locator("textarea").first.fill("Дорога належить області.")
    form.get_by_role("button", name="Надіслати за належністю").last.click()
    expect(form.get_by_role("status")).to_contain_text("Поки що можна передумати.")
    return form


def until_forwarded(site: Site, reference: str) -> None:
    """The page is left and the town has it a moment later."""
    for _ in range(200):
        if site.stage.case(reference).state == "forwarded":
            return
        time.sleep(0.05)
    raise AssertionError("never forwarded")


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
