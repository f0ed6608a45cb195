"""Rendering in children: same bytes, no secrets, limits that hold, a fresh child after each failure."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from documents.errors import RenderingFailed
from documents.rendering.pool import RenderPool
from tests.documents import given


@pytest.fixture(scope="module")
def pool() -> Iterator[RenderPool]:
    pool = RenderPool(workers=1, seconds=2)
    yield pool
    pool.close()


def process_of(pool: RenderPool) -> int:
    child = pool._pool._idle.queue[0]
    assert child is not None
    return int(child._process.pid)


def test_a_child_gives_the_same_bytes(pool: RenderPool) -> None:
    made = pool.render(given.letter_html(), given.assets(), b"paper-1", given.NOW, b'{"case":"26-00042"}')

    assert made == given.paper()


def test_a_refused_resource_is_told_by_code_and_the_child_lives_on(pool: RenderPool) -> None:
    pool.render("<p>x", {}, b"x", given.NOW)
    before = process_of(pool)

    with pytest.raises(RenderingFailed) as caught:
        pool.render("<img src='file:///etc/passwd'>", {}, b"x", given.NOW)

    assert caught.value.code == "forbidden_resource"
    assert caught.value.data["urls"] == "file:///etc/passwd"
    assert process_of(pool) == before


def test_the_child_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPRAVA_SECRET_KEY", "very-secret")
    pool = RenderPool()
    try:
        pool.render("<p>x", {}, b"x", given.NOW)
        environment = Path(f"/proc/{process_of(pool)}/environ").read_bytes()
    finally:
        pool.close()

    assert b"secret" not in environment.lower()


def test_an_endless_paper_is_stopped_and_the_next_one_is_made(pool: RenderPool) -> None:
    with pytest.raises(RenderingFailed) as caught:
        # Longer than its time on any machine, and just short of what counts as a long paper.
        pool.render("<table>" + "<tr><td>x" * 11_000, {}, b"x", given.NOW)

    assert caught.value.code == "rendering_timed_out"
    assert pool.render("<p>x", {}, b"x", given.NOW).startswith(b"%PDF-")


def test_a_paper_that_eats_memory_fails_alone() -> None:
    pool = RenderPool(seconds=20, memory_mb=400)
    try:
        with pytest.raises(RenderingFailed) as caught:
            pool.render("<p>" + "слово " * 2_000_000, {}, b"x", given.NOW)
        assert caught.value.code in ("rendering_failed", "renderer_died")
        assert pool.render("<p>x", {}, b"x", given.NOW).startswith(b"%PDF-")
    finally:
        pool.close()


def test_threads_share_the_children(pool: RenderPool) -> None:
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda number: pool.render(f"<p>{number}", {}, b"x", given.NOW), range(8)))

    assert len(set(made)) == 8


def test_a_closed_pool_renders_nothing() -> None:
    pool = RenderPool()
    pool.close()

    with pytest.raises(RenderingFailed):
        pool.render("<p>x", {}, b"x", given.NOW)
