"""What both doors print without a case's own template: a template of records filled and made a PDF at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from documents.rendering.renderer import Renderer
from documents.rendering.template import render_html


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """`templates` are those of records by name (`_shared/records/journal.html`), `fonts` the assets they use."""

    renderer: Renderer
    fonts: Mapping[str, bytes]
    templates: Mapping[str, str]

    def printed(self, template: str, values: Mapping[str, object], now: datetime) -> bytes:
        """The PDF of `template` filled with plain values. Raises TemplateFailed, RenderingFailed."""
        html = render_html(self.templates, f"_shared/records/{template}", values)
        identifier = hashlib.sha256(html.encode()).digest()[:16]
        return self.renderer.render(html, self.fonts, identifier, now)
