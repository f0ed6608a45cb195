"""A passkey in a real browser: made, used to sign in, gone, and an address that can have none. The key itself is
Chromium's virtual authenticator, spoken to over its DevTools protocol (WebAuthn level 2, chapter 11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browser.look import faults
from tests.browser.site import Site
from tests.browser.watch import Watch
from workflow.actor import system
from workflow.commands.reset_second_factor import ResetSecondFactor

USER = "admin"


@dataclass(frozen=True)
class Key:
    """The authenticator of one tab."""

    tools: CDPSession
    identifier: str

    def credentials(self) -> list[str]:
        """Ids of the passkeys it holds."""
        held = self.tools.send("WebAuthn.getCredentials", {"authenticatorId": self.identifier})
        return [one["credentialId"] for one in held["credentials"]]

    def lose_all(self) -> None:
        """Somebody deletes the passkeys from the device."""
        self.tools.send("WebAuthn.clearCredentials", {"authenticatorId": self.identifier})


@pytest.fixture
def named(site: Site) -> str:
    """The site under a name: no browser makes a passkey for an address of digits."""
    return site.address.replace("127.0.0.1", "localhost")


@pytest.fixture
def tab(browser: Browser, named: str, site: Site) -> Iterator[Page]:
    """A tab at the name, whose person has no second factor before or after."""
    context = browser.new_context(base_url=named, locale="uk-UA", viewport={"width": 390, "height": 800})
    context.set_default_timeout(10_000)
    page = context.new_page()
    yield page
    context.close()
    site.stage.runtime.application.execute(system(1), ResetSecondFactor(username=USER))


@pytest.fixture
def key(tab: Page) -> Key:
    """A device that is opened by a finger, and a finger that is always there."""
    tools = tab.context.new_cdp_session(tab)
    tools.send("WebAuthn.enable", {"enableUI": False})
    made = tools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return Key(tools, made["authenticatorId"])


def password_given(tab: Page, site: Site) -> None:
    tab.goto("/signin")
    tab.fill("#username", USER)
    tab.fill("#password", site.stage.credentials[USER].password)
    tab.click("form.narrow button")
    expect(tab).not_to_have_url(re.compile("/signin$"))


def passkey_made(tab: Page, site: Site) -> None:
    password_given(tab, site)
    tab.goto("/staff/account")
    tab.get_by_role("button", name="Ключ доступу").click()
    tab.get_by_role("button", name="Створити ключ").click()
    expect(tab.locator("main .number").first).to_be_visible()


def signed_out(tab: Page) -> None:
    tab.context.clear_cookies()


def test_a_passkey_is_made_and_signs_its_person_in(tab: Page, key: Key, site: Site, named: str) -> None:
    watch = Watch(named)
    watch.follow(tab)
    # when
    passkey_made(tab, site)
    # then
    assert len(key.credentials()) == 1
    tab.goto("/staff/account")
    expect(tab.locator("main")).to_contain_text("Налаштовано: ключ доступу.")
    # when
    signed_out(tab)
    password_given(tab, site)
    # then: the password alone opens nothing
    expect(tab).to_have_url(re.compile("/second-step"))
    tab.get_by_role("button", name="Увійти ключем доступу").click()
    expect(tab).not_to_have_url(re.compile("/second-step|/signin"))
    tab.goto("/staff/account")
    expect(tab.locator("h1")).to_be_visible()
    assert watch.complaints == []


def test_a_passkey_that_is_gone_is_told_in_words_and_a_code_still_works(tab: Page, key: Key, site: Site) -> None:
    passkey_made(tab, site)
    code = tab.locator("main .number").first.inner_text()
    key.lose_all()
    signed_out(tab)
    password_given(tab, site)
    # when
    tab.get_by_role("button", name="Увійти ключем доступу").click()
    # then
    expect(tab.locator("[data-lost]")).to_be_visible()
    expect(tab.locator("[data-lost]")).to_have_text("Ключ не спрацював. Спробуйте ще раз або введіть код.")
    assert faults(tab) == []
    expect(tab).to_have_url(re.compile("/second-step"))
    # when: a recovery code
    tab.fill("input[name=code]", code)
    tab.locator("form:has(input[name=code]) button").click()
    # then
    expect(tab).not_to_have_url(re.compile("/second-step|/signin"))


def test_a_passkey_is_never_shown_to_another_site(tab: Page, key: Key, site: Site) -> None:
    passkey_made(tab, site)
    signed_out(tab)
    password_given(tab, site)
    # when: a page that asks for the passkeys of a name that is not its own
    tab.evaluate("""() => {
        const form = document.querySelector("[data-passkey]");
        const asked = JSON.parse(form.dataset.options);
        asked.publicKey.rpId = "sprava.example";
        form.dataset.options = JSON.stringify(asked);
    }""")
    tab.get_by_role("button", name="Увійти ключем доступу").click()
    # then: the browser refuses, and nothing is sent
    expect(tab.locator("[data-lost]")).to_be_visible()
    expect(tab).to_have_url(re.compile("/second-step"))
    assert tab.locator("input[name=passkey]").input_value() == ""


def test_an_address_of_digits_offers_no_passkey_and_says_why(tab: Page, site: Site) -> None:
    tab.goto(f"{site.address}/signin")
    tab.fill("#username", USER)
    tab.fill("#password", site.stage.credentials[USER].password)
    tab.click("form.narrow button")
    expect(tab).to_have_url(f"{site.address}/staff/")
    tab.goto(f"{site.address}/staff/account")

    expect(tab.get_by_role("button", name="Ключ доступу")).to_have_count(0)
    expect(tab.locator("main")).to_contain_text("Ключ доступу потребує адреси з назвою")
