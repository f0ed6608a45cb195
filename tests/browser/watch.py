"""What a page does behind the reader's back: requests to others, errors in the console, code that threw."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

# The last two are the browser's own viewer of PDFs, which stands inside a page that shows a paper.
_OWN = ("data", "blob", "about", "chrome-error", "chrome", "chrome-extension")


@dataclass
class Watch:
    """Complaints about one page since it was opened, or since `forget`."""

    address: str
    complaints: list[str] = field(default_factory=list)
    bytes_by_path: dict[str, int] = field(default_factory=dict)

    def follow(self, page: Page) -> None:
        """Listens to `page` from now on."""
        page.on("request", self._requested)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))

    def _requested(self, request: Request) -> None:
        if urlsplit(request.url).scheme not in _OWN and not request.url.startswith(f"{self.address}/"):
            self.complaints.append(f"asked {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        # A page that answers 4xx on purpose is reported by the browser as a failed load of the document itself.
        own = "Failed to load resource" in message.text and message.location.get("url", "").startswith(self.address)
        if message.type in ("error", "warning") and not own:
            self.complaints.append(f"{message.type}: {message.text}")
