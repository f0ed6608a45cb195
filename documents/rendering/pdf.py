"""HTML to PDF/A: the only door to WeasyPrint.

Must not fetch anything: fonts, pictures and style sheets come by name from `assets`, all else is refused and fails
the rendering. Must not read the clock: the date is an argument, so the same input gives the same bytes.

The variant is PDF/A-3a: archival, tagged for screen readers, and the only level of PDF/A that may carry the
machine-readable data of the paper as an attachment; and it says that it is PDF/UA-1. PDF/A-3u would be the fall back if
tagging ever failed; it has not in WeasyPrint 70, so there is none: a paper that cannot be tagged fails instead of going
out worse.
"""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Protocol

from weasyprint import HTML, Attachment
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from documents.errors import RenderingFailed
from documents.rendering.accessible import said_accessible
from documents.rendering.seen_words import unseen

VARIANT = "pdf/a-3a"
DATA_NAME = "data.json"

_MEDIA_TYPES = {
    ".css": "text/css",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
_NUMBER_SIGN = re.compile("№ (?=\\S)")
_ASSET = re.compile(r"asset:[A-Za-z0-9_./-]+")

logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
logging.getLogger("fontTools").setLevel(logging.ERROR)


def render_pdf(
    html: str,
    *,
    assets: Mapping[str, bytes],
    identifier: bytes,
    created: datetime,
    data: bytes | None = None,
    shows: Sequence[str] = (),
) -> bytes:
    """Render `html` to PDF/A-3a.

    `assets` maps names such as `asset:fonts/Serif.ttf` or `asset:photo-1` to bytes. `identifier` becomes the first
    half of the file identifier. `created` is an aware datetime. `data`, JSON, is attached with relationship Data.
    `shows` are words that must be seen on the pages.
    Raises `RenderingFailed`: `forbidden_resource` with `urls`, `not_shown` with `words`, or `rendering_failed`.
    """
    if created.tzinfo is None:
        raise RenderingFailed("rendering_failed", {"reason": "naive_datetime"})
    moment = created.astimezone(UTC)
    fetcher = _AssetFetcher(assets)
    try:
        fonts = FontConfiguration()
        # A number stands on the line of its sign.
        document = HTML(string=_NUMBER_SIGN.sub("№\u00a0", html), url_fetcher=fetcher, base_url="asset:").render(
            font_config=fonts,
            pdf_variant=VARIANT,
            pdf_identifier=identifier,
            optimize_images=False,
        )
        absent = unseen(document.pages, shows)
        document.metadata.created = document.metadata.modified = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        _say_accessible(document.metadata)
        attachments = [] if data is None else [_data(data, moment, fetcher)]
        pdf = document.write_pdf(
            finisher=_finish, pdf_variant=VARIANT, pdf_identifier=identifier, attachments=attachments
        )
    except RecursionError as error:
        raise RenderingFailed("rendering_failed", {"reason": "too_deep"}) from error
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        AssertionError,
        OSError,
        ArithmeticError,
    ) as error:
        raise RenderingFailed("rendering_failed", {"reason": f"{type(error).__name__}: {error}"}) from error
    if fetcher.refused:
        raise RenderingFailed("forbidden_resource", {"urls": " ".join(fetcher.refused)})
    if absent:
        raise RenderingFailed("not_shown", {"words": "; ".join(absent)})
    if pdf is None:
        raise RenderingFailed("rendering_failed", {"reason": "no_output"})
    return bytes(pdf)


class _AssetFetcher(URLFetcher):  # type: ignore[misc,unused-ignore]
    """Serves named assets and remembers everything else it was asked for."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=["asset"], allow_redirects=False)
        self._assets = assets
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if _ASSET.fullmatch(url) and url in self._assets:
            media_type = _MEDIA_TYPES.get(PurePosixPath(url).suffix.lower(), "application/octet-stream")
            return URLFetcherResponse(url, self._assets[url], {"Content-Type": media_type})
        self.refused.append(url[:200])
        raise ValueError(f"not an asset of this paper: {url[:200]}")


def _say_accessible(metadata: DocumentMetadata) -> None:
    plain: Callable[[str, int, str], bytes] = metadata.generate_rdf_metadata
    metadata.generate_rdf_metadata = lambda *said: said_accessible(plain(*said))


class _Objects(Protocol):
    objects: list[object]


def _finish(_document: object, pdf: _Objects) -> None:
    """Says of each heading of a table whether it is a column's or a row's, where WeasyPrint only gives them names; and
    that no reader smooths a picture, which PDF/A-3 forbids (ISO 19005-3, 6.2.8) and WeasyPrint asks for."""
    for one in pdf.objects:
        if isinstance(one, dict) and one.get("S") == "/TH":
            _table, row, column = one["ID"].string.split("-")
            below = row != "0" and column == "0"
            one["A"]["Scope"] = "/Row" if below else "/Column"
        said = getattr(one, "extra", {})
        if "Interpolate" in said:
            said["Interpolate"] = "false"


def _data(data: bytes, moment: datetime, fetcher: _AssetFetcher) -> Attachment:
    return Attachment(
        string=data,
        url_fetcher=fetcher,
        name=DATA_NAME,
        description="Machine-readable data of this document",
        created=moment,
        modified=moment,
        relationship="Data",
    )
