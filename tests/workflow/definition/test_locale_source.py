"""Other languages: texts by the name they have in the definition, nested or short."""

from __future__ import annotations

from tests.workflow.definition.checked import SOUND
from workflow.definition.bundle import Bundle
from workflow.definition.load import load_bundle
from workflow.definition.locale_source import read_locale, translatable
from workflow.definition.schema import read
from workflow.definition.yaml_source import load


def test_texts_are_found_by_their_path() -> None:
    locale = read_locale("locales/en.yaml", load("states: {fresh: {title: Received}}\ntexts: {done: {link: Done}}\n"))

    assert locale.language == "en"
    assert locale.texts == {"states.fresh.title": "Received", "texts.done.link": "Done"}


def test_a_bare_text_is_its_link_variant() -> None:
    assert read_locale("locales/en.yaml", load("texts: {done: Done}")).texts == {"texts.done.link": "Done"}


def test_everything_a_person_reads_can_be_translated() -> None:
    paths = set(translatable(read(load(SOUND).tree).definition))

    assert {
        "title", "summary", "states.fresh.title", "states.fresh.citizen", "form.place.label", "texts.done.voice",
        "documents.answer_letter.title",
    } <= paths  # fmt: skip
    assert not any(path.startswith("form.size.options") for path in paths)


def test_the_definition_speaks_the_languages_of_its_bundle() -> None:
    bundle = Bundle(files={"request_type.yaml": SOUND, "locales/en.yaml": "title: Fallen leaves\n"})
    definition = load_bundle(bundle)

    assert definition.text("title", "en") == "Fallen leaves"
    assert definition.text("summary", "en") is None
    assert definition.text("title", "ru") is None
