"""A telephone call taken in under sixty seconds by the keyboard alone, on a Ukrainian layout (journey A4)."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.site import Site
from tests.browser.test_staff_pages import entered
from tests.browser.watch import Watch
from tests.web.cases import OLENA, road

MOST_KEYS = 110
"""What a trained operator (200 keys a minute) types in half a minute; the other half is for talking."""

PATIENCE = 20_000


class Hands:
    """Types and counts; the mouse is not touched."""

    def __init__(self, tab: Page) -> None:
        self._tab = tab
        self.keys = 0

    def press(self, *names: str) -> None:
        for name in names:
            self._tab.keyboard.press(name)
            self.keys += 1

    def type(self, text: str) -> None:
        """Cyrillic letters come as they do from a Ukrainian layout."""
        for letter in text:
            self._tab.keyboard.type(letter)
            self.keys += 1

    def at(self) -> str:
        """The name of what has the focus."""
        return str(self._tab.evaluate("document.activeElement.name || document.activeElement.id || ''"))

    def tab_to(self, name: str) -> None:
        """Tab until the field of that name has the focus."""
        for _ in range(40):
            if self.at() == name:
                return
            self.press("Tab")
        raise AssertionError(f"{name} is not reached by Tab; at {self.at()}")

    def tab_until(self, place: Locator, key: str = "Tab") -> None:
        """Tab, or back, until it has the focus."""
        for _ in range(60):
            if place.evaluate("(one) => one === document.activeElement"):
                return
            self.press(key)
        raise AssertionError(f"{place} is not reached by {key}; at {self.at()}")


def test_a_call_about_a_known_pothole_is_taken_by_keys_alone(tab: Page, watch: Watch, site: Site) -> None:
    # given: a pothole was reported in that street, and the caller has written before
    hanna = {**OLENA, "surname": "Сусідська", "given_name": "Ганна", "phone": "+380671234598"}
    earlier = road(site.stage, place={"address": "вул. Клавіатурна, 8", "street": "вул. Клавіатурна"})
    road(site.stage, applicant=hanna, place={"address": "вул. Інша, 1", "street": "вул. Інша"})
    tab.set_viewport_size({"width": 1200, "height": 800})
    entered(tab, site, "operator")
    hands = Hands(tab)
    # when: the service by some letters
    hands.press("+", "Enter")
    expect(tab.locator("#q")).to_be_focused(timeout=PATIENCE)
    hands.type("яма")
    hands.press("Enter")
    # the caller by their telephone
    expect(tab.locator("#find")).to_be_focused(timeout=PATIENCE)
    hands.type("0671234598")
    hands.press("Enter")
    expect(tab.get_by_role("link", name="Це та людина")).to_be_focused(timeout=PATIENCE)
    hands.press("Enter")
    # then: their name stands, and the writing begins at what they call about
    expect(tab.locator("[name='applicant.surname']")).to_have_value("Сусідська")
    expect(tab.locator("[name='channel'][value='phone']")).to_be_checked()
    expect(tab.locator("[name='form.place.address']")).to_be_focused(timeout=PATIENCE)
    hands.type("вул. Клавіатурна")
    hands.press("Control+Enter")
    # and: the earlier report is offered, and this one joined to it
    expect(tab.get_by_text("Поруч уже є повідомлення")).to_be_visible(timeout=PATIENCE)
    expect(tab.get_by_role("radio", name=earlier.reference)).to_be_focused(timeout=PATIENCE)
    hands.press("Space", "Control+Enter")
    expect(tab.get_by_role("status").first).to_be_visible(timeout=PATIENCE)
    number = tab.url.partition("/cases/")[2].partition("?")[0]
    case = site.stage.case(number)
    assert (case.main_reference, case.channel) == (earlier.reference, "phone")
    assert hands.keys <= MOST_KEYS
    assert watch.complaints == []


def test_a_visit_is_booked_by_tab_enter_and_space_alone(tab: Page, watch: Watch, site: Site) -> None:
    # given
    tab.goto("/services/mayor_reception/new?lang=uk")
    days = tab.locator(".month a")
    expect(days.nth(1)).to_be_visible()
    hands = Hands(tab)
    # when: a day of the calendar, and another one after a time was chosen already
    for number, key in ((1, "Tab"), (0, "Shift+Tab")):
        day = days.nth(number)
        hands.tab_until(day, key)
        hands.press("Enter")
        # then: the first time of that day is at hand, and is told with its day; nothing is chosen yet
        first = tab.locator(f"[id='{(day.get_attribute('href') or '')[1:]}']")
        expect(first).to_be_focused(timeout=PATIENCE)
        expect(tab.get_by_role("group").filter(has=first).last).to_have_accessible_name(re.compile("листопада|грудня"))
        expect(first).not_to_be_checked()
        hands.press("Space")
        expect(first).to_be_checked()
    # and: Tab leads on, out of the times
    hands.tab_to("form.subject")
    assert watch.complaints == []


def test_a_new_caller_is_taken_by_keys_alone(tab: Page, watch: Watch, site: Site) -> None:
    # given
    tab.set_viewport_size({"width": 1200, "height": 800})
    entered(tab, site, "operator")
    hands = Hands(tab)
    # when
    hands.press("+", "Enter")
    expect(tab.locator("#q")).to_be_focused(timeout=PATIENCE)
    hands.type("яма")
    hands.press("Enter")
    expect(tab.locator("#find")).to_be_focused(timeout=PATIENCE)
    for name, said in (
        ("form.place.address", "вул. Нова, 3"),
        ("applicant.surname", "Новенька"),
        ("applicant.given_name", "Ніна"),
        ("applicant.phone", "0671234500"),
    ):
        hands.tab_to(name)
        hands.type(said)
    hands.press("Control+Enter")
    expect(tab.get_by_role("status").first).to_be_visible(timeout=PATIENCE)
    # then
    case = site.stage.case(tab.url.partition("/cases/")[2].partition("?")[0])
    assert (case.street, case.channel) == ("вул. Нова", "phone")
    assert hands.keys <= MOST_KEYS
    assert watch.complaints == []
