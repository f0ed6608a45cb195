"""From the queue to the answer in the citizen's hands: passed on, asked, answered, drafted, read, numbered, signed."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.site import Site
from tests.browser.test_staff_pages import entered
from tests.browser.watch import Watch
from tests.web.cases import road

HEAVY = "Вжито заходів в установленому порядку."
GROUNDS = "Ця ділянка належить ОСББ «Затишок» (рішення міської ради № 88 від 14.05.2020)."


def opened(tab: Page, name: str) -> Locator:
    """The form of that move, unfolded."""
    form = tab.locator(f"form[action$='/moves/{name}']")
    part = tab.locator("details", has=form)
    expect(part.locator("summary").first).to_be_visible()
    if part.get_attribute("open") is None:
        part.locator("summary").first.click()
    return form


def done(tab: Page) -> None:
    """The page after a move that went well."""
    expect(tab.get_by_role("status").first).to_have_text("Зроблено.")


def from_the_queue(tab: Page, site: Site, username: str, reference: str) -> None:
    """Somebody signs in and goes to the card by the line of their queue."""
    entered(tab, site, username)
    tab.locator(f"main a[href*='/staff/cases/{reference}']").first.click()
    expect(tab).to_have_title(f"{reference} · Яма або розбита дорога · Місто Кузнецовськ")


def test_a_matter_goes_from_the_queue_to_a_signed_answer_that_the_citizen_reads(
    tab: Page, watch: Watch, site: Site
) -> None:
    # given
    case = road(site.stage)
    number, link = case.reference, site.link(case)
    tab.set_viewport_size({"width": 1200, "height": 800})
    # when: the dispatcher passes it on, goes back and presses what is there no more
    from_the_queue(tab, site, "dispatcher", number)
    opened(tab, "route").locator("button:not(.unseen):not(.second)").click()
    done(tab)
    version = site.stage.case(number).version
    tab.go_back()
    expect(tab.locator("main .tag").first).to_have_text("У директора")
    expect(tab.locator("form[action$='/moves/route']")).to_have_count(0)
    assert site.stage.case(number).version == version
    # and: the director asks, with a ready sentence
    from_the_queue(tab, site, "utility_director", number)
    form = opened(tab, "ask")
    form.locator("select[name$='.standing']").select_option(index=1)
    form.get_by_role("button", name="Вставити").click()
    form = opened(tab, "ask")
    expect(form.locator("textarea")).to_have_value("Де саме яма? Напишіть номер найближчого будинку.")
    form.locator("button:not(.unseen):not(.second)").click()
    done(tab)
    # then: the citizen is asked, and answers
    site.stage.drain()
    tab.goto(f"{link}?lang=uk")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Де саме яма?")
    tab.get_by_label("Ваша відповідь").fill("Навпроти будинку 14.")
    tab.get_by_role("button", name="Надіслати").click()
    expect(tab.get_by_role("status").first).to_be_visible()
    # when: an answer without what it must hold
    from_the_queue(tab, site, "utility_director", number)
    form = opened(tab, "refuse")
    form.locator("button:not(.unseen):not(.second)").click()
    expect(tab.get_by_role("alert").get_by_role("link", name="Підстави")).to_be_visible()
    # and: written, read as the letter it will be, and made
    form = opened(tab, "refuse")
    form.get_by_label("Підстави").fill(HEAVY)
    form.get_by_role("button", name="Прочитати лист").click()
    # then: whoever drafts it reads which words are heavy and what to write instead, and nothing is refused
    expect(tab.locator(".letter")).to_contain_text(HEAVY)
    form = opened(tab, "refuse")
    expect(form.get_by_label("Підстави")).to_have_accessible_description(
        re.compile("«вжито заходів…» – краще «зроблено")
    )
    expect(tab.get_by_role("alert")).to_have_count(0)
    # when: in plain words
    form.get_by_label("Підстави").fill(GROUNDS)
    form.get_by_role("button", name="Прочитати лист").click()
    expect(tab.locator(".letter")).to_contain_text(GROUNDS)
    expect(tab.locator(".letter")).to_contain_text("Шановна пані Олено!")
    assert site.stage.case(number).papers == ()
    form = opened(tab, "refuse")
    expect(form.get_by_label("Підстави")).to_have_value(GROUNDS)
    expect(form.locator(".advice")).to_have_count(0)
    form.locator("button:not(.unseen):not(.second)").click()
    done(tab)
    # and: the draft has no number; opened for signature it has one, and the PIN signs it
    assert site.stage.paper(number).number is None
    site.stage.drain()
    tab.goto(f"/staff/papers/{site.stage.paper(number).id}?lang=uk")
    tab.locator("form[action$='/opening'] button").click()
    pin = tab.locator("form[action$='/signature'] input[type=password]").first
    expect(pin).to_be_visible()
    assert site.stage.paper(number).number is not None
    pin.fill(site.stage.pin("utility_director") or "")
    pin.press("Enter")
    expect(tab.locator("form[action$='/signature']")).to_have_count(0)
    site.stage.drain()
    # then: sealed and sent, and the citizen sees it
    assert site.stage.case(number).state == "answered"
    tab.context.clear_cookies()
    tab.goto(f"{link}?lang=uk")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("відмов")
    tab.locator("form[action$='/unlock'] input[name=last4]").fill("4567")
    tab.locator("form[action$='/unlock'] button").click()
    expect(tab.get_by_role("link", name="Відповідь").first).to_be_visible()
    assert watch.complaints == []
