"""The port behind which PDFs are made of HTML; `documents.rendering.pool.RenderPool` is one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol


class Renderer(Protocol):
    """Makes a PDF of HTML."""

    def render(
        self,
        html: str,
        assets: Mapping[str, bytes],
        identifier: bytes,
        created: datetime,
        data: bytes | None = None,
        shows: Sequence[str] = (),
    ) -> bytes:
        """As `documents.rendering.pdf.render_pdf`; also raises what the pool raises."""
