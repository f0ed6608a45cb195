"""A journey cut by SIGKILL at any point goes on to the same end: the same events, each message once, the same numbers."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from effects.keyring import SEAL
from gate.seal_check import seal_check
from runtime.database_urls import DatabaseUrls, libpq
from runtime.lazy_renderer import LazyRenderer
from store.queries.effect_reads import certificates_of
from store.queries.history import history_of
from tests.faults import invariants
from tests.faults.all_seen import all_seen
from tests.faults.cut_journey import NEVER, Orders
from tests.journeys.stage import Stage, raise_curtain

ROOT = Path(__file__).parents[2]
SAMPLE = 15
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Cutting:
    """A founded town, and what a process of it is told."""

    stage: Stage
    urls: DatabaseUrls
    folder: Path

    def journeys(self, cuts: list[int]) -> list[dict[str, Any]]:
        orders = Orders(
            database=self.urls.app,
            admin=libpq(self.urls.admin),
            data=str(self.stage.runtime.settings.data),
            messages=str(self.folder / "messages.jsonl"),
            paper=str(self.folder / "paper.pdf"),
            cuts=cuts,
            people={
                name: {
                    "name": one.person.name,
                    "position": one.person.position,
                    "roles": sorted(one.person.roles),
                    "unit": one.person.unit,
                    "pin": one.pin,
                }
                for name, one in self.stage.credentials.items()
            },
        )
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.cut_journey"],
            input=json.dumps(asdict(orders)),
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return [json.loads(line) for line in done.stdout.splitlines()]

    def messages(self, journey: str) -> list[tuple[str, str]]:
        lines = (self.folder / "messages.jsonl").read_text(encoding="utf-8").splitlines()
        return [(one["id"], one["text"]) for one in map(json.loads, lines) if one["journey"] == journey]

    def told(self, journey: dict[str, Any]) -> list[Any]:
        """The history without what differs between any two cases: ids, hashes, its number, its place in the journal."""
        case = self.stage.case(journey["reference"])
        with self.stage.runtime.database.reading(1) as look:
            entries = history_of(look, case.id, cursor=None, limit=200).items
        text = json.dumps([[one.at.isoformat(), one.actor, one.type, one.data] for one in entries], ensure_ascii=False)
        for own, word in (
            (case.reference, "REFERENCE"),
            (case.papers[0].number or "-", "NUMBER"),
            (case.papers[0].code or "-", "CODE"),
        ):
            text = text.replace(own, word)
        found: list[Any] = json.loads(_HASH.sub("HASH", _numbered(text)))
        return found


def _numbered(text: str) -> str:
    """Each id by its order of coming."""
    known: dict[str, str] = {}
    return _UUID.sub(lambda one: known.setdefault(one[0], f"ID{len(known)}"), text)


@pytest.fixture
def cutting(fresh_database_urls: DatabaseUrls, tmp_path: Path) -> Iterator[Cutting]:
    stage = raise_curtain(fresh_database_urls, tmp_path / "var", "2026-11-23 08:05")
    renderer = LazyRenderer()
    page = "<!doctype html><html lang=uk><title>Відповідь</title><p>Відповідь</p></html>"
    fonts = stage.runtime.toolbox.fonts
    (tmp_path / "paper.pdf").write_bytes(renderer.render(page, fonts, bytes(16), datetime(2026, 11, 25, tzinfo=UTC)))
    renderer.close()
    yield Cutting(stage, fresh_database_urls, tmp_path)
    stage.runtime.close()


def _check(cutting: Cutting, cuts: list[int], whole: dict[str, Any], done: list[dict[str, Any]]) -> None:
    expected = cutting.told(whole)
    texts = [text.replace(whole["reference"], "REFERENCE") for _, text in cutting.messages(whole["journey"])]
    links = re.compile(r"/s/\S+")
    assert len(texts) == 3
    assert [one["cut"] for one in done] == cuts
    for one in done:
        # The last few points of the uncut one may lie behind the end of another.
        assert one["died"] or one["cut"] > whole["points"] * 0.97, (
            f"nobody died at {one['cut']}: this has shown nothing"
        )
        assert cutting.told(one) == expected, f"cut at {one['cut']}"
        handed = cutting.messages(one["journey"])
        by_id = dict(handed)
        said = [text.replace(one["reference"], "REFERENCE") for text in by_id.values()]
        assert [links.sub("/s/", text) for text in said] == [links.sub("/s/", text) for text in texts], one
        # Between handing over and noting it, a message goes out again under its one id, which providers drop.
        assert sum(Counter(identifier for identifier, _ in handed).values()) - len(by_id) <= 1, one
    stage = cutting.stage
    numbers = [stage.case(one["reference"]).papers[0].number for one in (whole, *done)]
    assert numbers == [f"{number}/02-21" for number in range(1, len(numbers) + 1)]
    with all_seen(cutting.urls) as look:
        assert invariants.histories_verify(look, seal_check(certificates_of(look, SEAL))) == []
        assert invariants.jobs_settled(look) == []
        assert invariants.jobs_as_history_implies(look, stage.runtime.application.definitions.pinned) == []
        assert invariants.papers_have_bytes(look, stage.runtime.toolbox.contents) == []


def test_a_journey_cut_anywhere_ends_as_one_that_was_not(cutting: Cutting) -> None:
    # given
    (whole,) = cutting.journeys([NEVER])
    assert not whole["died"]
    assert whole["points"] > 200
    # when: it is cut at points spread over the whole of it
    spread = random.Random(20261122)
    step = whole["points"] / SAMPLE
    cuts = [int(number * step) + spread.randrange(1, int(step)) for number in range(SAMPLE)]
    # then
    _check(cutting, cuts, whole, cutting.journeys(cuts))


@pytest.mark.prove
def test_a_journey_cut_at_every_point_ends_as_one_that_was_not(cutting: Cutting) -> None:
    (whole,) = cutting.journeys([NEVER])
    cuts = list(range(1, whole["points"] + 1))
    sys.stdout.write(f"{len(cuts)} points, every one cut\n")
    _check(cutting, cuts, whole, cutting.journeys(cuts))
