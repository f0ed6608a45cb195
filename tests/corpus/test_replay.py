"""Every history that was ever kept still gives the case that was stored, under the bundle it was written with; and no event
has changed its shape without a way from the old one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import pytest

from store.chain import entry_hash
from tests.corpus.kept import HERE, KeptCase, kept_bundle, kept_cases, kept_shapes, kept_versions
from tests.corpus.shapes import breaks, event_kinds, shape_of
from tests.definitions.test_shipped import FOLDERS, definition_of
from tests.given import DEFINITIONS, surroundings
from workflow.actor import system
from workflow.case import Case
from workflow.codec import case_from_json, event_from_json
from workflow.definition.load import load_bundle
from workflow.definition.published import read_published
from workflow.engine.available import available
from workflow.engine.evolve import fold
from workflow.engine.pending import pending
from workflow.engine.timers import timers
from workflow.errors import DefinitionError
from workflow.replacing import replace
from workflow.upcasters import UPCASTERS, upcast

VERSIONS = kept_versions()


def replayed(one: KeptCase) -> Case:
    """The history folded row by row, as `sprava history verify` does."""
    case: Case | None = None
    for row in one.rows:
        event = event_from_json(row["type"], row["schema"], json.loads(row["data"]))
        case = fold(case, (event,), datetime.fromisoformat(row["at"]), row["actor"])
    assert case is not None
    return case


@pytest.mark.parametrize(("name", "version"), VERSIONS)
def test_a_kept_history_gives_the_stored_case(name: str, version: int) -> None:
    kept = list(kept_cases(name, version))
    assert kept
    for one in kept:
        stored = case_from_json(one.body)
        assert replace(replayed(one), version=stored.version) == stored


@pytest.mark.parametrize(("name", "version"), VERSIONS)
def test_the_chain_of_a_kept_history_holds(name: str, version: int) -> None:
    for one in kept_cases(name, version):
        head: bytes | None = None
        for row in one.rows:
            assert row["previous"] == (head.hex() if head else None)
            head = entry_hash(
                case=UUID(row["case_id"]),
                sequence=row["sequence"],
                at=datetime.fromisoformat(row["at"]),
                actor=row["actor"],
                acting_for=row["acting_for"],
                kind=row["type"],
                schema=row["schema"],
                data=row["data"].encode(),
                definition=row["definition"],
                previous=head,
            )
            assert row["hash"] == head.hex()


@pytest.mark.parametrize(("name", "version"), VERSIONS)
def test_a_kept_case_can_go_on_under_the_version_it_was_written_with(name: str, version: int) -> None:
    bundle = kept_bundle(name, version)
    definition = load_bundle(bundle)
    for one in kept_cases(name, version):
        case = case_from_json(one.body)
        assert (definition.request_type, definition.version, definition.digest) == (name, version, case.definition)
        assert case.state in definition.states
        available(definition, case, system(1), case.changed, surroundings())
        pending(definition, case)
        timers(case)


def test_every_shipped_version_is_kept() -> None:
    shipped = {(one.request_type, one.version) for one in map(definition_of, FOLDERS)}
    assert shipped - set(VERSIONS) == set(), "run: python -m tests.corpus.add"


def test_every_shipped_version_is_on_record_as_its_files_are() -> None:
    record = read_published((DEFINITIONS / "PUBLISHED").read_text(encoding="utf-8"))
    for one in map(definition_of, FOLDERS):
        digest = record.get(one.request_type, {}).get(one.version)
        assert digest is not None, f"{one.request_type} {one.version}: run python -m tests.corpus.add"
        assert digest == one.digest, f"{one.request_type} {one.version} changed, and kept its number: raise `version:`"


def test_what_is_on_record_is_kept() -> None:
    record = read_published((DEFINITIONS / "PUBLISHED").read_text(encoding="utf-8"))
    noted = {(name, version) for name, versions in record.items() for version in versions}
    assert noted - set(VERSIONS) == set()


def test_no_event_has_changed_its_shape_without_a_way_from_the_old_one() -> None:
    now = {kind.__name__: kind for kind in event_kinds()}
    kept = list(kept_shapes())
    for name, schema, shape in kept:
        kind = now.get(name)
        assert kind is not None, f"{name} is stored, and no class reads it"
        newest: int = kind.schema  # type: ignore[attr-defined]
        steps = [(name, number) for number in range(schema, newest)]
        assert all(step in UPCASTERS for step in steps), f"{name}: a step of workflow/upcasters.py is missing"
        if not steps:
            assert breaks(shape, shape_of(kind)) == [], f"{name} needs the next schema number and an upcaster"
    assert {(name, schema) for name, schema, _ in kept} >= {
        (one.__name__, one.schema)  # type: ignore[attr-defined]
        for one in event_kinds()
    }, "run: python -m tests.corpus.add"


@dataclass(frozen=True)
class Before:
    one: str
    two: int = 0


@dataclass(frozen=True)
class Longer:
    one: str
    two: int = 0
    three: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Broken:
    one: int
    three: Mapping[str, str] = field(default_factory=dict)
    four: bool


def test_what_breaks_a_stored_shape_is_told() -> None:
    def shape(kind: type) -> dict[str, dict[str, list[object]]]:
        return {"Thing": shape_of(kind)[kind.__name__]}

    assert breaks(shape(Before), shape(Longer)) == []
    assert breaks(shape(Longer), shape(Before)) == ["Thing.three is gone"]
    assert breaks(shape(Before), shape(Broken)) == [
        "Thing.two is gone",
        "Thing.one is int, was str",
        "Thing.four must not be absent, and is",
    ]


def test_a_stored_event_goes_through_every_step_to_the_newest_shape() -> None:
    steps = {
        ("Told", 1): lambda data: {**data, "way": "sms"},
        ("Told", 2): lambda data: {"ways": [data["way"]]},
    }
    assert upcast("Told", 1, 3, {}, steps) == {"ways": ["sms"]}
    assert upcast("Told", 2, 3, {"way": "post"}, steps) == {"ways": ["post"]}
    for schema, newest in ((4, 3), (1, 4)):
        with pytest.raises(DefinitionError) as unknown:
            upcast("Told", schema, newest, {}, steps)
        assert unknown.value.code == "unknown_event"


def test_the_corpus_stays_small() -> None:
    assert sum(one.stat().st_size for one in HERE.rglob("*") if one.is_file()) < 2_000_000
