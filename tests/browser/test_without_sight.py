"""The path of somebody who cannot see the page, walked along the accessibility tree (docs/without-sight.md)."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.look import followed
from tests.browser.site import Site
from tests.browser.test_staff_pages import entered
from tests.browser.watch import Watch
from tests.web.cases import answered, in_work, routed, to_sign


def read_aloud(tab: Page) -> str:
    """What stands in the main part, in the order it is read."""
    return tab.locator("main").aria_snapshot()


def in_order(said: str, *wanted: str) -> None:
    """Each part is there, after the one before it."""
    at = 0
    for part in wanted:
        found = said.find(part, at)
        assert found >= 0, f"{part!r} is not read after {wanted[: wanted.index(part)]!r}:\n{said}"
        at = found + len(part)


def test_a_status_page_says_the_state_first_then_the_date_then_the_way(tab: Page, watch: Watch, site: Site) -> None:
    # given
    link = site.link(in_work(site.stage))
    # when
    tab.goto(f"{link}?lang=uk")
    said = read_aloud(tab)
    # then
    assert tab.get_by_role("heading").first.inner_text() == "Роботу призначено до 26 листопада."
    in_order(
        said,
        'heading "Роботу призначено до 26 листопада." [level=1]',
        "Зробимо до четверга, 26 листопада, включно.",
        "Чому ця дата?",
        "Від вас зараз нічого не потрібно.",
        'heading "Як просувається" [level=2]',
        "Отримали",
        "виконано",
        "Ремонт",
        "триває",
        "Відповідь вам",
        "попереду",
        'heading "Хто займається" [level=2]',
        'link "Додати фото або уточнення"',
        'link "Відкликати"',
    )
    assert len(tab.get_by_role("listitem").all()) >= 5
    assert watch.complaints == []


def test_what_is_asked_is_answered_by_named_buttons_and_told_in_a_live_region(
    tab: Page, watch: Watch, site: Site
) -> None:
    # given
    link = site.link(answered(site.stage))
    tab.goto(f"{link}?lang=uk")
    in_order(
        read_aloud(tab), "[level=1]", 'heading "Яму справді засипано?" [level=2]', 'link "Так"', 'link "Ні, не все"'
    )
    # when: a mistake first
    followed(tab, tab.get_by_role("link", name="Ні, не все"), "Enter")
    followed(tab, tab.locator("main form button"), "Enter")
    # then: every mistake leads to its field
    alert = tab.get_by_role("alert")
    expect(alert).to_be_visible()
    for wrong in alert.get_by_role("link").all():
        field = tab.locator(f"[id='{(wrong.get_attribute('href') or '')[1:]}']")
        wrong.press("Enter")
        expect(field).to_be_focused()
        expect(field).to_have_attribute("aria-invalid", "true")
    # when
    tab.get_by_role("textbox").first.fill("Поруч друга яма")
    followed(tab, tab.locator("main form button"), "Enter")
    # then
    expect(tab.get_by_role("status")).to_be_visible()
    assert watch.complaints == []


def test_a_place_is_told_without_a_map(tab: Page, watch: Watch) -> None:
    # given
    tab.goto("/services/road_defect/new?lang=uk")
    place = tab.get_by_role("group", name="Де це?")
    # then: the box for the address comes before anything about points and maps
    in_order(place.aria_snapshot(), "Адреса", "Я зараз тут")
    address = place.get_by_role("combobox").or_(place.get_by_role("textbox")).first
    address.press_sequentially("вул. Ліс")
    assert address.get_attribute("list")
    assert watch.complaints == []


def test_a_resolution_is_written_along_named_groups_and_the_pin_comes_last(tab: Page, watch: Watch, site: Site) -> None:
    # given
    case = routed(site.stage)
    entered(tab, site, "utility_director")
    tab.goto(f"/staff/cases/{case.reference}?lang=uk")
    heading = tab.get_by_role("heading").first
    assert heading.inner_text().startswith("Яма або розбита дорога, вул. Лісова")
    form = tab.locator("form[action$='/moves/instruct']")
    if not form.is_visible():
        tab.locator("details", has=form).locator("summary").first.press("Enter")
    said = form.aria_snapshot()
    # then
    in_order(said, "textbox", 'combobox "Відповідальний виконавець"', "radiogroup", "radio ", "PIN", "button")
    dates = form.get_by_role("radiogroup").first
    assert len(dates.get_by_role("radio").all()) >= 3
    assert all(one.strip() for one in dates.locator("label").all_inner_texts())
    # when: the executor by two letters, the day by the arrows
    lead = form.get_by_role("combobox", name="Відповідальний виконавець")
    lead.press_sequentially("Пр")
    # then: how many fit is said aloud, and which one is at hand
    expect(form.get_by_role("status").first).to_have_text(re.compile(r"\d"))
    assert lead.get_attribute("aria-expanded") == "true"
    assert lead.get_attribute("aria-activedescendant")
    lead.press("Escape")
    assert lead.get_attribute("aria-expanded") == "false"
    dates.get_by_role("radio").first.focus()
    tab.keyboard.press("ArrowDown")
    assert dates.get_by_role("radio").nth(1).is_checked()
    assert watch.complaints == []


def test_a_paper_is_offered_whole_before_the_pin(tab: Page, site: Site) -> None:
    # given
    paper = to_sign(site.stage).papers[0]
    entered(tab, site, "executive_secretary")
    tab.goto(f"/staff/papers/{paper.id}?lang=uk")
    tab.locator("form[action$='/opening'] button").press("Enter")
    # then
    expect(tab.locator("input[type=password]").first).to_be_visible()
    in_order(read_aloud(tab), "[level=1]", "link", "SHA-256", "PIN", 'button "')
