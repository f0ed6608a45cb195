"""Bundles: the same files are the same bytes; what is used is in, what is not stays out; any change is another digest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workflow.definition.checked import SOUND
from workflow.definition.bundle import bundle_from_bytes, make_bundle, used_files
from workflow.definition.definition_files import DefinitionFiles
from workflow.definition.load import load_files
from workflow.definition.published import read_published
from workflow.errors import DefinitionError

LETTER = b"{% extends '_shared/letterhead/letterhead.html' %}"
FILES = DefinitionFiles(name="leaf_fall", main=SOUND.encode(), templates={"templates/answer_letter.html": LETTER})
SHARED = {
    "_shared/letterhead/letterhead.html": '{% include "_shared/blocks/footer.html" %}',
    "_shared/letterhead/letterhead.css": "p {}",
    "_shared/blocks/footer.html": "<footer>",
    "_shared/other/unused.html": "<p>",
}


def test_used_shared_files_go_in_with_what_they_use() -> None:
    assert set(make_bundle(FILES, SHARED).files) == {
        "request_type.yaml", "templates/answer_letter.html", "_shared/letterhead/letterhead.html",
        "_shared/letterhead/letterhead.css", "_shared/blocks/footer.html",
    }  # fmt: skip


def test_the_digest_follows_every_byte_that_counts() -> None:
    digest = make_bundle(FILES, SHARED).digest

    assert digest == make_bundle(FILES, dict(reversed(SHARED.items()))).digest
    assert digest == make_bundle(FILES, {**SHARED, "_shared/other/unused.html": "<b>"}).digest
    assert digest != make_bundle(FILES, {**SHARED, "_shared/letterhead/letterhead.css": "p { color: red }"}).digest
    assert digest != make_bundle(replace(FILES, main=SOUND.encode() + b"#"), SHARED).digest


def test_a_bundle_comes_back_from_its_bytes() -> None:
    bundle = make_bundle(FILES, SHARED)

    assert bundle_from_bytes(bundle.to_bytes()) == bundle


@pytest.mark.parametrize("data", [b"", b"[]", b'{"a": 1}', b"\xff"])
def test_damaged_bytes_are_no_bundle(data: bytes) -> None:
    with pytest.raises(DefinitionError) as refused:
        bundle_from_bytes(data)
    assert refused.value.code == "bundle_damaged"


@pytest.mark.parametrize("main", [b"title: [", b"title: a", b"\xff"])
def test_what_has_mistakes_of_shape_is_not_loaded(main: bytes) -> None:
    with pytest.raises(DefinitionError) as refused:
        load_files(replace(FILES, main=main), SHARED)
    assert refused.value.code == "definition_invalid"


def test_templates_are_found_by_the_names_documents_call_them() -> None:
    definition, _bundle = load_files(FILES, SHARED)

    assert set(definition.templates) >= {"answer_letter.html", "_shared/letterhead/letterhead.html"}


def test_used_files_are_those_extended_included_and_imported() -> None:
    text = "{% extends 'a.html' %}{%- include \"b.html\" -%}{% import 'c.html' as c %}{% from 'd.html' import e %}{{ 'f' }}"

    assert used_files(text) == ("a.html", "b.html", "c.html", "d.html")


def test_the_ledger_of_what_was_published() -> None:
    digest = "ab" * 32

    assert read_published(f"# note\n\nleaf_fall 1 {digest}\nleaf_fall 2 {digest}\nbroken line\n") == {
        "leaf_fall": {1: digest, 2: digest}
    }
