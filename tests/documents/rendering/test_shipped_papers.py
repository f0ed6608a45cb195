"""Every shipped paper is PDF/A-3a and PDF/UA-1 as far as can be checked here, and the same each time it is made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from documents.rendering.pool import RenderPool
from tests.documents import given
from tests.documents.pdf_rules import broken_rules
from tests.documents.rendering.shipped_pages import FOLDERS, every_page

KINDS = frozenset({"destruction_act", "meeting_minutes", "memo", "street_renaming_certificate"})
"""A letter, a certificate, an act with a table, minutes and a memo; every other one in `make prove`."""


@pytest.fixture(scope="module")
def pools() -> Iterator[tuple[RenderPool, RenderPool]]:
    made = RenderPool(), RenderPool()
    yield made
    for one in made:
        one.close()


@pytest.mark.parametrize(
    "folder", [pytest.param(one, marks=() if one.name in KINDS else pytest.mark.prove, id=one.name) for one in FOLDERS]
)
def test_a_shipped_paper_keeps_the_rules_and_its_bytes(folder: Path, pools: tuple[RenderPool, RenderPool]) -> None:
    firsts: dict[str, str] = {}
    for document, html in every_page(folder):
        firsts.setdefault(document, html)
    for document, html in firsts.items():
        first, second = (one.render(html, given.assets(), b"paper", given.NOW, b"{}") for one in pools)

        assert first == second, document
        assert broken_rules(first) == [], document


def test_signed_and_sealed_it_keeps_them() -> None:
    assert broken_rules(given.paper()) == broken_rules(given.complete_paper()) == []


@pytest.mark.parametrize(
    ("html", "breaks"),
    [
        ("<html><title>Без мови</title><p>Слова", "no language"),
        ("<html lang=uk><p>Без назви", "no title"),
        ("<html lang=uk><title>Фото</title><p><img src='asset:photo.png'>", "a picture without words"),
        ("<html lang=uk><title>Ранги</title><h1>Перший</h1><h3>Третій</h3>", "a heading of rank 3 after one of rank 1"),
    ],
)
def test_a_page_that_breaks_a_rule_is_told(html: str, breaks: str, pools: tuple[RenderPool, RenderPool]) -> None:
    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
    )

    made = pools[0].render(html, {**given.assets(), "asset:photo.png": dot}, b"paper", given.NOW)

    assert breaks in broken_rules(made)
