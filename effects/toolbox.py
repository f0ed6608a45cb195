"""What effects work with, plugged together by `runtime`: the write door, reads, papers' bytes, keys, senders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from documents.rendering.renderer import Renderer
from documents.signing.cms import StampSource
from documents.signing.levels import Levels
from documents.signing.trust import TrustList
from documents.storage.port import ContentStore
from effects.keyring import Keyring
from effects.records import Records
from effects.webhook import Webhook
from notifications.channel import Sender
from notifications.message import Channel
from workflow.definition.model import Definition
from workflow.ports.clock import Clock
from workflow.service import Application
from workflow.surroundings import Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class Toolbox:
    """`fonts` are assets every paper gets (`asset:fonts/…`). `public_url` is without a slash at the end.

    `sms_per_day` is the budget that trips (rules.md 15). `stamp` gives time stamps for the seal and for signed
    instructions where an authority is set, `levels` raises the level of papers there. `trust`: whose certificates
    and which revocations this installation knows.
    `page_pictures` draws the pages of a foreign PDF; `templates` are those of records (`_shared/records/…`).
    `draw` gives numbers from 0 to 1 for jitter, `fresh_id` ids of signing sessions.
    """

    application: Application
    records: Records
    contents: ContentStore
    renderer: Renderer
    senders: Mapping[Channel, Sender]
    keyring: Keyring
    link_key: bytes = field(repr=False)
    clock: Clock
    public_url: str
    fonts: Mapping[str, bytes] = field(repr=False)
    draw: Callable[[], float]
    fresh_id: Callable[[], UUID]
    webhooks: Mapping[str, Webhook] = field(default_factory=dict)
    stamp: StampSource | None = None
    levels: Levels | None = None
    trust: TrustList = TrustList(roots=())  # noqa: RUF009 - a frozen value
    sms_per_day: int = 5000
    page_pictures: Callable[[bytes], Iterable[bytes]] | None = None
    templates: Mapping[str, str] = field(default_factory=dict)

    def surroundings(self, municipality: int) -> Surroundings:
        """Town, laws and calendars."""
        return self.application.surroundings(municipality)

    def address(self, municipality: int) -> str:
        """Where people reach a town, without a slash at the end."""
        return self.surroundings(municipality).public_url or self.public_url

    def definition(self, digest: str) -> Definition:
        """The version a case runs under. Raises DefinitionError."""
        return self.application.definitions.pinned(digest)

    @property
    def host(self) -> str:
        """The public address without its scheme, as people type it."""
        return self.public_url.partition("://")[2]
