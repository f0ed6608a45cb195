"""The tour of the README, walked: every name it quotes is there and leads where the tour says."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.look import followed
from tests.browser.site import Site
from tests.browser.test_answer_journey import done, from_the_queue, opened
from tests.browser.watch import Watch

ROOT = Path(__file__).parents[2]
BODIES = {"README.md": "## Five minutes through one case", "README.uk.md": "## П'ять хвилин з одним зверненням"}


class Tour:
    """What the tour quotes; `left` is what has not been come by yet."""

    def __init__(self) -> None:
        self.quoted = {name: _quoted(name, heading) for name, heading in BODIES.items()}
        self.left = set().union(*self.quoted.values())

    def says(self, name: str) -> str:
        """The name as the page has it; it must be one that the README quotes."""
        assert name in self.quoted["README.md"], name
        self.left.discard(name)
        return name


def _quoted(name: str, heading: str) -> set[str]:
    part = (ROOT / name).read_text(encoding="utf-8").partition(heading)[2].partition("\n## ")[0]
    return set(re.findall("«([^»]+)»", part))


def test_the_tour_of_the_readme_leads_from_a_pothole_to_its_answer(tab: Page, watch: Watch, site: Site) -> None:
    tour = Tour()
    # 1. a citizen
    tab.goto("/?lang=uk")
    followed(tab, tab.get_by_role("link", name=tour.says("Яма або розбита дорога")))
    followed(tab, tab.get_by_role("button", name=tour.says("Почати")))
    further = tab.get_by_role("button", name=tour.says("Далі"))
    tab.locator("[name='form.place.address']").fill("вул. Мандрівна, 5")
    for _ in range(3):  # the place; photo and details are left out
        followed(tab, further)
    for name, said in (
        ("surname", "Зразкова"),
        ("given_name", "Олена"),
        ("address", "вул. Лісова, 8, кв. 4"),
        ("phone", "0501234567"),
    ):
        tab.locator(f"[name='applicant.{name}']").fill(said)
    followed(tab, further)
    followed(tab, tab.get_by_role("button", name=tour.says("Надіслати")))
    heading = tab.get_by_role("heading", level=1)
    expect(heading).to_contain_text("Ми отримали ваше повідомлення")
    expect(tab.get_by_text(tour.says("Чому ця дата?")).first).to_be_visible()
    number = heading.locator(".number").inner_text()
    link = site.link(site.stage.case(number))
    # 2. the dispatcher
    from_the_queue(tab, site, "dispatcher", number)
    to_do = tab.get_by_role("heading", name=tour.says("Що зробити"))
    expect(to_do).to_be_visible()
    pressed(tab, "route", tour.says("Передати директорові"))
    # 3. the director
    from_the_queue(tab, site, "utility_director", number)
    form = opened(tab, "instruct")
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
    pressed(tab, "instruct", tour.says("Підписати резолюцію"))
    (resolution,) = site.stage.case(number).resolutions
    assert [one.username for one in resolution.executors] == ["foreman"]
    assert resolution.signed is not None
    # 4. the foreman, and the director again
    from_the_queue(tab, site, "foreman", number)
    form = opened(tab, "finish")
    form.locator("[name='finish.input.report']").fill("Поклали асфальт.")
    form.locator("[name='finish.input.why_no_photo']").fill("Стемніло.")
    pressed(tab, "finish", "")
    from_the_queue(tab, site, "utility_director", number)
    pressed(tab, "accept", tour.says("Прийняти виконання"))
    # 5. the paper
    site.stage.drain()
    tab.goto(f"/staff/cases/{number}")
    followed(tab, tab.locator("#moves + *, main").get_by_role("link", name="Відповідь").first)
    followed(tab, tab.get_by_role("button", name=tour.says("Скласти і показати")))
    tab.locator("form[action$='/signature'] input[type=password]").first.fill(site.stage.pin("utility_director") or "")
    tab.keyboard.press("Enter")
    expect(tab.locator("form[action$='/signature']")).to_have_count(0)
    site.stage.drain()
    tab.context.clear_cookies()
    tab.goto("/verify?lang=uk")
    tab.fill("#code", site.stage.paper(number).code or "")
    followed(tab, tab.get_by_role("button", name="Перевірити", exact=True))
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Справжня.")
    # 6. the citizen again
    tab.goto(f"{link}?lang=uk")
    expect(tab.get_by_role("heading", name=tour.says("Яму справді засипано?"))).to_be_visible()
    tab.fill("#last4", "4567")
    followed(tab, tab.locator("form[action$='/unlock'] button"))
    expect(tab.get_by_role("link", name="Відповідь").first).to_be_visible()
    # then
    assert tour.left == set()
    assert watch.complaints == []


def pressed(tab: Page, name: str, title: str) -> None:
    """The move of that name is made by its button, which says what the tour calls it."""
    button = opened(tab, name).locator("button:not(.unseen):not(.second)")
    if title:
        expect(button).to_have_text(title)
    button.click()
    done(tab)
