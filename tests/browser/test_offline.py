"""A report made without a network goes by itself, once, when the network is back (journey A1: the bus enters a tunnel)."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.look import faults
from tests.browser.site import Site


def until(tab: Page, true: str) -> None:
    """Asked from outside, again and again: the page's own policy forbids a waiting made of text."""
    for _ in range(150):
        if tab.evaluate(true):
            return
        tab.wait_for_timeout(100)
    raise AssertionError(true)


def test_a_report_made_in_a_tunnel_is_sent_once_when_the_bus_comes_out(tab: Page, site: Site) -> None:
    # given: the first page was seen, and the worker has what it needs
    tab.goto("/?lang=uk")
    until(tab, "navigator.serviceWorker.controller !== null")
    until(tab, "caches.match('/services/road_defect/new').then(Boolean)")
    before = filed(site)
    # when: the network is gone
    tab.context.set_offline(True)
    tab.goto("/services/road_defect/new")
    for name, said in (
        ("form.place.address", "вул. Тунельна, 1"),
        ("applicant.surname", "Зразкова"),
        ("applicant.given_name", "Олена"),
        ("applicant.phone", "0501234567"),
    ):
        tab.locator(f"[name='{name}']").fill(said)
    tab.get_by_role("button", name="Перевірити перед надсиланням").click()
    expect(tab.get_by_text("Збережено, надішлемо самі")).to_be_visible()
    assert faults(tab) == []
    assert filed(site) == before
    # and: the page is opened anew, still without a network
    tab.reload()
    expect(tab.get_by_text("Збережено, надішлемо самі")).to_be_visible()
    # when: the network is back
    tab.context.set_offline(False)
    # then
    expect(tab.get_by_text("Надіслано.")).to_be_visible()
    tab.reload()
    expect(tab.get_by_text("Надіслано.")).to_be_visible()
    assert filed(site) == before + 1
    tab.get_by_role("link", name="Стежити за зверненням").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Ми отримали ваше повідомлення")


def filed(site: Site) -> int:
    """How many reports of that street there are."""
    with site.stage.runtime.database.reading(1) as look:
        rows = look.connection.exec_driver_sql("SELECT count(*) FROM cases WHERE street = 'вул. Тунельна'").scalar_one()
    return int(rows)
