"""How a page stands up to a reader: WCAG 2.2 A and AA by axe-core, and no sideways scrolling at any width."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import CDPSession, Locator, Page

WIDTHS = (320, 390, 1200)
_AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
_TOOLS: WeakKeyDictionary[Page, CDPSession] = WeakKeyDictionary()
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
_WIDER = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > room + 1);
  return wide.slice(-4).map((one) => one.outerHTML.slice(0, 120)) || ["the page"];
}"""


def followed(page: Page, place: Locator, key: str = "") -> None:
    """Presses what leads to another page, by the mouse or by `key`, and comes back when that page has arrived."""
    with page.expect_navigation():
        if key:
            place.press(key)
        else:
            place.click()


def faults(page: Page) -> list[str]:
    """What axe finds wrong, one line each: rule, words, place."""
    page.wait_for_load_state()
    if page.evaluate("typeof axe") == "undefined":
        # From now on every page of this tab comes with it: half a megabyte is handed over once, not page by page.
        page.context.add_init_script(_AXE)
        page.evaluate(_AXE)
    found: dict[str, Any] = page.evaluate(
        "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", _TAGS
    )
    return [
        f"{one['id']}: {one['help']}: {node['html'][:160]} ({' '.join(map(str, node['target']))})"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """`width: element` for what sticks out sideways at one of the widths; the page keeps the last one.

    A click comes back when the next page has begun, before it has a single element: so its end is waited for.
    """
    page.wait_for_load_state()
    found = []
    # Straight to the page: Playwright's own way waits for the window too, which nobody looks at.
    if page not in _TOOLS:
        _TOOLS[page] = page.context.new_cdp_session(page)
    tools = _TOOLS[page]
    for width in WIDTHS:
        size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
        tools.send("Emulation.setDeviceMetricsOverride", size)
        found += [f"{width}: {one}" for one in page.evaluate(_WIDER)]
    return found
