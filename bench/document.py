"""A paper made from its case: read, filled in, rendered, data attached; beside WeasyPrint given the finished HTML."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from bench.cases import move, official, open_case
from bench.family_clock import family_time
from bench.interleave import interleaved, repeated
from bench.line import Line, Sense, at_most, compared
from bench.town import bench_town
from documents.rendering.pdf import VARIANT
from documents.rendering.renderer import Renderer
from effects.paper_rendering import content_of, rendered
from effects.paper_signers import named_signers
from runtime.boot import Runtime

_OURS, _FLOOR, _PLAIN = "from case to PDF/A", "bare WeasyPrint, PDF/A", "bare WeasyPrint, plain PDF"
_TIMES = 8


def run(rounds: int) -> list[Line]:
    """The refusal of a road defect: one page of the shipped letterhead."""
    with (
        tempfile.TemporaryDirectory(prefix="sprava-bench-") as folder,
        bench_town(Path(folder)) as town,
        town.booted() as runtime,
    ):
        return _compare(runtime, rounds)


def _compare(runtime: Runtime, rounds: int) -> list[Line]:
    director = official("utility_director")
    case = move(runtime, open_case(runtime), "route", official("dispatcher"))
    case = move(runtime, case, "refuse", director, {"grounds": "Дорога належить області, не місту."})
    page = _Page(runtime.toolbox.renderer)
    toolbox = replace(runtime.toolbox, renderer=page)
    today = runtime.clock.now().date()

    def ours() -> object:
        read = toolbox.records.case(case.municipality, case.id)
        paper = read.papers[0]
        named = named_signers(read, paper, director, toolbox)
        content = content_of(read, paper, named=named, body=director.unit, day=today, toolbox=toolbox)
        return rendered(content, read.municipality, toolbox)

    def bare(variant: str | None) -> object:
        fetcher = _Fonts(toolbox.fonts)
        fonts = FontConfiguration()
        return HTML(string=page.html, url_fetcher=fetcher, base_url="asset:").write_pdf(
            font_config=fonts, pdf_variant=variant
        )

    ours()
    taken = interleaved(
        {
            # Ours renders in a process of its own: its work is counted wherever it is done.
            _OURS: repeated(ours, _TIMES, clock=family_time),
            _FLOOR: repeated(lambda: bare(VARIANT), _TIMES, clock=family_time),
            _PLAIN: repeated(lambda: bare(None), _TIMES, clock=family_time),
        },
        rounds,
    )
    return [
        compared("document", taken, ours=_OURS, floor=_FLOOR, sense=Sense.AT_MOST, target=at_most(1.15)),
        compared("document", taken, ours=_OURS, floor=_PLAIN, sense=Sense.AT_MOST),
    ]


class _Page:
    """Renders as usual and remembers the page: the floor is given the very same."""

    html = ""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer

    def render(
        self,
        html: str,
        assets: Mapping[str, bytes],
        identifier: bytes,
        created: datetime,
        data: bytes | None = None,
        shows: Sequence[str] = (),
    ) -> bytes:
        """As `Renderer.render`."""
        self.html = html
        return self._renderer.render(html, assets, identifier, created, data, shows)


class _Fonts(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    def __init__(self, fonts: Mapping[str, bytes]) -> None:
        super().__init__()
        self._fonts = fonts

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        return URLFetcherResponse(url, self._fonts[url], {"Content-Type": "font/ttf"})
